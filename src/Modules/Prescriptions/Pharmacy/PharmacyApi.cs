using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prescriptions.Pharmacy;

/// <summary>
/// 药店取药接口 — for retail pharmacies, and for the pharmacists of the hospital that prescribed. Every opening is noted with
/// the person. (NHC-8, GJ-2)
/// </summary>
internal static class PharmacyApi
{
    private const decimal TenThousandths = 10_000m;
    private const int MostCodes = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapDesk("/api/v1/pharmacy/prescriptions", StaffRoles.Pharmacy, StaffRoles.Pharmacist);
        group.Of("GET", "", "RX-LST", ListAsync);
        group.Of("POST", "/hold", "RX-HLD", HoldAsync);
        group.Of("POST", "/{rx}/release", "RX-REL", ReleaseAsync);
        group.Of("POST", "/{rx}/dispense", "RX-DSP", DispenseAsync);
        group.Of("POST", "/{rx}/return", "RX-RET", ReturnAsync);
        group.Of("POST", "/{rx}/reject", "RX-REJ", RejectAsync);
    }

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var desk = asked.Service<PharmacyDesk>();
        var held = await desk.HeldAsync(asked.Institution!, asked.Stop);
        foreach (var one in held)
        {
            Note(asked, one);
        }

        return asked.Answer(new JsonObject
        {
            ["prescriptions"] = new JsonArray([.. held.Select(one => (JsonNode)RxJson.Whole(one))]),
        });
    }

    /// <summary>Asked again it answers the same, so it needs no key; a secret is kept in no stored answer.</summary>
    private static async Task<IResult> HoldAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var code = input.RequiredText("code", 60);
        if (input.Fault is { } fault)
        {
            return asked.Bad(fault.Field);
        }

        var desk = asked.Service<PharmacyDesk>();
        var done = await desk.HoldAsync(asked.Context, asked.Institution!, Actor(asked), code, asked.Stop);
        if (done.Refusal is { } refusal)
        {
            return asked.Refuse(refusal);
        }

        return asked.Desk.Answer(
            asked.Context,
            asked.Officer,
            asked.What,
            new JsonObject
            {
                ["prescription"] = RxJson.Whole(done),
                ["secret"] = desk.SecretOf(done, asked.Institution!),
            },
            new PersonId(done.Dossier!.Person));
    }

    private static Task<IResult> ReleaseAsync(Asked asked) => ActAsync(
        asked,
        _ => true,
        (desk, _, ct) => desk.ReleaseAsync(asked.Institution!, Actor(asked), asked.Route("rx"), ct));

    private static Task<IResult> DispenseAsync(Asked asked) => ActAsync(
        asked,
        input => (Secret: input.RequiredText("secret", 40), Given: new Dispensed(
            asked.Institution!.Code, Portions(input))
        {
            Pharmacist = input.Text("pharmacist", 30),
            Dispenser = input.Text("dispenser", 50),
        }),
        (desk, read, ct) => desk.DispenseAsync(
            asked.Context, asked.Institution!, Actor(asked), asked.Route("rx"), read.Secret, read.Given, ct));

    private static Task<IResult> ReturnAsync(Asked asked) => ActAsync(
        asked,
        Portions,
        (desk, portions, ct) =>
            desk.ReturnAsync(asked.Institution!, Actor(asked), asked.Route("rx"), portions, ct));

    private static Task<IResult> RejectAsync(Asked asked) => ActAsync(
        asked,
        input => (Pharmacist: input.RequiredText("pharmacist", 30), Reason: input.RequiredText("reason", 200)),
        (desk, read, ct) => desk.RejectAsync(
            asked.Institution!, Actor(asked), asked.Route("rx"), read.Pharmacist, read.Reason, ct));

    private static async Task<IResult> ActAsync<T>(
        Asked asked,
        Func<WireReader, T> read,
        Func<PharmacyDesk, T, CancellationToken, Task<RxDone>> act)
    {
        if (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop) is not { } body)
        {
            return asked.Bad("body");
        }

        var input = new WireReader(body);
        var given = read(input);
        if (input.Fault is { } fault)
        {
            return asked.Bad(fault.Field);
        }

        // One operation for each prescription: the key of one is no key of another.
        var about = new JsonObject { ["rx"] = asked.Route("rx"), ["body"] = body };
        return await asked.OnceAsync(asked.Inst, about, async ct =>
        {
            var done = await act(asked.Service<PharmacyDesk>(), given, ct);
            if (done.Refusal is { } refusal)
            {
                return new(null, refusal);
            }

            Note(asked, done);
            return DeskAnswer.Of(RxJson.Standing(done)) with { Person = done.Dossier!.Person };
        });
    }

    private static IReadOnlyList<Portion> Portions(WireReader input)
    {
        var portions = new List<Portion>();
        foreach (var one in input.Objects("portions"))
        {
            var line = one.RequiredText("line", 10);
            var amount = one.RequiredNumber("amount");
            if (amount is <= 0 or > 1_000_000_000m || decimal.Round(amount, 4) != amount)
            {
                one.Reject("amount");
                continue;
            }

            portions.Add(new(line, (long)(amount * TenThousandths))
            {
                TraceCodes = Codes(one),
                Split = one.Text("split", 5) == "true",
            });
        }

        if (portions.Count == 0)
        {
            input.RequiredText("portions", 1);
        }

        return portions;
    }

    /// <summary>药品追溯码 of a portion; none when it states none.</summary>
    private static List<string>? Codes(WireReader portion)
    {
        if (portion.Array("traceCodes") is not { Count: > 0 } stated)
        {
            return null;
        }

        var codes = stated.Select(one => ScannedCode.Normal(one?.ToString() ?? "")).ToList();
        if (codes.Count > MostCodes || codes.Contains(null))
        {
            portion.Reject("traceCodes");
        }

        return [.. codes.OfType<string>()];
    }

    private static string Actor(Asked asked) => $"{asked.Institution!.Code}/{asked.Officer.Name}";

    private static void Note(Asked asked, RxDone done) => asked.Desk.Note(
        asked.Context, asked.Officer, asked.What, "ok", new PersonId(done.Dossier!.Person));
}
