using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Routing;

namespace Mingsuan.Gateway.Signing;

/// <summary>
/// 验签 — whether a call comes from the institution that it names, in the style that is its setting. (nhsa §1.4)
/// </summary>
internal sealed class SignatureGate(GatewaySettings settings, IInstitutionAccess access, TimeProvider time)
{
    private const int LongestNonce = 100;
    private const string Bearer = "Bearer ";
    private const string NamePrefix = "hsa-fsi-";
    private const string KeyHeader = "apikey";

    /// <summary>
    /// What stands against the call, or nothing. A nonce is used up only by a signature that is right.
    /// </summary>
    public async Task<Notice?> RefusalAsync(
        InstitutionFacts institution,
        AccessSettings set,
        Envelope envelope,
        CallHeaders headers,
        IPAddress? address,
        CancellationToken ct) => set.Signing switch
        {
            SigningStyle.None => Unsigned(address),
            SigningStyle.XTif => await XTifAsync(institution, set, headers, ct),
            SigningStyle.ApiGateway => ApiGateway(set, envelope, headers),
            SigningStyle.OAuth => OAuth(institution, set, headers),
            SigningStyle.ApiKey => ApiKey(set, headers),
            _ => Notice.Of("E-SIGN-STYLE", ("style", set.Signing.ToString())),
        };

    /// <summary>What stands against an unsigned call, or nothing.</summary>
    public Notice? Unsigned(IPAddress? address) =>
        settings.Demo && address is not null && IPAddress.IsLoopback(address) ? null : Notice.Of("E-UNSIGNED");

    private async Task<Notice?> XTifAsync(
        InstitutionFacts institution, AccessSettings set, CallHeaders headers, CancellationToken ct)
    {
        var (key, timestamp, nonce, signature) = (
            headers["x-tif-paasid"], headers["x-tif-timestamp"], headers["x-tif-nonce"], headers["x-tif-signature"]);
        if (key is null || timestamp is null || nonce is null || signature is null || nonce.Length > LongestNonce)
        {
            return Missing("x-tif-paasid, x-tif-timestamp, x-tif-nonce, x-tif-signature");
        }

        var expected = Signatures.XTif(timestamp, set.Secret!.Bytes.Span, nonce);
        if (!Signatures.Same(key, set.Key) | !SameHex(signature, expected))
        {
            return Notice.Of("E-SIGN-WRONG");
        }

        if (Late(timestamp, set, out var signedAt) is { } late)
        {
            return late;
        }

        var taken = await access.TakeNonceAsync(institution.Id, nonce, signedAt + set.Window, ct);
        return taken ? null : Notice.Of("E-SIGN-REPLAY");
    }

    private Notice? ApiGateway(AccessSettings set, Envelope envelope, CallHeaders headers)
    {
        var (key, version, name, timestamp, signature) = (
            headers["_api_access_key"],
            headers["_api_version"],
            headers["_api_name"],
            headers["_api_timestamp"],
            headers["_api_signature"]);
        if (key is null || version is null || name is null || timestamp is null || signature is null)
        {
            return Missing("_api_access_key, _api_version, _api_name, _api_timestamp, _api_signature");
        }

        var expected = Signatures.ApiGateway(set.Secret!.Bytes.Span, key, name, timestamp, version);
        if (!Signatures.Same(key, set.Key) | !Signatures.Same(signature, Convert.ToBase64String(expected)))
        {
            return Notice.Of("E-SIGN-WRONG");
        }

        var infno = name.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase) ? name[NamePrefix.Length..] : name;
        return infno.Equals(envelope.Infno, StringComparison.OrdinalIgnoreCase)
            ? Late(timestamp, set, out _)
            : Notice.Of("E-SIGN-NAME", ("name", name), ("infno", envelope.Infno));
    }

    private Notice? OAuth(InstitutionFacts institution, AccessSettings set, CallHeaders headers)
    {
        var header = headers["Authorization"];
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Missing("Authorization: Bearer");
        }

        var now = time.GetUtcNow().UtcDateTime;
        var fault = AccessTokens.Fault(header[Bearer.Length..].Trim(), institution.Id, set.Secret!, now);
        return fault is null ? null : Notice.Of(fault);
    }

    // The header is the secret: nothing binds it to a time or a body, so that only TLS keeps it.
    private static Notice? ApiKey(AccessSettings set, CallHeaders headers) => headers[KeyHeader] switch
    {
        null => Missing(KeyHeader),
        var given when Signatures.Same(given, set.Secret!.Bytes.Span) => null,
        _ => Notice.Of("E-SIGN-WRONG"),
    };

    // Seconds in ten digits, or milliseconds in thirteen: both are met.
    private Notice? Late(string timestamp, AccessSettings set, out DateTime signedAt)
    {
        var read = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        signedAt = (read, timestamp.Length) switch
        {
            (true, 10) => DateTime.UnixEpoch.AddSeconds(count),
            (true, 13) => DateTime.UnixEpoch.AddMilliseconds(count),
            _ => DateTime.UnixEpoch,
        };
        var now = time.GetUtcNow().UtcDateTime;
        var seconds = ((int)set.Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return (now - signedAt).Duration() <= set.Window
            ? null
            : Notice.Of("E-SIGN-TIME", ("seconds", seconds));
    }

    private static bool SameHex(string given, byte[] expected)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        return given.Length == bytes.Length * 2
            && Convert.FromHexString(given, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    private static Notice Missing(string headers) => Notice.Of("E-SIGN-MISSING", ("headers", headers));
}
