using System.Globalization;

namespace Mingsuan.Workbench.Files;

/// <summary>脱敏 — as much of a name or a certificate as tells two persons apart, and no more.</summary>
public static class Masking
{
    private const int Shown = 4;

    /// <summary>The first character of a name.</summary>
    public static string Name(string text) => Masked(text, 1, 0);

    /// <summary>The last four of a certificate.</summary>
    public static string Certificate(string text) => Masked(text, 0, Shown);

    private static string Masked(string text, int first, int last) => text.Length <= first + last
        ? new string('*', text.Length)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{text[..first]}{new string('*', text.Length - first - last)}{text[^last..]}");
}
