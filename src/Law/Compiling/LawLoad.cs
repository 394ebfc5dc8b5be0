using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>
/// A rule block of a clause with the provisions that it came to (several where a situation divides it).
/// </summary>
public sealed record LawRule(
    LawDocument Document, LawClause Clause, LawBlock Block, RuleForm Form, IReadOnlyList<Provision> Provisions);

/// <summary>An example and whether it holds; <see cref="Mismatch"/> says what the answer had instead.</summary>
public sealed record ExampleResult(LawExample Example, Mismatch? Mismatch)
{
    public bool Passed => Mismatch is null;
}

/// <summary>
/// 装载结果 — what a library is: its documents, its snapshot unless an error forbids it, and what was found.
/// </summary>
public sealed class LawLoad
{
    internal LawLoad(LawLibraryParts parts, IReadOnlyList<PlacedRule> placed) =>
        (Parts, Placed) = (parts, placed);

    /// <summary>The compiled library; null when it has an error.</summary>
    public required LawSnapshot? Snapshot { get; init; }

    /// <summary>
    /// The compiled library although examples fail, as they must where a draft changes what they expect; null with any
    /// other error. For comparing only: nothing is charged by it.
    /// </summary>
    public LawSnapshot? Draft { get; init; }

    public required IReadOnlyList<LawRule> Rules { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The examples with their results; empty when the rules could not be compiled.</summary>
    public required IReadOnlyList<ExampleResult> Examples { get; init; }

    /// <summary>The content hash of the library's files, hex.</summary>
    public string Hash => Parts.Hash;

    public IReadOnlyList<LawDocument> Documents => Parts.Documents;

    public IReadOnlyList<RegionEntry> Regions => Parts.Regions;

    public IReadOnlyList<LawObligation> Obligations => Parts.Obligations;

    public IReadOnlyList<LawInformative> Informatives => Parts.Informatives;

    /// <summary>When a document of the library is in force: its own dates, ended by a repeal.</summary>
    public Period PeriodOf(LawDocument document) => PeriodLayer.PeriodOf(document, Documents);

    public bool HasErrors => Diagnostics.Any(one => one.Severity == Severity.Error);

    internal LawLibraryParts Parts { get; }

    internal IReadOnlyList<PlacedRule> Placed { get; }
}
