using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 登录会话 — the operator of a browser, in an encrypted cookie that ends with the browser or after half an hour without
/// use. Each request asks again whether the operator is still on the list.
/// </summary>
public static class StaffSession
{
    /// <summary>登录页.</summary>
    public const string LoginPath = "/login";

    /// <summary>The name under which the login page is told where to go on.</summary>
    public const string GoOn = "to";

    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Cookie = "mingsuan-staff";
    private const string Regions = "mingsuan/regions";
    private const string Institution = "mingsuan/institution";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Adds the session; without a list of staff nobody can sign in.</summary>
    public static IServiceCollection AddStaffSession(this IServiceCollection services)
    {
        services.TryAddSingleton(StaffList.None);
        AddSignIn(services);
        services.AddAuthorization();
        services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.LoginPath = LoginPath;
            options.ReturnUrlParameter = GoOn;
            options.Events.OnValidatePrincipal = StillKnownAsync;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        return services;
    }

    /// <summary>
    /// Keeps the keys of sessions and forms beside the platform's own and sealed by them, so that a restart signs
    /// nobody out. A key that an earlier version left in the clear is removed: its sessions end.
    /// </summary>
    public static IServiceCollection KeepSessionKeys(this IServiceCollection services, DirectoryInfo keys)
    {
        var folder = Directory.CreateDirectory(Path.Combine(keys.FullName, "sessions"));
        foreach (var file in folder.GetFiles("key-*.xml"))
        {
            if (IsPlain(file.FullName))
            {
                file.Delete();
            }
        }

        AddSignIn(services);
        services.AddDataProtection().SetApplicationName("Mingsuan").PersistKeysToFileSystem(folder);
        services.AddOptions<KeyManagementOptions>().Configure<PlatformKeys, RandomFill>(
            (options, platform, random) => options.XmlEncryptor = new SealedSessionKeys(platform, random));
        return services;
    }

    /// <summary>Who has signed in, or nobody.</summary>
    public static Operator? Of(ClaimsPrincipal? user) =>
        user?.FindFirst(ClaimTypes.Name)?.Value is { } name && user.FindFirst(ClaimTypes.Role)?.Value is { } role
            ? new Operator(name, role, user.FindFirst(Regions)?.Value ?? "", user.FindFirst(Institution)?.Value)
            : null;

    public static Task SignInAsync(HttpContext context, Operator who)
    {
        List<Claim> claims =
            [new(ClaimTypes.Name, who.Name), new(ClaimTypes.Role, who.Role), new(Regions, who.Regions)];
        if (who.Institution is { } institution)
        {
            claims.Add(new(Institution, institution));
        }

        return context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Scheme);

    private static bool IsPlain(string file)
    {
        try
        {
            return !File.ReadAllText(file).Contains(SealedSessionKeys.Mark, StringComparison.Ordinal);
        }
        catch (FileNotFoundException)
        {
            // Another process of the platform, starting at the same time, has removed it.
            return false;
        }
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.TryAddSingleton<SignInBrake>();
        services.TryAddSingleton<StaffBook>();
        services.TryAddSingleton<SignInDesk>();
    }

    private static async Task StillKnownAsync(CookieValidatePrincipalContext context)
    {
        var staff = context.HttpContext.RequestServices.GetRequiredService<StaffList>();
        if (Of(context.Principal) is not { } who || !staff.Knows(who))
        {
            context.RejectPrincipal();
            await SignOutAsync(context.HttpContext);
        }
    }
}
