using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Acceptance.Runs;

/// <summary>
/// 报告签名 — an SM2 key of the platform's for acceptance reports alone: a signed report can pass for nothing else, and
/// nothing else for one.
/// </summary>
internal sealed class ReportSigning : IDisposable
{
    private readonly Sm2PrivateKey signing;

    public ReportSigning(PlatformKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        signing = keys.Derive("mingsuan/acceptance/report/v1"u8);
    }

    public Sm2PublicKey Public => signing.PublicKey;

    public void Dispose() => signing.Dispose();

    /// <summary>The canonical text, its SM3 in hex, and the signature over it in Base64.</summary>
    public (string Text, string Digest, string Signature) Sign(JsonObject report)
    {
        var bytes = CanonicalJson.Bytes(report);
        return (Encoding.UTF8.GetString(bytes), Hex(bytes), Convert.ToBase64String(signing.Sign(bytes)));
    }

    /// <summary>The file that the agency gets: the report, its digest and signature, and whose key signed it.</summary>
    public JsonObject File(AcceptanceRun run) => new()
    {
        ["report"] = JsonNode.Parse(run.Report!),
        ["digest"] = run.Digest,
        ["signature"] = run.Signature,
        ["signer"] = Signer(),
    };

    /// <summary>The key that reports are checked with: the point in hex, PEM, and its fingerprint.</summary>
    public JsonObject Signer() => new()
    {
        ["algorithm"] = "SM2",
        ["publicKey"] = Public.Point,
        ["pem"] = Public.ExportPem(),
        ["fingerprint"] = Public.Fingerprint,
    };

    /// <summary>Whether a report file is one that the key signed, unchanged since.</summary>
    public static bool Holds(JsonObject file, Sm2PublicKey key)
    {
        try
        {
            var (bytes, signature) = (CanonicalJson.Bytes(file["report"]), new byte[200]);
            return file["report"] is JsonObject
                && (string?)file["digest"] == Hex(bytes)
                && Convert.TryFromBase64String((string?)file["signature"] ?? "", signature, out var written)
                && key.Verify(bytes, signature.AsSpan(0, written));
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or JsonException
            or FormatException)
        {
            return false;
        }
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(Sm3.Hash(bytes));
}
