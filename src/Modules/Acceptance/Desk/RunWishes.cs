using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;

namespace Mingsuan.Acceptance.Desk;

/// <summary>提交内容的读取 — what a program's body or a page's form asks for; null when it cannot be read.</summary>
internal static class RunWishes
{
    private const int LongestName = 200;
    private const int MostCases = 1_000_000;

    /// <summary>How a run's calls will be signed; the style is the gateway's usual one when none is said.</summary>
    public static RunWish? Run(Func<string, string?> said)
    {
        var style = Said(said, "style") ?? RunWish.Styles[0];
        var key = Said(said, "publicKey");
        return RunWish.Styles.Contains(style) && (key is null || IsPoint(key)) ? new(style, key) : null;
    }

    /// <summary>A document's digest for an item of evidence.</summary>
    public static EvidenceWish? Evidence(Func<string, string?> said)
    {
        var (item, form, name) = (Said(said, "item"), Said(said, "form"), Said(said, "name"));
        var digest = Said(said, "digest")?.ToLowerInvariant();
        var cases = int.TryParse(
            Said(said, "cases") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return item is null || form is null || name is null || name.Length > LongestName || name.Any(char.IsControl)
            || !IsDigest(digest) || cases is < 1 or > MostCases
            ? null
            : new(item, form, name, digest!, cases);
    }

    /// <summary>A yes, or a no with its reason.</summary>
    public static Finding? Finding(Func<string, string?> said, string officer)
    {
        var (agrees, reason) = (Said(said, "agrees"), Said(said, "reason"));
        return agrees is not ("true" or "false") || (agrees == "false" && reason is null)
            || reason?.Length > RunDecisions.LongestReason || reason?.Any(char.IsControl) == true
            ? null
            : new(agrees == "true", reason, officer);
    }

    /// <summary>Which filing of an item was read: its number, and the digest of its document.</summary>
    public static ReadEvidence? Read(Func<string, string?> said, string item)
    {
        var digest = Said(said, "digest")?.ToLowerInvariant();
        return IsDigest(digest) && int.TryParse(
            Said(said, "filing"), NumberStyles.None, CultureInfo.InvariantCulture, out var filing)
            ? new(item, filing, digest!)
            : null;
    }

    /// <summary>A body's fields, as texts.</summary>
    public static Func<string, string?> Of(JsonObject body)
    {
        var reader = new WireReader(body);
        return name => reader.Text(name, 1_000);
    }

    private static string? Said(Func<string, string?> said, string name) =>
        said(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsDigest(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit);

    private static bool IsPoint(string key)
    {
        if (key.Length % 2 != 0 || !key.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        using var read = Sm2PublicKey.TryImportPoint(Convert.FromHexString(key));
        return read is not null;
    }
}
