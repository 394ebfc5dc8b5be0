using System.Text;

namespace Mingsuan.Prices.Proposing;

/// <summary>已有项目 — what a proposal is compared with: an item of the law library, or an earlier proposal.</summary>
internal sealed record KnownItem(string Code, string Name, string Scope, string Origin);

/// <summary>相似项目 — an item and how near it comes, in thousandths.</summary>
internal sealed record SimilarItem(KnownItem Item, int Score);

/// <summary>
/// 相似项目比对 — by pairs of neighbouring characters (二元组) of name and scope. What is compared is letters and digits
/// alone, in one width and case. It finds candidates for a person's judgement and decides nothing. (CX-6-6)
/// </summary>
internal static class Similarity
{
    /// <summary>From how many thousandths on an item counts as similar, when nobody says otherwise.</summary>
    public const int UsualThreshold = 500;

    private const int Whole = 1000;

    /// <summary>The known items that come near enough, the nearest first; ties by code, then by name.</summary>
    public static IReadOnlyList<SimilarItem> Find(
        string name, string scope, IEnumerable<KnownItem> known, int threshold = UsualThreshold) =>
    [
        .. known.Select(item => new SimilarItem(item, Score(name, scope, item)))
            .Where(one => one.Score >= threshold)
            .OrderByDescending(one => one.Score)
            .ThenBy(one => one.Item.Code, StringComparer.Ordinal)
            .ThenBy(one => one.Item.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Item.Origin, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The greatest of: how alike the names are, how alike the scopes are, how much of the known item's name, or of a
    /// part of it in brackets, stands in the proposal's words, and how much of the proposal's name stands in the known
    /// item's (拆分: a part of an item, proposed anew).
    /// </summary>
    public static int Score(string name, string scope, KnownItem item)
    {
        var words = Pairs(name);
        words.UnionWith(Pairs(scope));
        var within = Parts(item.Name).Select(part => Within(Pairs(part), words)).DefaultIfEmpty(0).Max();
        var known = Pairs(item.Name);
        known.UnionWith(Pairs(item.Scope));
        var part = Within(Pairs(name), known);
        var alike = Math.Max(Alike(Pairs(name), Pairs(item.Name)), Alike(Pairs(scope), Pairs(item.Scope)));
        return Math.Max(Math.Max(within, part), alike);
    }

    /// <summary>What two sets share of all that they hold (Jaccard), in thousandths.</summary>
    public static int Alike(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        var shared = one.Count(other.Contains);
        var all = one.Count + other.Count - shared;
        return all == 0 ? 0 : shared * Whole / all;
    }

    /// <summary>The neighbouring pairs of a text's letters and digits; a single one stands for itself.</summary>
    public static HashSet<string> Pairs(string text)
    {
        var plain = new StringBuilder();
        foreach (var sign in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(sign))
            {
                plain.Append(char.ToLowerInvariant(sign));
            }
        }

        var letters = plain.ToString();
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at + 1 < letters.Length; at++)
        {
            pairs.Add(letters.Substring(at, 2));
        }

        if (letters.Length == 1)
        {
            pairs.Add(letters);
        }

        return pairs;
    }

    private static int Within(HashSet<string> part, HashSet<string> words) =>
        part.Count == 0 ? 0 : part.Count(words.Contains) * Whole / part.Count;

    /// <summary>A name, and what stands inside and outside its brackets.</summary>
    private static IEnumerable<string> Parts(string name) =>
        name.Normalize(NormalizationForm.FormKC).Split('(', ')').Append(name)
            .Where(part => part.Any(char.IsLetterOrDigit)).Distinct(StringComparer.Ordinal);
}
