using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Mutation;

/// <summary>
/// 变异体 — one number, date or word of a document given another value. <paramref name="Rule"/> is null for the
/// front matter.
/// </summary>
internal sealed record Mutant(LawDocument Document, PlacedRule? Rule, MutationSite Site);

/// <summary>A change that no example and no check noticed: where, what stood there, and what was put instead.</summary>
public sealed record Survivor(string File, int Line, string? Clause, string Path, string Was, string Became)
{
    public override string ToString() => $"{File}:{Line}: {Clause} {Path}: {Was} -> {Became}";
}

/// <summary>变异检验结果 — how many changes were tried, and which of them nothing noticed.</summary>
public sealed record MutationReport(int Mutants, IReadOnlyList<Survivor> Survivors)
{
    public int Killed => Mutants - Survivors.Count;

    /// <summary>Killed ÷ tried; 1 when there was nothing to change.</summary>
    public decimal Score => Mutants == 0 ? 1m : (decimal)Killed / Mutants;
}
