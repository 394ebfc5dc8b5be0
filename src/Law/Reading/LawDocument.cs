using Mingsuan.Policy.Primitives;

namespace Mingsuan.Law.Reading;

/// <summary>What a fenced block of a clause is.</summary>
public enum BlockKind
{
    Rule,
    Example,
    Obligation,
    Informative,
}

/// <summary>区块 — one fenced block: what was written, and on which line its text begins.</summary>
public sealed record LawBlock(BlockKind Kind, int Line, string Raw, YamlNode Root);

/// <summary>条款 — one clause of a law file: the article as printed, our summary, and its blocks in order.</summary>
public sealed record LawClause(
    string Article, string Anchor, IReadOnlyList<string> Rows, int Level, int Line, string Prose,
    IReadOnlyList<LawBlock> Blocks)
{
    /// <summary>The clause's place in <see cref="Policy.LawSnapshot.Clauses"/>.</summary>
    public int Id { get; internal set; } = -1;

    /// <summary>Whether a block under it could not be read (and was reported).</summary>
    public bool HasUnreadableBlock { get; init; }

    /// <summary>Whether a rule, an obligation or an informative mark stands under it.</summary>
    public bool IsCovered => HasUnreadableBlock || Blocks.Any(block => block.Kind != BlockKind.Example);
}

/// <summary>How one document stands to another.</summary>
public enum RelationKind
{
    Forwards,
    Implements,
    Supplements,
    Repeals,
    ExtendsTrial,
}

/// <summary>文件关系 — forwards, implements, supplements, repeals, or extends the trial of another document.</summary>
public sealed record LawRelation(RelationKind Kind, string Document, DateOnly? Until, string? Clause, int Line);

/// <summary>文件头 — the front matter.</summary>
public sealed record FrontMatter(
    string Id,
    string Title,
    string Number,
    IReadOnlyList<string> Issuers,
    string Jurisdiction,
    DateOnly Issued,
    DateOnly Effective,
    DateOnly? Until,
    DateOnly? TrialUntil,
    bool Sample,
    IReadOnlyList<string> Basis,
    IReadOnlyList<LawRelation> Relations,
    string? SourceNote,
    YamlMap Node)
{
    public Period Period => new(Effective, Until ?? DateOnly.MaxValue);
}

/// <summary>政策文件 — one published document as a file of the library.</summary>
public sealed record LawDocument(string Path, FrontMatter Front, IReadOnlyList<LawClause> Clauses)
{
    public string Id => Front.Id;

    /// <summary>The front matter's line of a field, for diagnostics.</summary>
    public int LineOf(string field) => Front.Node.Find(field)?.Line ?? 1;
}
