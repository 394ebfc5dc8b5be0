using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Signing;

/// <summary>
/// 访问令牌 — institution and end of life under HMAC-SM3 of the institution's client secret: no node keeps a list,
/// and a new
/// secret ends all old tokens.
/// </summary>
internal static class AccessTokens
{
    private const int PayloadSize = 24;

    /// <summary>How long a token holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private static readonly byte[] Label = "mingsuan/gateway/token/v1"u8.ToArray();

    /// <summary>A token of an institution.</summary>
    public static string Issue(AccessClient client, DateTime now)
    {
        Span<byte> payload = stackalloc byte[PayloadSize];
        BinaryPrimitives.WriteInt64BigEndian(payload, (long)(now + Life - DateTime.UnixEpoch).TotalSeconds);
        client.Institution.Value.TryWriteBytes(payload[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString([.. payload, .. Seal(client.Settings.Secret!, payload)]);
    }

    /// <summary>What stands against a token for a call of this institution, or nothing.</summary>
    public static string? Fault(string? token, InstitutionId institution, AccessSecret secret, DateTime now)
    {
        Span<byte> bytes = stackalloc byte[PayloadSize + Sm3.Size];
        if (token is null || token.Length > 128 || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != bytes.Length)
        {
            return "E-TOKEN";
        }

        var payload = bytes[..PayloadSize];
        if (!CryptographicOperations.FixedTimeEquals(Seal(secret, payload), bytes[PayloadSize..])
            || new Guid(payload[8..], bigEndian: true) != institution.Value)
        {
            return "E-TOKEN";
        }

        var until = DateTime.UnixEpoch.AddSeconds(BinaryPrimitives.ReadInt64BigEndian(payload));
        return now < until ? null : "E-TOKEN-EXPIRED";
    }

    private static byte[] Seal(AccessSecret secret, ReadOnlySpan<byte> payload) =>
        HmacSm3.Compute(HmacSm3.Compute(secret.Bytes.Span, Label), payload);
}
