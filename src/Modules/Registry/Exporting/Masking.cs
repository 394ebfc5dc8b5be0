namespace Mingsuan.Registry.Exporting;

/// <summary>脱敏 — as much of a name or a certificate as tells two persons apart, and no more.</summary>
internal static class Masking
{
    private const int Shown = 4;

    /// <summary>The first character of a name.</summary>
    public static string Name(string text) => text.Length <= 1 ? "*" : text[..1] + new string('*', text.Length - 1);

    /// <summary>The last four of a certificate.</summary>
    public static string Certificate(string text) =>
        text.Length <= Shown ? new string('*', text.Length) : new string('*', text.Length - Shown) + text[^Shown..];
}
