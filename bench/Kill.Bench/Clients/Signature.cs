using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>签名 — how the hospital signs its calls (x-tif), and the setting by which the platform knows it.</summary>
public static class Signature
{
    private const string Key = "kill-bench";
    private const string Secret = "a-secret-of-the-kill-bench-alone";

    /// <summary>What `registry access` is told of an institution.</summary>
    public static string AccessFile(string institution) => new JsonArray(new JsonObject
    {
        ["institution"] = institution,
        ["signing"] = new JsonObject { ["style"] = "xTif", ["key"] = Key, ["secret"] = Secret },
    }).ToJsonString();

    /// <summary>The headers of one call; a nonce is used once, so a repeated message needs another.</summary>
    public static string Headers(DateTimeOffset now, string nonce)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(timestamp + Secret + nonce + timestamp)));
        return $"x-tif-paasid: {Key}\r\nx-tif-timestamp: {timestamp}\r\n" +
            $"x-tif-nonce: {nonce}\r\nx-tif-signature: {signed}\r\n";
    }
}
