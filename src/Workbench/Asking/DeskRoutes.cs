using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Workbench.Asking;

/// <summary>服务对象 — which roles a route serves; every route of the staff carries it, and a test reads it.</summary>
public sealed record ServedRoles(IReadOnlyList<string> Roles);

/// <summary>工作台提问 — answers one question of the staff.</summary>
public delegate Task<IResult> DeskQuestion(Asked asked);

/// <summary>一组路由 — questions under one address, and the roles that ask them.</summary>
public sealed record DeskGroup(RouteGroupBuilder Routes, IReadOnlyList<string> Roles)
{
    /// <summary>
    /// Maps a question; the roles are the group's when none are named. A route with <c>{institution}</c> finds it,
    /// within
    /// the officer's reach; who works for an institution asks about that one.
    /// </summary>
    public void Of(string method, string route, string what, DeskQuestion question, params string[] roles)
    {
        var served = new ServedRoles(roles.Length > 0 ? roles : Roles);
        // Not a handler with parameters: each of those is compiled when the platform starts.
        RequestDelegate serve = async context =>
        {
            var desk = context.RequestServices.GetRequiredService<StaffDesk>();
            var asked = new Asked(context, desk, null!, what, null, context.RequestAborted);
            var answer = await AskAsync(asked, served, question);
            await answer.ExecuteAsync(context);
        };
        Routes.MapMethods(route, [method], serve).WithMetadata(served);
    }

    private static async Task<IResult> AskAsync(Asked asked, ServedRoles served, DeskQuestion question)
    {
        var (context, desk, what) = (asked.Context, asked.Desk, asked.What);
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

        asked = asked with { Officer = officer };
        return served.Roles.Contains(officer.Role)
            ? await AtInstitutionAsync(asked, question)
            : Forbidden(asked, "E-ROLE");
    }

    private static async Task<IResult> AtInstitutionAsync(Asked asked, DeskQuestion question)
    {
        var named = asked.Context.GetRouteValue("institution") as string;
        if ((named ?? asked.Officer.Institution) is not { } code)
        {
            return StaffRoles.OfInstitutions.Contains(asked.Officer.Role)
                ? Forbidden(asked, "E-SCOPE")
                : await question(asked);
        }

        if (await asked.Desk.InstitutionAsync(code, asked.Stop) is not { } institution)
        {
            return asked.Desk.Refused(
                asked.Context,
                asked.Officer,
                asked.What,
                Notice.Of("E-INSTITUTION-UNKNOWN", ("institution", code)),
                StatusCodes.Status404NotFound);
        }

        return StaffDesk.MayReach(asked.Officer, institution)
            ? await question(asked with { Institution = institution })
            : Forbidden(asked, "E-SCOPE");
    }

    private static IResult Forbidden(Asked asked, string code) => asked.Desk.Refused(
        asked.Context, asked.Officer, asked.What, Notice.Of(code), StatusCodes.Status403Forbidden);
}

/// <summary>工作台路由 — where questions of the staff and forms of their pages are mapped.</summary>
public static class DeskRoutes
{
    /// <summary>A group of questions with a token each, for some roles.</summary>
    public static DeskGroup MapDesk(this IEndpointRouteBuilder routes, string prefix, params string[] roles) =>
        new(routes.MapGroup(prefix).DisableAntiforgery(), roles);

    /// <summary>A group of posts from the forms of pages, for who has signed in with one of the roles.</summary>
    public static RouteGroupBuilder MapForms(
        this IEndpointRouteBuilder routes, string prefix, params string[] roles) =>
        routes.MapGroup(prefix)
            .RequireAuthorization(policy => policy.RequireRole(roles))
            .WithMetadata(new ServedRoles(roles));

    /// <summary>
    /// Maps a post of a group's page. Not as a handler with parameters: each of those is compiled when the platform
    /// starts.
    /// </summary>
    public static void PostForm(
        this RouteGroupBuilder group, string route, Func<HttpContext, CancellationToken, Task<IResult>> act)
    {
        RequestDelegate serve = async context =>
        {
            var answer = await act(context, context.RequestAborted);
            await answer.ExecuteAsync(context);
        };
        group.MapPost(route, serve);
    }
}
