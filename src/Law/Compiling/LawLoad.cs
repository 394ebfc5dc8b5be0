using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>A rule block of a clause with the provisions that it came to (several where a situation divides it).</summary>
public sealed record LawRule(
    LawDocument Document, LawClause Clause, LawBlock Block, RuleForm Form, IReadOnlyList<Provision> Provisions);

/// <summary>装载结果 — what a library is: its documents, its snapshot unless an error forbids it, and what was found.</summary>
public sealed class LawLoad
{
    /// <summary>The compiled library; null when it has an error.</summary>
    public required LawSnapshot? Snapshot { get; init; }

    public required string Hash { get; init; }

    public required IReadOnlyList<LawDocument> Documents { get; init; }

    public required IReadOnlyList<LawRule> Rules { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    public bool HasErrors => Diagnostics.Any(one => one.Severity == Severity.Error);
}
