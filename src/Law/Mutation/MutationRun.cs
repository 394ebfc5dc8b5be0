using Mingsuan.Law.Checking;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Mutation;

/// <summary>
/// 变异检验 — changes one value at a time and asks whether an example or a check notices. The library is parsed once;
/// a mutant forms only its own rule anew, and is tried first by the examples that stand nearest to it.
/// </summary>
public sealed class MutationRun
{
    private readonly LawLoad load;
    private readonly ExampleRunner runner;
    private readonly Dictionary<LawClause, List<LawExample>> nearest = new(ReferenceEqualityComparer.Instance);

    private MutationRun(LawLoad load, ExampleRunner runner) => (this.load, this.runner) = (load, runner);

    /// <summary>
    /// Tries every mutant of a library that loads. <paramref name="progress"/> is told how many of how many are done.
    /// </summary>
    public static MutationReport Of(LawLoad load, Action<int, int>? progress = null) =>
        new MutationRun(load, ExampleRunner.Exchange).Run(progress);

    private MutationReport Run(Action<int, int>? progress)
    {
        if (load.Snapshot is null)
        {
            throw new InvalidOperationException("A library with errors has no mutants: repair it first.");
        }

        var mutants = MutantSource.Of(load).ToList();
        var survivors = new List<Survivor>();
        for (var i = 0; i < mutants.Count; i++)
        {
            if (!IsNoticed(mutants[i]))
            {
                var (document, rule, site) = mutants[i];
                survivors.Add(new Survivor(
                    document.Path, site.Scalar.Line, rule?.Clause.Article, site.Path, site.Scalar.Text, site.Other));
            }

            progress?.Invoke(i + 1, mutants.Count);
        }

        return new MutationReport(mutants.Count, survivors);
    }

    private bool IsNoticed(Mutant mutant)
    {
        var was = mutant.Site.Scalar.Text;
        mutant.Site.Scalar.Text = mutant.Site.Other;
        try
        {
            var sink = new DiagnosticSink();
            if (Changed(mutant, sink) is not var (parts, placed) || sink.HasErrors)
            {
                return true;
            }

            var library = LibraryCompiler.Assemble(parts, placed, sink);
            if (library is null || sink.HasErrors)
            {
                return true;
            }

            if (Examples(mutant).Any(one => ExampleCheck.Run(library.Snapshot, one, runner) is not null))
            {
                return true;
            }

            RuleChecks.Run(library, sink);
            return sink.HasErrors;
        }
        finally
        {
            mutant.Site.Scalar.Text = was;
        }
    }

    /// <summary>The library's parts and rules with the mutant in place; null when it cannot be read.</summary>
    private (LawLibraryParts Parts, IReadOnlyList<PlacedRule> Rules)? Changed(Mutant mutant, DiagnosticSink sink)
    {
        var document = mutant.Document;
        if (mutant.Rule is { } rule)
        {
            var area = load.Parts.Areas.IndexOf(document.Front.Jurisdiction);
            var reader = new FormReader(sink, document.Path, rule.Clause.Article, rule.Clause.Id, area);
            return rule.Rule.Form.Read(rule.Block.Root, reader) is { } formed
                ? (load.Parts, [.. load.Placed.Select(one => one == rule ? rule with { Rule = formed } : one)])
                : null;
        }

        var header = new FormReader(sink, document.Path, null, -1, -1);
        if (FrontMatterForm.Read(document.Front.Node, header) is not { } front)
        {
            return null;
        }

        var changed = document with { Front = front };
        return (
            load.Parts with { Documents = [.. load.Documents.Select(one => one == document ? changed : one)] },
            [.. load.Placed.Select(one => one.Document == document ? one with { Document = changed } : one)]);
    }

    /// <summary>All examples: those of the clause first, then of the document, then of areas that it reaches.</summary>
    private List<LawExample> Examples(Mutant mutant)
    {
        var clause = mutant.Rule?.Clause ?? mutant.Document.Clauses[0];
        if (!nearest.TryGetValue(clause, out var ordered))
        {
            ordered = nearest[clause] = [.. load.Parts.Examples.OrderBy(one => Distance(one, clause, mutant.Document))];
        }

        return ordered;
    }

    private int Distance(LawExample example, LawClause clause, LawDocument document)
    {
        if (example.Document == document)
        {
            return example.Clause == clause ? 0 : 1;
        }

        var area = load.Parts.Areas.IndexOf(document.Front.Jurisdiction);
        return load.Parts.Areas.ChainOf(example.Document.Front.Jurisdiction).Contains(area) ? 2 : 3;
    }
}
