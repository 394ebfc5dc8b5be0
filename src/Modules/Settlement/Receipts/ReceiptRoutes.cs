using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Receipts;

/// <summary>收据接口 — the file for the agency, within its regions, and for the hospital that settled.</summary>
internal static class ReceiptRoutes
{
    private const string Path = "/settlements/{psnNo}/{setlId}/receipt";
    private const string Page = "/agency/settlements";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDesk("/api/v1/agency", StaffRoles.Agency).Of("GET", Path, "A-RCPT", async asked =>
            await AnswerAsync(asked, await asked.Desk.WithinAsync(asked.Officer, asked.Stop)));
        routes.MapDesk("/api/v1/hospital", StaffRoles.Hospital).Of("GET", Path, "H-RCPT", asked =>
            AnswerAsync(asked, [asked.Inst]));
        RequestDelegate download = DownloadAsync;
        routes.MapForms(Page, StaffRoles.Agency).MapMethods("/{psnNo}/{setlId}/receipt", ["GET"], download);
    }

    /// <summary>The same for who has signed in on the pages.</summary>
    private static async Task DownloadAsync(HttpContext context)
    {
        var desk = context.RequestServices.GetRequiredService<StaffDesk>();
        var officer = StaffSession.Of(context.User)!;
        var asked = new Asked(context, desk, officer, "A-RCPT", null, context.RequestAborted);
        var answer = await AnswerAsync(asked, await desk.WithinAsync(officer, asked.Stop));
        await answer.ExecuteAsync(context);
    }

    private static async Task<IResult> AnswerAsync(Asked asked, IReadOnlyCollection<Guid>? within)
    {
        var person = await asked.Service<IPersonDirectory>().ByNumberAsync(asked.Route("psnNo"), asked.Stop);
        if (person is null || !WireId.TryDecode(asked.Route("setlId"), out var id, out _) ||
            await asked.Service<ReceiptBook>().OfAsync(person.Id, id, within, masked: true, asked.Stop) is not { } file)
        {
            return asked.Desk.Refused(
                asked.Context,
                asked.Officer,
                asked.What,
                Notice.Of("E-SETTLEMENT-UNKNOWN"),
                StatusCodes.Status404NotFound);
        }

        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", person.Id);
        return Results.File(file, "text/html; charset=utf-8", $"receipt-{WireId.Encode(id)}.html");
    }
}
