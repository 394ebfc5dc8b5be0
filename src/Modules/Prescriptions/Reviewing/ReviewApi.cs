using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Pharmacy;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prescriptions.Reviewing;

/// <summary>院内审方接口 — for the pharmacists of the hospital that prescribed. (CX-23-1)</summary>
internal static class ReviewApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDesk("/api/v1/hospital/prescriptions", StaffRoles.Pharmacist)
            .Of("POST", "/{rx}/send-back", "RX-BCK", SendBackAsync);

    private static async Task<IResult> SendBackAsync(Asked asked)
    {
        if (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop) is not { } body)
        {
            return asked.Bad("body");
        }

        var input = new WireReader(body);
        var (pharmacist, opinion) = (input.RequiredText("pharmacist", 30), input.RequiredText("opinion", 200));
        if (input.Fault is { } fault)
        {
            return asked.Bad(fault.Field);
        }

        // One operation for each prescription: the key of one is no key of another.
        var about = new JsonObject { ["rx"] = asked.Route("rx"), ["body"] = body };
        return await asked.OnceAsync(asked.Inst, about, async ct =>
        {
            var done = await asked.Service<ReviewDesk>().SendBackAsync(
                asked.Institution!,
                $"{asked.Institution!.Code}/{asked.Officer.Name}",
                asked.Route("rx"),
                pharmacist,
                opinion,
                ct);
            return done.Refusal is { } refusal
                ? new(null, refusal)
                : DeskAnswer.Of(RxJson.Standing(done)) with { Person = done.Dossier!.Person };
        });
    }
}
