using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Manual;
using Mingsuan.Settlement.Searching;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>手工报销与家庭共济 — what an officer enters for a person.</summary>
internal static class ManualApi
{
    public static void Map(DeskGroup group)
    {
        group.Of("POST", "/institutions/{institution}/manual-claims", "A-MAN", ClaimAsync);
        group.Of(
            "POST", "/institutions/{institution}/manual-claims/{psnNo}/{setlId}/reversal", "A-MANR", ReverseAsync);
        group.Of("POST", "/persons/{psnNo}/family-bonds", "A-FAM", BindAsync);
        group.Of("POST", "/persons/{psnNo}/family-bonds/{bond}/revocation", "A-FAMR", RevokeAsync);
        group.Of("GET", "/persons/{psnNo}/family-bonds", "A-FAMQ", BondsAsync);
    }

    private static async Task<IResult> ClaimAsync(Asked asked)
    {
        if (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop) is not { } body)
        {
            return asked.Bad("body");
        }

        var request = ManualRequest.Read(body);
        return request.Fault is { } fault
            ? asked.Bad(fault)
            : await asked.OnceAsync(asked.Inst, body, async ct =>
            {
                var claimed = await asked.Service<ManualDesk>().ClaimAsync(Call(asked, body), request, ct);
                return claimed.Value is { } row
                    ? DeskAnswer.Of(SettlementOutput.Of(row, asked.Institution!.Code)) with
                    {
                        Person = row.PersonId,
                        Settlement = row.SettlementId,
                    }
                    : DeskAnswer.Refuse(claimed.Refusal!);
            });
    }

    private static async Task<IResult> ReverseAsync(Asked asked)
    {
        var psnNo = asked.Route("psnNo");
        _ = WireId.TryDecode(asked.Route("setlId"), out var id, out _);
        var body = new JsonObject { ["psn_no"] = psnNo, ["setl_id"] = asked.Route("setlId") };
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var reversed = await asked.Service<ManualDesk>().ReverseAsync(Call(asked, body), psnNo, id, ct);
            return reversed.Value is { } done
                ? DeskAnswer.Of(SettlementOutput.Of(done.Row, asked.Institution!.Code)) with
                {
                    Person = done.Row.PersonId,
                    Settlement = done.Row.SettlementId,
                }
                : DeskAnswer.Refuse(reversed.Refusal!);
        });
    }

    private static async Task<IResult> BindAsync(Asked asked)
    {
        if (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop) is not { } body)
        {
            return asked.Bad("body");
        }

        var (input, persons) = (new WireReader(body), asked.Service<IPersonDirectory>());
        var (holderNo, consent) = (input.RequiredText("holder", 30), input.RequiredText("consent", 500));
        _ = input.RequiredText("from", 10);
        var (from, to) = (input.Day("from"), input.Day("to"));
        if (input.Fault is { } fault || from is not { } first)
        {
            return asked.Bad(input.Fault?.Field ?? "from");
        }

        if (await persons.ByNumberAsync(asked.Route("psnNo"), asked.Stop) is not { } member ||
            await persons.ByNumberAsync(holderNo, asked.Stop) is not { } holder ||
            !Reaches(asked, member) || !Reaches(asked, holder))
        {
            return asked.Refuse(Notice.Of("E-PERSON-UNKNOWN"));
        }

        body["member"] = asked.Route("psnNo");
        return await asked.OnceAsync(Guid.Empty, body, async ct =>
        {
            var bound = await asked.Service<FamilyBook>().BindAsync(
                new BondWish(member, holder, first, to, consent), asked.Officer.Name, ct);
            return bound.Value is { } bond
                ? DeskAnswer.Of(Json(bond)) with { Person = bond.PersonId }
                : DeskAnswer.Refuse(bound.Refusal!);
        });
    }

    private static async Task<IResult> RevokeAsync(Asked asked)
    {
        if (await asked.Service<IPersonDirectory>().ByNumberAsync(asked.Route("psnNo"), asked.Stop) is not { } member ||
            !Reaches(asked, member))
        {
            return asked.Refuse(Notice.Of("E-PERSON-UNKNOWN"));
        }

        _ = WireId.TryDecode(asked.Route("bond"), out var id, out _);
        var body = new JsonObject { ["member"] = asked.Route("psnNo"), ["bond"] = asked.Route("bond") };
        return await asked.OnceAsync(Guid.Empty, body, async ct =>
        {
            var revoked = await asked.Service<FamilyBook>().RevokeAsync(
                member.Id.Value, id, asked.Officer.Name, ct);
            return revoked.Value is { } bond
                ? DeskAnswer.Of(Json(bond)) with { Person = bond.PersonId }
                : DeskAnswer.Refuse(revoked.Refusal!);
        });
    }

    private static async Task<IResult> BondsAsync(Asked asked)
    {
        if (await asked.Service<IPersonDirectory>().ByNumberAsync(asked.Route("psnNo"), asked.Stop) is not { } member ||
            !Reaches(asked, member))
        {
            return asked.Refuse(Notice.Of("E-PERSON-UNKNOWN"));
        }

        var bonds = await asked.Service<FamilyBook>().ListAsync(member.Id.Value, asked.Stop);
        return asked.Desk.Answer(
            asked.Context,
            asked.Officer,
            asked.What,
            new JsonArray([.. bonds.Select(bond => (JsonNode)Json(bond))]),
            member.Id);
    }

    /// <summary>Whether a person is, or was, insured in the regions; outside of them nobody is known.</summary>
    private static bool Reaches(Asked asked, PersonFacts person) =>
        person.Enrolments.Any(one => asked.Officer.Covers(one.Area));

    private static JsonObject Json(FamilyBond bond) => new()
    {
        ["id"] = WireId.Encode(bond.BondId),
        ["member"] = WireId.Encode(bond.PersonId),
        ["holder"] = WireId.Encode(bond.HolderId),
        ["from"] = StaffDesk.Text(bond.From),
        ["to"] = bond.To is { } to ? StaffDesk.Text(to) : null,
        ["consent"] = bond.Consent,
        ["revokedAt"] = bond.RevokedAt is { } at ? BeijingTime.Text(at) : null,
    };

    /// <summary>The officer's entry as the ledger's writers know a call.</summary>
    private static InfnoCall Call(Asked asked, JsonObject body) => new()
    {
        Infno = asked.What,
        MsgId = asked.Key,
        Institution = asked.Institution!,
        Region = asked.Institution!.Admdvs,
        Opter = new Opter(asked.Officer.Name, asked.Officer.Name, OpterType.Clerk),
        Input = body,
        Raw = "",
        ReceivedAt = asked.Service<TimeProvider>().GetUtcNow().UtcDateTime,
    };
}
