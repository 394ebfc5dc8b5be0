using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Gateway.Signing;

/// <summary>令牌签发 — a client with its secret, a user with its password: a bearer token. (nhsa §1.4 形态 C)</summary>
internal sealed class TokenDesk(IInstitutionAccess access, IAccessLog log, TimeProvider time)
{
    private const int MostBytes = 8 * 1024;
    private const string Basic = "Basic ";

    /// <summary>Answers one request for a token as OAuth 2 prescribes it.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, string? address, CancellationToken ct)
    {
        var (clientId, clientSecret) = Client(new CallHeaders(request.Headers)["Authorization"]);
        if (request.ContentLength is not (> 0 and <= MostBytes) || !request.HasFormContentType)
        {
            return Note(
                clientId, address, "E-TOKEN-REQUEST", Fault(StatusCodes.Status400BadRequest, "invalid_request"));
        }

        var form = await FormAsync(request, ct);
        if (form is null || form["grant_type"] != "password")
        {
            return Note(
                clientId, address, "E-TOKEN-REQUEST", Fault(StatusCodes.Status400BadRequest, "unsupported_grant_type"));
        }

        var client = clientId.Length is > 0 and <= 100 ? await access.ByClientAsync(clientId, ct) : null;
        if (client is null || !Knows(client.Settings, clientSecret, form))
        {
            return Note(
                clientId, address, "E-TOKEN-CLIENT", Fault(StatusCodes.Status401Unauthorized, "invalid_client"));
        }

        var token = AccessTokens.Issue(client, time.GetUtcNow().UtcDateTime);
        return Note(clientId, address, "ok", Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = token,
            ["token_type"] = "bearer",
            ["expires_in"] = (int)AccessTokens.Life.TotalSeconds,
            ["scope"] = form["scope"].ToString(),
        }));
    }

    private static bool Knows(AccessSettings set, string secret, IFormCollection form) =>
        Signatures.Same(secret, set.Secret!.Bytes.Span)
        & Signatures.Same(form["username"], set.User ?? "")
        & Signatures.Same(form["password"], set.Password!.Bytes.Span);

    private static (string Id, string Secret) Client(string? header)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (header is null || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var written))
        {
            return ("", "");
        }

        var parts = Encoding.UTF8.GetString(bytes[..written]).Split(':', 2);
        CryptographicOperations.ZeroMemory(bytes);
        return parts.Length == 2 && parts[0].All(sign => sign is > ' ' and <= '~') ? (parts[0], parts[1]) : ("", "");
    }

    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static IResult Fault(int status, string error) =>
        Results.Json(new Dictionary<string, string> { ["error"] = error }, statusCode: status);

    private IResult Note(string clientId, string? address, string outcome, IResult answer)
    {
        log.Record(new()
        {
            At = time.GetUtcNow().UtcDateTime,
            What = "oauth.token",
            Actor = clientId.Length <= 100 ? clientId : clientId[..100],
            Address = address,
            Outcome = outcome,
        });
        return answer;
    }
}
