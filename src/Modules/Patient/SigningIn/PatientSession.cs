using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Patient.SigningIn;

/// <summary>
/// 个人会话 — a patient's sign-in, in a cookie of its own beside the staff's: it ends with the browser, or after half an
/// hour without use. It must come along when the e-certificate sends the patient back, so it is not strict.
/// </summary>
internal static class PatientSession
{
    public const string Scheme = "mingsuan-patient";
    public const string Role = "patient";
    public const string LoginPath = "/patient/login";

    private const string Person = "mingsuan/person";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static void Add(IServiceCollection services) => services.AddAuthentication().AddCookie(Scheme, options =>
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = LoginPath;
        options.ReturnUrlParameter = "to";
        options.Events.OnRedirectToLogin = context =>
        {
            // Where a patient begins is the home page, whatever was asked for.
            context.Response.Redirect(LoginPath);
            return Task.CompletedTask;
        };
    });

    /// <summary>Who has signed in, or nobody.</summary>
    public static PersonId? Of(ClaimsPrincipal? user) =>
        Guid.TryParse(user?.FindFirst(Person)?.Value, CultureInfo.InvariantCulture, out var id)
            ? new PersonId(id)
            : null;

    public static Task SignInAsync(HttpContext context, PersonFacts person) => context.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, person.Name),
                new(ClaimTypes.Role, Role),
                new(Person, person.Id.Value.ToString("D")),
            ],
            Scheme)));

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Scheme);
}
