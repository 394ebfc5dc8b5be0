using System.Security.Cryptography;
using System.Text;

namespace Mingsuan.Platform.Persistence;

/// <summary>敏感信息 — a name or certificate number; never written to a log, since its text form is masked.</summary>
public readonly record struct Sensitive(string Plain)
{
    /// <summary>The masked form: the first character, then stars.</summary>
    public override string ToString() => string.IsNullOrEmpty(Plain) ? "" : Plain[..1] + "***";
}

/// <summary>盲索引 — the digest by which a sensitive value is found again by equality.</summary>
public static class BlindIndex
{
    /// <summary>The index of a value; the kind keeps equal texts of different meaning apart.</summary>
    public static string Of(string kind, string value) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(kind + "\n" + value.Trim().ToUpperInvariant())));
}
