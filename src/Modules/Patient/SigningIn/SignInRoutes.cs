using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Ids;
using Mingsuan.Patient.ECertificate;
using Mingsuan.Patient.Records;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Patient.SigningIn;

/// <summary>
/// 登录与退出 — the way to the e-certificate and back. State and nonce are made here, go along in a sealed cookie of this
/// browser, and must come back: the state with the patient, the nonce with the peer's signed answer.
/// </summary>
internal static class SignInRoutes
{
    private const string Start = PatientSession.LoginPath + "/start";
    private const string Return = PatientSession.LoginPath + "/return";
    private const string Cookie = "mingsuan-ecert";
    private const string Purpose = "mingsuan/patient/sign-in/v1";
    private const string WrongState = "E-ECERT-STATE";
    private const int RandomBytes = 16;
    private const int LongestCode = 100;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>A policy that only a patient's session satisfies.</summary>
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder(PatientSession.Scheme)
        .RequireRole(PatientSession.Role).Build();

    public static void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate start = StartAsync, back = ReturnAsync, leave = SignOutAsync;
        routes.MapGet(Start, start);
        routes.MapGet(Return, back);
        routes.MapPost("/patient/sign-out", leave)
            .RequireAuthorization(Policy).WithMetadata(new ServedRoles([PatientSession.Role]));
    }

    private static Task StartAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<CertificateClient>().Settings is not { } settings)
        {
            return RefuseAsync(context, CertificateClient.NotConnected);
        }

        var random = services.GetRequiredService<RandomFill>();
        var (state, nonce) = (Random(random), Random(random));
        var until = services.GetRequiredService<TimeProvider>().GetUtcNow() + Lasts;
        context.Response.Cookies.Append(
            Cookie,
            Protector(services).Protect(string.Join(
                '\n', state, nonce, until.UtcTicks.ToString(CultureInfo.InvariantCulture))),
            Options(context, Lasts));
        var asked = new QueryBuilder
        {
            { "appId", settings.AppId },
            { "businessType", CertificateIdentity.SignIn },
            { "redirectUri", settings.ReturnFor(context.Request.Host.Value ?? "") },
            { "state", state },
            { "nonce", nonce },
        };
        context.Response.Redirect(settings.Address + "/ec/authorize" + asked.ToQueryString());
        return Task.CompletedTask;
    }

    private static async Task ReturnAsync(HttpContext context)
    {
        var (code, state) = (context.Request.Query["authCode"].ToString(), context.Request.Query["state"].ToString());
        var expected = Expected(context);

        // Good for one return, whatever comes of it.
        context.Response.Cookies.Delete(Cookie, Options(context, null));
        if (expected is not var (ownState, nonce) || !Same(ownState, state) || code.Length is 0 or > LongestCode)
        {
            await RefuseAsync(context, WrongState);
            return;
        }

        var identity = context.RequestServices.GetRequiredService<CertificateIdentity>();
        var found = await identity.WhoAsync(code, nonce, context.RequestAborted);
        if (found.Person is not { } person)
        {
            await RefuseAsync(context, found.Refusal!.Code, found.Named);
            return;
        }

        Desk(context).Note(context, PatientWhat.SignIn, "ok", person.Id);
        await PatientSession.SignInAsync(context, person);
        context.Response.Redirect("/patient");
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Desk(context).Note(context, PatientWhat.SignOut, "ok", PatientSession.Of(context.User));
        await PatientSession.SignOutAsync(context);
        context.Response.Redirect(PatientSession.LoginPath + "?done=out");
    }

    /// <summary>Nobody is signed in; whom the certificate named sees the attempt among their own accesses.</summary>
    private static Task RefuseAsync(HttpContext context, string code, PersonId? named = null)
    {
        Desk(context).Note(context, PatientWhat.SignIn, code, named);
        context.Response.Redirect(PatientSession.LoginPath + "?refused=" + code);
        return Task.CompletedTask;
    }

    private static (string State, string Nonce)? Expected(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }

        try
        {
            var parts = Protector(context.RequestServices).Unprotect(kept).Split('\n');
            var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            return long.Parse(parts[2], CultureInfo.InvariantCulture) >= now.UtcTicks ? (parts[0], parts[1]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool Same(string expected, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static CookieOptions Options(HttpContext context, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = PatientSession.LoginPath,
        MaxAge = lasts,
        IsEssential = true,
    };

    private static IDataProtector Protector(IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);

    private static PatientDesk Desk(HttpContext context) => context.RequestServices.GetRequiredService<PatientDesk>();

    private static string Random(RandomFill fill)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        fill(bytes);
        return Convert.ToHexString(bytes);
    }
}
