using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 登录口 — takes a name and a word on the sign-in page, or a bearer token, and slows guessing by the
/// <see cref="SignInBrake"/>. A browser that has signed in as a name before is counted by itself: nobody elsewhere can
/// keep its officer out.
/// </summary>
public sealed class SignInDesk(
    OperatorTokens tokens, SignInBrake brake, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "mingsuan-browser";
    private const string Bearer = "Bearer ";
    private const string ForwardedFor = "X-Forwarded-For";
    private const int FreeForName = 5;
    private const int FreeForAddress = 20;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Known = TimeSpan.FromDays(90);

    private readonly IDataProtector protector = protection.CreateProtector("mingsuan/known-browser/v1");

    /// <summary>Who signs in on the page; the browser is known from then on.</summary>
    public SignInResult SignIn(HttpContext context, string name, string word)
    {
        var result = brake.Attempt(
            Sources(context, name),
            name + "\n" + word,
            () => tokens.Find(word) is { } found && found.Name == name ? found : null);
        if (result.Who is not null)
        {
            Remember(context, name);
        }

        return result;
    }

    /// <summary>Whose bearer token it is; a request without one is nobody's, and no guess.</summary>
    public SignInResult Bearing(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal))
        {
            return default;
        }

        var token = header[Bearer.Length..].Trim();
        return brake.Attempt([AddressOf(context)], token, () => tokens.Find(token));
    }

    private IReadOnlyList<SignInSource> Sources(HttpContext context, string name) =>
        context.Request.Cookies[Cookie] is { Length: > 0 } cookie && NameIn(cookie) == name
            ? [new("browser " + Convert.ToHexStringLower(Sm3.Hash(Convert.FromHexString(cookie))), FreeForName, true)]
            : [new("name " + name, FreeForName, true), AddressOf(context)];

    /// <summary>
    /// Where it comes from: the caller, or, when a proxy on this machine speaks for somebody, whom it names last. A
    /// network of IPv6 counts as one.
    /// </summary>
    private static SignInSource AddressOf(HttpContext context)
    {
        var caller = context.Connection.RemoteIpAddress;
        if (caller is not null && IPAddress.IsLoopback(caller) &&
            IPEndPoint.TryParse(
                context.Request.Headers[ForwardedFor].ToString().Split(',')[^1].Trim(), out var spokenFor))
        {
            caller = spokenFor.Address;
        }

        var text = caller is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexStringLower(caller.GetAddressBytes().AsSpan(0, NetworkBytes))
            : caller?.MapToIPv4().ToString();
        return new("address " + text, FreeForAddress, false);
    }

    private void Remember(HttpContext context, string name)
    {
        var value = string.Join('\n', clock.GetUtcNow().UtcTicks, name);
        context.Response.Cookies.Append(
            Cookie,
            Convert.ToHexStringLower(protector.Protect(System.Text.Encoding.UTF8.GetBytes(value))),
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = Known,
                Path = StaffSession.LoginPath,
                IsEssential = true,
            });
    }

    /// <summary>The name in a cookie of ours that is still good, or none.</summary>
    private string? NameIn(string cookie)
    {
        try
        {
            var value = System.Text.Encoding.UTF8.GetString(protector.Unprotect(Convert.FromHexString(cookie)));
            var (at, name) = (value.Split('\n')[0], value[(value.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            return clock.GetUtcNow().UtcTicks - long.Parse(at, System.Globalization.CultureInfo.InvariantCulture)
                <= Known.Ticks ? name : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
