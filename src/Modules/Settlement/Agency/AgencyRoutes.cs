using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Settlement.Agency;

/// <summary>经办路由 — the agency's questions under <c>/api/v1/agency</c>.</summary>
internal static class AgencyRoutes
{
    public delegate Task<IResult> Question(AgencyAsked asked);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/agency").DisableAntiforgery();
        BooksApi.Map(group);
        BudgetsApi.Map(group);
        SettlementsApi.Map(group);
        ExportsApi.Map(group);
        ManualApi.Map(group);
    }

    /// <summary>
    /// Maps a question of one institution: the officer and the institution are known when it is asked.
    /// </summary>
    public static void Of(
        this RouteGroupBuilder group, string method, string route, string what, Question question) =>
        group.MapMethods(route, [method], async (HttpContext context, AgencyDesk desk, CancellationToken ct) =>
        {
            var (who, wait) = desk.Officer(context);
            if (wait > TimeSpan.Zero)
            {
                var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = seconds;
                return desk.Refused(
                    context,
                    null,
                    what,
                    Notice.Of("E-SIGN-IN-PAUSE", ("seconds", seconds)),
                    StatusCodes.Status429TooManyRequests);
            }

            if (who is not { } officer)
            {
                return desk.Refused(
                    context, null, what, Notice.Of("E-NOT-SIGNED-IN"), StatusCodes.Status401Unauthorized);
            }

            var asked = new AgencyAsked(context, desk, officer, what, null, ct);
            if (context.GetRouteValue("institution") is not string code)
            {
                return await question(asked);
            }

            return await desk.InstitutionAsync(code, ct) is { } institution
                ? await question(asked with { Institution = institution })
                : desk.Refused(
                    context,
                    officer,
                    what,
                    Notice.Of("E-INSTITUTION-UNKNOWN", ("institution", code)),
                    StatusCodes.Status404NotFound);
        });
}

/// <summary>一次经办提问 — the request with its officer and, where the route names one, the institution.</summary>
internal sealed record AgencyAsked(
    HttpContext Context,
    AgencyDesk Desk,
    Operator Officer,
    string What,
    InstitutionFacts? Institution,
    CancellationToken Stop)
{
    public Guid Inst => Institution!.Id.Value;

    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>幂等键.</summary>
    public string Key => Context.Request.Headers["Idempotency-Key"].ToString().Trim();

    public string Route(string name) => (string)Context.GetRouteValue(name)!;

    /// <summary>Runs a write once for its key.</summary>
    public Task<IResult> OnceAsync(
        Guid inst, System.Text.Json.Nodes.JsonObject body, Func<CancellationToken, Task<AgencyAnswer>> work) =>
        Desk.OnceAsync(Context, Officer, inst, What, body, work, Stop);

    public IResult Answer(System.Text.Json.Nodes.JsonNode json) => Desk.Answer(Context, Officer, What, json);

    public IResult Refuse(Notice refusal) => Desk.Refused(Context, Officer, What, refusal);

    /// <summary>The question cannot be read: which part of it.</summary>
    public IResult Bad(string field) => Desk.Refused(
        Context, Officer, What, Notice.Of("E-FIELD-FORMAT", ("field", field)), StatusCodes.Status400BadRequest);
}
