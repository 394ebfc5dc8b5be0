using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Patient.Records;
using Mingsuan.Patient.SigningIn;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Patient.Api;

/// <summary>
/// 个人接口 — what the pages show, under <c>/api/v1/patient</c>, for who has signed in with the e-certificate. Another's
/// number is a number that there is not.
/// </summary>
internal static class PatientApi
{
    private const int Unprocessable = StatusCodes.Status422UnprocessableEntity;

    private delegate Task<IResult> PatientQuestion(HttpContext context, PatientRecords records);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/patient").DisableAntiforgery();
        Of(group, "GET", "/me", PatientWhat.Home, async (context, records) =>
            Known(context, await records.HomeAsync(context), "E-PERSON-UNKNOWN", PatientJson.Of));
        Of(group, "GET", "/visits", PatientWhat.Visits, async (context, records) =>
            After(context, out var after) ?? Json(PatientJson.Page(
                "visits", await records.VisitsAsync(context, after), PatientJson.Of)));
        Of(group, "GET", "/visits/{id}", PatientWhat.Visit, async (context, records) => Known(
            context, await records.VisitAsync(context, Route(context, "id")), "E-VISIT-UNKNOWN", PatientJson.Of));
        Of(group, "GET", "/prescriptions", PatientWhat.Prescriptions, async (context, records) =>
            After(context, out var after) ?? Json(PatientJson.Page(
                "prescriptions", await records.PrescriptionsAsync(context, after), PatientJson.Of)));
        Of(group, "GET", "/prescriptions/{rx}", PatientWhat.Prescription, async (context, records) => Known(
            context, await records.PrescriptionAsync(context, Route(context, "rx")), "E-RX-UNKNOWN", PatientJson.Of));
        Of(group, "GET", "/prescriptions/{rx}/code", PatientWhat.Code, CodeAsync);
        Of(group, "POST", "/prescriptions/{rx}/release", PatientWhat.Release, ReleaseAsync);
        Of(group, "GET", "/settlements", PatientWhat.Settlements, async (context, records) =>
            After(context, out var after) ?? Json(PatientJson.Page(
                "settlements", await records.SettlementsAsync(context, after), PatientJson.Of)));
        Of(group, "GET", "/settlements/{id}", PatientWhat.Settlement, async (context, records) => Known(
            context,
            await records.SettlementAsync(context, Route(context, "id")),
            "E-SETTLEMENT-UNKNOWN",
            PatientJson.Of));
        Of(group, "GET", "/settlements/{id}/receipt", PatientWhat.Receipt, ReceiptAsync);
        RequestDelegate save = async context => await (await ReceiptAsync(
            context, context.RequestServices.GetRequiredService<PatientRecords>())).ExecuteAsync(context);
        routes.MapGet("/patient/settlements/{id}/receipt", save)
            .RequireAuthorization(SignInRoutes.Policy).WithMetadata(new ServedRoles([PatientSession.Role]));
        Of(group, "GET", "/access", PatientWhat.Access, async (context, records) =>
            After(context, out var after) ?? Json(PatientJson.Page(
                "access", await records.AccessAsync(context, after), PatientJson.Of)));
    }

    private static void Of(
        RouteGroupBuilder group, string method, string route, string what, PatientQuestion question)
    {
        RequestDelegate serve = async context => await (await AskAsync(context, what, question)).ExecuteAsync(context);
        group.MapMethods(route, [method], serve).WithMetadata(new ServedRoles([PatientSession.Role]));
    }

    private static async Task<IResult> AskAsync(HttpContext context, string what, PatientQuestion question)
    {
        var session = await context.AuthenticateAsync(PatientSession.Scheme);
        if (session.Principal is { } patient && PatientSession.Of(patient) is not null)
        {
            context.User = patient;
            context.Response.Headers.CacheControl = "no-store";
            return await question(context, context.RequestServices.GetRequiredService<PatientRecords>());
        }

        // Staff have desks of their own: a token of theirs opens nothing here.
        var (who, wait) = context.RequestServices.GetRequiredService<SignInDesk>().Bearing(context);
        var (code, status) = wait > TimeSpan.Zero ? ("E-SIGN-IN-PAUSE", StatusCodes.Status429TooManyRequests)
            : who is not null ? ("E-ROLE", StatusCodes.Status403Forbidden)
            : ("E-NOT-SIGNED-IN", StatusCodes.Status401Unauthorized);
        context.RequestServices.GetRequiredService<PatientDesk>().Note(context, what, code, null);
        return Refused(
            context,
            Notice.Of(code, ("seconds", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))),
            status);
    }

    private static async Task<IResult> CodeAsync(HttpContext context, PatientRecords records)
    {
        var (code, refusal) = await records.CodeAsync(context, Route(context, "rx"));
        return refusal is null
            ? Json(new JsonObject { ["code"] = code })
            : Refused(context, refusal, refusal.Code == "E-RX-UNKNOWN" ? StatusCodes.Status404NotFound : Unprocessable);
    }

    private static async Task<IResult> ReceiptAsync(HttpContext context, PatientRecords records)
    {
        var id = Route(context, "id");
        return await records.ReceiptAsync(context, id) is { } file
            ? Results.File(file, "text/html; charset=utf-8", $"receipt-{id}.html")
            : Refused(context, Notice.Of("E-SETTLEMENT-UNKNOWN"), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ReleaseAsync(HttpContext context, PatientRecords records)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString().Trim();
        var desk = context.RequestServices.GetRequiredService<ReleaseDesk>();
        var answer = await desk.ReleaseAsync(context, Route(context, "rx"), key);
        return answer.Refusal is not { } refusal ? Json(answer.Json!) : Refused(context, refusal, refusal.Code switch
        {
            "E-RX-UNKNOWN" => StatusCodes.Status404NotFound,
            "E-IDEMPOTENCY-KEY" => StatusCodes.Status400BadRequest,
            "E-DUP-MSGID" => StatusCodes.Status409Conflict,
            _ => Unprocessable,
        });
    }

    private static string Route(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    /// <summary>The refusal of a place that cannot be read.</summary>
    private static IResult? After(HttpContext context, out Contracts.Paging.Place? after)
    {
        after = PageKey.Read(context.Request.Query["after"].ToString(), out var fault);
        return fault
            ? Refused(context, Notice.Of("E-FIELD-FORMAT", ("field", "after")), StatusCodes.Status400BadRequest)
            : null;
    }

    private static IResult Known<T>(HttpContext context, T? found, string code, Func<T, JsonObject> json)
        where T : class =>
        found is null ? Refused(context, Notice.Of(code), StatusCodes.Status404NotFound) : Json(json(found));

    private static IResult Json(JsonNode json) =>
        Results.Text(json.ToJsonString(WireJson.Options), "application/json", System.Text.Encoding.UTF8);

    private static IResult Refused(HttpContext context, Notice refusal, int status) => Results.Problem(
        context.RequestServices.GetRequiredService<PatientDesk>().Sentence(refusal),
        statusCode: status,
        title: refusal.Code,
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
}
