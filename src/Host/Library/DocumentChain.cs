using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;

namespace Mingsuan.Host.Library;

/// <summary>
/// 文件链的一环 — a document that another rests on, or that rests on it: how many steps away, by which relation, and the
/// document where the library has its text. (楚医保规〔2022〕3号 第一条)
/// </summary>
public sealed record ChainLink(int Level, string Relation, string Name, LawDocument? Document);

/// <summary>文件链 — what a document rests on, step by step, and all that is affected when it ceases.</summary>
public static class DocumentChain
{
    private const string Basis = "basis";

    /// <summary>The document that a front matter names by id or number; null: its text is missing.</summary>
    public static LawDocument? Named(LawLoad load, string name) =>
        load.Documents.FirstOrDefault(one => one.Id == name) ??
        load.Documents.FirstOrDefault(one => one.Front.Number == name);

    /// <summary>What it rests on, the nearest first; each once.</summary>
    public static IReadOnlyList<ChainLink> Up(LawLoad load, LawDocument document) =>
        Walk(document, one => Above(load, one));

    /// <summary>What rests on it, the nearest first; each once.</summary>
    public static IReadOnlyList<ChainLink> Down(LawLoad load, LawDocument document) =>
        Walk(document, one => load.Documents.SelectMany(other => Above(load, other)
            .Where(above => above.Document == one)
            .Select(above => (above.Relation, other.Front.Number, (LawDocument?)other))));

    private static IEnumerable<(string Relation, string Name, LawDocument? Document)> Above(
        LawLoad load, LawDocument document) =>
        document.Front.Relations.Select(one => (Word(one.Kind), one.Document))
            .Concat(document.Front.Basis.Select(name => (Basis, name)))
            .Select(one => (one.Item1, one.Item2, Named(load, one.Item2)));

    private static List<ChainLink> Walk(
        LawDocument from, Func<LawDocument, IEnumerable<(string Relation, string Name, LawDocument? Document)>> next)
    {
        var found = new List<ChainLink>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { from.Id };
        var step = new List<LawDocument> { from };
        for (var level = 1; step.Count > 0; level++)
        {
            var reached = step.SelectMany(next).Where(one => seen.Add(one.Document?.Id ?? one.Name)).ToList();
            found.AddRange(reached.Select(one =>
                new ChainLink(level, one.Relation, one.Document?.Front.Number ?? one.Name, one.Document)));
            step = [.. reached.Select(one => one.Document).OfType<LawDocument>()];
        }

        return found;
    }

    private static string Word(RelationKind kind) => kind switch
    {
        RelationKind.Forwards => "forwards",
        RelationKind.Implements => "implements",
        RelationKind.Supplements => "supplements",
        RelationKind.Repeals => "repeals",
        _ => "extendsTrial",
    };
}
