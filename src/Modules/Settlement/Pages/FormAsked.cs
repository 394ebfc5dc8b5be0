using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Settlement.Agency;

namespace Mingsuan.Settlement.Pages;

/// <summary>一次表单提交 — the officer, the institution, what is asked, and the fields of the form.</summary>
internal sealed record FormAsked(
    HttpContext Context,
    AgencyDesk Desk,
    Operator Officer,
    string What,
    InstitutionFacts Institution,
    IFormCollection Form,
    string Page)
{
    /// <summary>The field that holds the form's own key: the form sent twice is one request.</summary>
    public const string KeyField = "key";

    public Guid Inst => Institution.Id.Value;

    /// <summary>Checks the form's token and the institution, then acts.</summary>
    public static async Task<IResult> ActAsync(
        HttpContext context, string institution, string page, string what, Func<FormAsked, Task<IResult>> act)
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
        return await act(new FormAsked(context, desk, officer, what, found, form, page));
    }

    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>Runs a write once for the form's key.</summary>
    public Task<AgencyAnswer> OnceAsync(
        JsonObject body, Func<CancellationToken, Task<AgencyAnswer>> work, CancellationToken ct) =>
        Desk.OnceAsync(Officer, new(Inst, What, Form[KeyField].ToString()), body, work, ct);

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
