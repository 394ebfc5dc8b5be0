using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Workbench.Asking;

/// <summary>一次表单提交 — the officer, the institution, what is asked, and the fields of the form.</summary>
public sealed record FormAsked(
    HttpContext Context,
    StaffDesk Desk,
    Operator Officer,
    string What,
    InstitutionFacts? At,
    IFormCollection Form,
    string Page)
{
    /// <summary>The field that holds the form's own key: the form sent twice is one request.</summary>
    public const string KeyField = "key";

    /// <summary>The institution; only of a form that has one.</summary>
    public InstitutionFacts Institution => At!;

    /// <summary>The books that the form is about: the institution's, or the platform's own.</summary>
    public Guid Inst => At?.Id.Value ?? Guid.Empty;

    private OnceKey Once => new(Inst, What, Form[KeyField].ToString());

    /// <summary>
    /// Checks the form's token and the institution, then acts. Without a code it is the officer's own institution, or
    /// none.
    /// </summary>
    public static async Task<IResult> ActAsync(
        HttpContext context, string? institution, string page, string what, Func<FormAsked, Task<IResult>> act)
    {
        var services = context.RequestServices;
        var (desk, officer) = (services.GetRequiredService<StaffDesk>(), StaffSession.Of(context.User)!);
        if (!await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            desk.Note(context, officer, what, "E-FIELD-FORMAT", null);
            return Results.BadRequest();
        }

        InstitutionFacts? found = null;
        if ((institution ?? officer.Institution) is { } code)
        {
            found = await desk.InstitutionAsync(code, context.RequestAborted);
            if (found is null || !StaffDesk.MayReach(officer, found))
            {
                desk.Note(context, officer, what, found is null ? "E-INSTITUTION-UNKNOWN" : "E-SCOPE", null);
                return found is null ? Results.NotFound() : Results.StatusCode(StatusCodes.Status403Forbidden);
            }
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await act(new FormAsked(context, desk, officer, what, found, form, page));
    }

    /// <summary>A service of the request.</summary>
    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>Runs a write once for the form's key.</summary>
    public Task<DeskAnswer> OnceAsync(
        JsonObject body, Func<CancellationToken, Task<DeskAnswer>> work, CancellationToken ct) =>
        Desk.OnceAsync(Officer, Once, body, work, ct);

    /// <summary>Whether a write would run for the form's key, rather than be answered as before or refused.</summary>
    public Task<bool> IsFreeAsync(CancellationToken ct) => Desk.IsFreeAsync(Once, ct);

    /// <summary>Back to the page, which says the refusal or what was done.</summary>
    public IResult Back(string? refusal)
    {
        Desk.Note(Context, Officer, What, refusal ?? "ok", null);
        var said = refusal is null ? "done=" + What : "refused=" + refusal;
        return Results.LocalRedirect(At is { } at && Officer.Institution is null
            ? $"{Page}?institution={Uri.EscapeDataString(at.Code)}&{said}"
            : $"{Page}?{said}");
    }

    /// <summary>A file in place of a page, noted.</summary>
    public IResult File(IResult file)
    {
        Desk.Note(Context, Officer, What, "ok", null);
        return file;
    }
}
