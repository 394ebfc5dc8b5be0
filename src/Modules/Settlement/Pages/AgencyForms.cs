using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Settlement.Agency;
using Mingsuan.Settlement.Exporting;
using Mingsuan.Settlement.Searching;

namespace Mingsuan.Settlement.Pages;

/// <summary>
/// 经办表单 — what the forms of the export page ask for. Each checks the form's token, acts, and leads back to the page.
/// </summary>
internal static class AgencyForms
{
    private const string Page = "/agency/exports";
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Page).RequireAuthorization(policy => policy.RequireRole(AgencyDesk.Role));
        group.MapPost("/{institution}", (Delegate)RequestAsync);
        group.MapPost("/{institution}/{export}/decision", (Delegate)DecideAsync);
        group.MapPost("/{institution}/{export}/file", (Delegate)TakeAsync);
    }

    private static Task<IResult> RequestAsync(HttpContext context, string institution, CancellationToken ct) =>
        ActAsync(context, institution, "A-EXP", async (asked, form) =>
        {
            var (filter, fault) = SettlementFilter.Read(name => form[name].FirstOrDefault());
            var (format, reason) = (form["format"].ToString(), form["reason"].ToString().Trim());
            if (fault is not null || format is not (ExportFile.Csv or ExportFile.Workbook) ||
                reason.Length is 0 or > LongestReason)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            await asked.Service<ExportBook>().RequestAsync(
                asked.Institution,
                new ExportWish(
                    filter with { Institution = asked.Institution.Code }, format, form["unmasked"] == "true", reason),
                asked.Officer.Name,
                ct);
            return asked.Back(null);
        });

    private static Task<IResult> DecideAsync(
        HttpContext context, string institution, string export, CancellationToken ct) =>
        ActAsync(context, institution, "A-EXPD", async (asked, form) =>
        {
            var decided = await asked.Service<ExportBook>().DecideAsync(
                asked.Institution.Id.Value, Id(export), form["agrees"] == "true", asked.Officer.Name, ct);
            return asked.Back(decided.Refusal?.Refusal?.Code);
        });

    /// <summary>The file is made first and taken then: a file that cannot be made is not spent.</summary>
    private static Task<IResult> TakeAsync(
        HttpContext context, string institution, string export, CancellationToken ct) =>
        ActAsync(context, institution, "A-EXPF", async (asked, _) =>
        {
            var (book, inst) = (asked.Service<ExportBook>(), asked.Institution.Id.Value);
            if (await book.FindAsync(inst, Id(export), ct) is not { } found)
            {
                return asked.Back("E-EXPORT-UNKNOWN");
            }

            if (found.State != ExportState.Approved || found.RequestedBy != asked.Officer.Name)
            {
                return asked.Back("E-EXPORT-STATE");
            }

            var (content, rows) = await asked.Service<ExportFile>().MakeAsync(found, asked.Institution.Code, ct);
            var taken = await book.TakeAsync(inst, found.ExportId, rows, asked.Officer.Name, ct);
            return taken.Refusal?.Refusal is { } refusal
                ? asked.Back(refusal.Code)
                : asked.File(ExportsApi.File(found, content));
        });

    private static async Task<IResult> ActAsync(
        HttpContext context, string institution, string what, Func<FormAsked, IFormCollection, Task<IResult>> act)
    {
        var services = context.RequestServices;
        var (desk, officer) = (services.GetRequiredService<AgencyDesk>(), StaffSession.Of(context.User)!);
        if (!await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            desk.Note(context, officer, what, "E-FIELD-FORMAT", null);
            return Results.BadRequest();
        }

        if (await desk.InstitutionAsync(institution, context.RequestAborted) is not { } found)
        {
            desk.Note(context, officer, what, "E-INSTITUTION-UNKNOWN", null);
            return Results.NotFound();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await act(new FormAsked(context, desk, officer, what, found), form);
    }

    private static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;

    private sealed record FormAsked(
        HttpContext Context, AgencyDesk Desk, Operator Officer, string What, InstitutionFacts Institution)
    {
        public T Service<T>()
            where T : notnull => Context.RequestServices.GetRequiredService<T>();

        /// <summary>Back to the page, which says the refusal or what was done.</summary>
        public IResult Back(string? refusal)
        {
            Desk.Note(Context, Officer, What, refusal ?? "ok", null);
            return Results.LocalRedirect(
                $"{Page}?institution={Uri.EscapeDataString(Institution.Code)}&" +
                (refusal is null ? "done=" + What : "refused=" + refusal));
        }

        public IResult File(IResult file)
        {
            Desk.Note(Context, Officer, What, "ok", null);
            return file;
        }
    }
}
