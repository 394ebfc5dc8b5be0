using System.Security.Cryptography;
using System.Text;

namespace Mingsuan.Gateway.Signing;

/// <summary>网关签名算法 — what a client computes and the platform computes again. (nhsa §1.4)</summary>
internal static class Signatures
{
    /// <summary>形态 A — SHA-256 of time, secret, nonce, time.</summary>
    public static byte[] XTif(string timestamp, ReadOnlySpan<byte> secret, string nonce) => SHA256.HashData(
        [.. Encoding.UTF8.GetBytes(timestamp), .. secret, .. Encoding.UTF8.GetBytes(nonce + timestamp)]);

    /// <summary>形态 B — HMAC-SHA1 over the four named values in alphabetical order.</summary>
    public static byte[] ApiGateway(
        ReadOnlySpan<byte> secret, string accessKey, string name, string timestamp, string version)
    {
        var text = $"_api_access_key={accessKey}&_api_name={name}&_api_timestamp={timestamp}&_api_version={version}";
#pragma warning disable CA5350 // The clients that are installed sign so; an HMAC does not rest on collisions.
        return HMACSHA1.HashData(secret, Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    /// <summary>Whether two texts are equal, in a time that tells nothing about where they differ.</summary>
    internal static bool Same(string? given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    internal static bool Same(string? given, ReadOnlySpan<byte> expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(expected));
}
