using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 登录口 — takes a name and a password on the sign-in page and then a one-time code, or a program's bearer token, and
/// slows guessing by the <see cref="SignInBrake"/>. A browser that has signed in as a name before is counted by itself:
/// nobody elsewhere can keep its officer out.
/// </summary>
public sealed class SignInDesk(
    StaffList staff, StaffBook book, SignInBrake brake, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "mingsuan-browser";
    private const string Bearer = "Bearer ";
    private const string ForwardedFor = "X-Forwarded-For";
    private const int FreeForName = 5;
    private const int FreeForAddress = 20;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Known = TimeSpan.FromDays(90);

    private static readonly TimeSpan TicketLasts = TimeSpan.FromMinutes(5);

    /// <summary>Passwords are slow to compare: who signs in on a page keeps no program's token waiting.</summary>
    private readonly SignInBrake pages = new(clock);

    private readonly IDataProtector browsers = protection.CreateProtector("mingsuan/known-browser/v1");
    private readonly IDataProtector tickets = protection.CreateProtector("mingsuan/sign-in/v1");

    /// <summary>
    /// 第一步 — whose password it is; the ticket is what the second step shows, for a few minutes and together with the
    /// code.
    /// </summary>
    public async Task<(SignInResult Result, string Ticket)> BeginAsync(HttpContext context, string name, string word)
    {
        var standing = await book.StandingAsync(name, context.RequestAborted);
        var result = pages.Attempt(
            Sources(context, name), name + "\n" + word, () => Knowing(name, word, standing));
        return (result, result.Who is null ? "" : Sealed(tickets, name));
    }

    /// <summary>
    /// 第二步 — who has signed in, by the ticket and the one-time code, which is good once; the browser is known from then
    /// on.
    /// </summary>
    public async Task<SignInResult> ConfirmAsync(HttpContext context, string ticket, Operator who, string code)
    {
        var standing = await book.StandingAsync(who.Name, context.RequestAborted);
        long? step = null;
        var result = pages.Attempt(
            [new("code " + who.Name, FreeForName, true), AddressOf(context)],
            ticket + "\n" + code,
            () => (step = Fresh(who, code, standing)) is null ? null : who);
        if (result.Who is null)
        {
            return result;
        }

        // Another process may have taken it in between.
        if (!await book.TakeCodeAsync(who.Name, step!.Value, context.RequestAborted))
        {
            return default;
        }

        Remember(context, who.Name);
        return result;
    }

    /// <summary>
    /// 再次证明 — whether it is still the account's owner who asks, by password and an unused one-time code; the change
    /// that the proof is for takes the code.
    /// </summary>
    public async Task<OwnerProof> ProveAsync(HttpContext context, Operator who, string word, string code)
    {
        var standing = await book.StandingAsync(who.Name, context.RequestAborted);
        long? step = null;
        var result = pages.Attempt(
            [new("owner " + who.Name, FreeForName, true), AddressOf(context)],
            word + "\n" + code,
            () => Knowing(who.Name, word, standing) is { } owner
                && (step = Fresh(who, code, standing)) is not null ? owner : null);
        return new(result, step ?? 0, standing.Sealed);
    }

    /// <summary>Whose password it is; compared even where nobody gets in, so that time tells nothing.</summary>
    private Operator? Knowing(string name, string word, StaffStanding standing) =>
        staff.Knowing(name, word, standing.Password) is { } who && standing.Current ? who : null;

    /// <summary>The half minute of a right code that was not used; a demonstration has one code for all.</summary>
    private long? Fresh(Operator who, string code, StaffStanding standing) =>
        standing.Current && staff.CodeStep(who.Name, code, clock.GetUtcNow()) is { } step
            && (staff.Demonstration || step > standing.Step) ? step : null;

    /// <summary>Whose ticket it is; none when it is not ours or its time is over.</summary>
    public Operator? Holding(string ticket) =>
        Opened(tickets, ticket) is var (name, at) && clock.GetUtcNow().UtcTicks - at <= TicketLasts.Ticks
            ? staff.Named(name)
            : null;

    /// <summary>Whose bearer token it is; a request without one is nobody's, and no guess.</summary>
    public SignInResult Bearing(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal))
        {
            return default;
        }

        var token = header[Bearer.Length..].Trim();
        return brake.Attempt([AddressOf(context)], token, () => staff.Bearing(token));
    }

    private IReadOnlyList<SignInSource> Sources(HttpContext context, string name) =>
        context.Request.Cookies[Cookie] is { Length: > 0 } cookie && NameIn(cookie) == name
            ? [new("browser " + Convert.ToHexStringLower(Sm3.Hash(Convert.FromHexString(cookie))), FreeForName, true)]
            : [new("name " + name, FreeForName, true), AddressOf(context)];

    private static SignInSource AddressOf(HttpContext context) =>
        new("address " + Caller(context), FreeForAddress, false);

    /// <summary>
    /// 来路 — where a request comes from: the caller, or, when a proxy on this machine speaks for somebody, whom it names
    /// last. A network of IPv6 counts as one.
    /// </summary>
    public static string Caller(HttpContext context)
    {
        var caller = context.Connection.RemoteIpAddress;
        if (caller is not null && IPAddress.IsLoopback(caller) &&
            IPEndPoint.TryParse(
                context.Request.Headers[ForwardedFor].ToString().Split(',')[^1].Trim(), out var spokenFor))
        {
            caller = spokenFor.Address;
        }

        return caller is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexStringLower(caller.GetAddressBytes().AsSpan(0, NetworkBytes))
            : caller?.MapToIPv4().ToString() ?? "";
    }

    private void Remember(HttpContext context, string name) => context.Response.Cookies.Append(
        Cookie,
        Sealed(browsers, name),
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Known,
            Path = StaffSession.LoginPath,
            IsEssential = true,
        });

    /// <summary>The name in a cookie of ours that is still good, or none.</summary>
    private string? NameIn(string cookie) =>
        Opened(browsers, cookie) is var (name, at) && clock.GetUtcNow().UtcTicks - at <= Known.Ticks ? name : null;

    private string Sealed(IDataProtector protector, string name) => Convert.ToHexStringLower(protector.Protect(
        Encoding.UTF8.GetBytes(string.Join('\n', clock.GetUtcNow().UtcTicks, name))));

    private static (string Name, long At)? Opened(IDataProtector protector, string text)
    {
        try
        {
            var value = Encoding.UTF8.GetString(protector.Unprotect(Convert.FromHexString(text)));
            var mark = value.IndexOf('\n', StringComparison.Ordinal);
            return (value[(mark + 1)..], long.Parse(value[..mark], CultureInfo.InvariantCulture));
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>再次证明的结果 — who, by which half minute's code, and the own password that stood then.</summary>
public sealed record OwnerProof(SignInResult Result, long Step, string? Before);
