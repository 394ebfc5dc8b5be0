using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Ids;
using Mingsuan.Settlement.Agency;
using Mingsuan.Settlement.Exporting;
using Mingsuan.Settlement.Searching;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Pages;

/// <summary>
/// 导出表单 — what the forms of the export page ask for. Each is carried out once, however often it is sent, and leads back
/// to the page.
/// </summary>
internal static class ExportForms
{
    private const string Page = "/agency/exports";
    private const int LongestReason = 500;

    /// <summary>
    /// How long the form that took a file may be sent once more: a second click drops the answer to the first.
    /// </summary>
    private static readonly TimeSpan SecondClick = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapForms(Page, StaffRoles.Agency);
        group.MapPost("/{institution}", (Delegate)RequestAsync);
        group.MapPost("/{institution}/{export}/decision", (Delegate)DecideAsync);
        group.MapPost("/{institution}/{export}/file", (Delegate)TakeAsync);
    }

    private static Task<IResult> RequestAsync(HttpContext context, string institution, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Page, "A-EXP", async asked =>
        {
            var form = asked.Form;
            var (filter, fault) = SettlementFilter.Read(name => form[name].FirstOrDefault());
            var (format, reason) = (form["format"].ToString(), form["reason"].ToString().Trim());
            if (fault is not null || format is not (ExportFile.Csv or ExportFile.Workbook) ||
                reason.Length is 0 or > LongestReason || reason.Any(char.IsControl))
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var wish = new ExportWish(
                filter with { Institution = asked.Institution.Code }, format, form["unmasked"] == "true", reason);
            var body = new JsonObject
            {
                ["filter"] = wish.Filter.Json(),
                ["format"] = format,
                ["unmasked"] = wish.Unmasked,
                ["reason"] = reason,
            };
            var answer = await asked.OnceAsync(
                body,
                async token => DeskAnswer.Of(ExportsApi.Json(await asked.Service<ExportBook>().RequestAsync(
                    asked.Institution, wish, asked.Officer.Name, token))),
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> DecideAsync(
        HttpContext context, string institution, string export, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Page, "A-EXPD", async asked =>
        {
            if (asked.Form["agrees"].ToString() is not ("true" or "false"))
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var agrees = asked.Form["agrees"] == "true";
            var answer = await asked.OnceAsync(
                new JsonObject { ["export"] = export, ["agrees"] = agrees },
                async token =>
                {
                    var decided = await asked.Service<ExportBook>().DecideAsync(
                        asked.Inst, Id(export), agrees, asked.Officer.Name, token);
                    return decided.Value is { } row
                        ? DeskAnswer.Of(ExportsApi.Json(row))
                        : DeskAnswer.Refuse(decided.Refusal!);
                },
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    /// <summary>The file is made first and taken then: a file that cannot be made is not spent.</summary>
    private static Task<IResult> TakeAsync(
        HttpContext context, string institution, string export, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Page, "A-EXPF", async asked =>
        {
            var book = asked.Service<ExportBook>();
            if (await book.FindAsync(asked.Inst, Id(export), ct) is not { } found)
            {
                return asked.Back("E-EXPORT-UNKNOWN");
            }

            if (found.RequestedBy != asked.Officer.Name || !MayBeSent(found, asked.Service<TimeProvider>()))
            {
                return asked.Back("E-EXPORT-STATE");
            }

            var file = await asked.Service<ExportFile>().MakeAsync(found, asked.Institution.Code, ct);
            if (file is not { } made)
            {
                return asked.Back("E-EXPORT-SIZE");
            }

            var taken = await asked.OnceAsync(
                new JsonObject { ["export"] = export },
                async token =>
                {
                    var row = await book.TakeAsync(asked.Inst, found.ExportId, made.Rows, asked.Officer.Name, token);
                    return row.Value is null
                        ? DeskAnswer.Refuse(row.Refusal!)
                        : DeskAnswer.Of(new JsonObject { ["rows"] = made.Rows });
                },
                ct);
            return taken.Refusal is { } refusal ? asked.Back(refusal.Code)
                : (int)taken.Json!["rows"]! != made.Rows ? asked.Back("E-EXPORT-STATE")
                : asked.File(ExportsApi.File(found, made.Content));
        });

    private static bool MayBeSent(SettlementExport export, TimeProvider clock) =>
        export.State == ExportState.Approved || (export.State == ExportState.Downloaded &&
            clock.GetUtcNow().UtcDateTime - export.DownloadedAt < SecondClick);

    private static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;
}
