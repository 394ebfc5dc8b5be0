using System.Text;

namespace Mingsuan.Law.Reading;

/// <summary>字形 — the one conversion between the names of law files (kebab-case) and of JSON (camelCase).</summary>
public static class Casing
{
    /// <summary><c>visit.real-time</c> → <c>visit.realTime</c>; what is camelCase already stays.</summary>
    public static string ToCamel(string kebab)
    {
        if (!kebab.Contains('-', StringComparison.Ordinal))
        {
            return kebab;
        }

        var camel = new StringBuilder(kebab.Length);
        for (var i = 0; i < kebab.Length; i++)
        {
            if (kebab[i] == '-' && i + 1 < kebab.Length && i > 0)
            {
                camel.Append(char.ToUpperInvariant(kebab[++i]));
            }
            else
            {
                camel.Append(kebab[i]);
            }
        }

        return camel.ToString();
    }

    /// <summary><c>visit.realTime</c> or <c>AtMostListed</c> → kebab-case.</summary>
    public static string ToKebab(string camel)
    {
        if (camel.Length == 1)
        {
            return camel;
        }

        var kebab = new StringBuilder(camel.Length + 4);
        for (var i = 0; i < camel.Length; i++)
        {
            if (!char.IsAsciiLetterUpper(camel[i]))
            {
                kebab.Append(camel[i]);
                continue;
            }

            if (i > 0 && camel[i - 1] != '.')
            {
                kebab.Append('-');
            }

            kebab.Append(char.ToLowerInvariant(camel[i]));
        }

        return kebab.ToString();
    }

    /// <summary>The name among <paramref name="known"/> that is nearest to what was written.</summary>
    public static string Nearest(string written, IEnumerable<string> known) =>
        known.MinBy(one => Distance(written, one)) ?? "";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
