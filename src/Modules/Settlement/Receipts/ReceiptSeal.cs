using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Settlement.Receipts;

/// <summary>
/// 封印 — the platform's SM2 signature over the digests of all parts of a receipt, so that a change that moves no amount
/// is found, too, and named. The signed text begins with its own domain: it can pass for nothing else that the key
/// signs.
/// </summary>
internal sealed class ReceiptSeal(PlatformKeys keys, TimeProvider clock)
{
    public string Fingerprint => keys.Signing.PublicKey.Fingerprint;

    /// <summary>The seal over the data and over the text that the page shows.</summary>
    public JsonObject Of(JsonObject data, string page)
    {
        var at = TrailTime.Text(TrailTime.Of(clock.GetUtcNow()));
        var parts = Parts(data, page)
            .Select(part => (part.Name, Digest: Hex(Sm3.Hash(Encoding.UTF8.GetBytes(part.Text)))))
            .ToList();
        var lines = string.Concat(parts.Select(part => $"{part.Name} {part.Digest}\n"));
        var text = $"mingsuan.receipt.v1\n{at}\n{Fingerprint}\n{lines}";
        return new JsonObject
        {
            ["at"] = at,
            ["fingerprint"] = Fingerprint,
            ["publicKey"] = Hex(keys.Signing.PublicKey.SubjectPublicKeyInfo),
            ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject
            {
                ["part"] = part.Name,
                ["digest"] = part.Digest,
            })]),
            ["signature"] = Hex(keys.Signing.Sign(Encoding.UTF8.GetBytes(text))),
        };
    }

    private static IEnumerable<(string Name, string Text)> Parts(JsonObject data, string page)
    {
        var law = data["law"]!;
        yield return ("page", page);
        yield return ("settlement", CanonicalJson.Text(data["settlement"]));
        yield return ("facts", (string)data["facts"]!);
        yield return ("decision", CanonicalJson.Text(data["decision"]));
        yield return ("proof", CanonicalJson.Text(data["proof"]));
        yield return ("law.library", (string)law["library"]!);
        foreach (var list in (string[])["rows", "clauses"])
        {
            foreach (var (at, item) in law[list]!.AsArray().Index())
            {
                yield return ($"law.{list}.{at}", CanonicalJson.Text(item));
            }
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
