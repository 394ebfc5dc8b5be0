using Mingsuan.Law.Checking;
using Mingsuan.Policy;

namespace Mingsuan.Law.Compiling;

/// <summary>编译 — parts and rules to a snapshot, checked and tried by its own examples.</summary>
internal static class LibraryCompiler
{
    public static LawLoad Load(
        IReadOnlyDictionary<string, string> files, IReadOnlyList<Feature> features, ExampleRunner runner)
    {
        var sink = new DiagnosticSink();
        var parts = new LibraryReader(files, features, sink).Read();
        if (parts.Documents.Count == 0 && !sink.HasErrors)
        {
            sink.Report(DiagnosticKinds.EmptyLibrary, ".", 1, clause: null);
        }

        var placed = parts.Documents
            .SelectMany(one => RuleReader.Read(one, parts.Areas.IndexOf(one.Front.Jurisdiction), sink))
            .ToList();
        var readable = !sink.HasErrors;
        var compiled = Compile(parts, placed, sink);
        new ClauseCheck(parts, sink).Run();
        var examples = readable ? Examples(parts, compiled?.Snapshot, runner, sink) : [];
        return new LawLoad(parts, placed)
        {
            Snapshot = sink.HasErrors ? null : compiled?.Snapshot,
            Draft = sink.Found.Any(one =>
                one.Severity == Severity.Error && one.Kind != DiagnosticKinds.ExampleFails) ? null : compiled?.Snapshot,
            Rules = compiled?.Rules ?? [],
            Diagnostics = [.. sink.Found.OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line)],
            Examples = examples,
        };
    }

    /// <summary>
    /// The snapshot with every check of rules against each other; null when two documents share an id.
    /// </summary>
    public static CheckedLibrary? Compile(LawLibraryParts parts, IReadOnlyList<PlacedRule> placed, DiagnosticSink sink)
    {
        if (Assemble(parts, placed, sink) is not { } library)
        {
            return null;
        }

        RuleChecks.Run(library, sink);
        return library;
    }

    /// <summary>The snapshot without the checks.</summary>
    public static CheckedLibrary? Assemble(LawLibraryParts parts, IReadOnlyList<PlacedRule> placed, DiagnosticSink sink)
    {
        if (parts.Documents.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count() != parts.Documents.Count)
        {
            return null;
        }

        var periods = new PeriodLayer(parts.Documents, placed, parts.Areas, sink);
        var rules = periods.Lay();
        var snapshot = new LawSnapshot(
            parts.Hash, parts.Areas, parts.Clauses, [.. rules.SelectMany(rule => rule.Provisions)], parts.Calendar);
        return new CheckedLibrary(parts.Documents, rules, parts.Areas, snapshot, periods);
    }

    private static List<ExampleResult> Examples(
        LawLibraryParts parts, LawSnapshot? snapshot, ExampleRunner runner, DiagnosticSink sink)
    {
        if (snapshot is null)
        {
            return [];
        }

        var results = parts.Examples
            .Select(one => new ExampleResult(one, ExampleCheck.Run(snapshot, one, runner)))
            .ToList();
        foreach (var (example, mismatch) in results.Where(one => !one.Passed))
        {
            var name = example.Name is null ? "" : $" '{example.Name}'";
            sink.Report(DiagnosticKinds.ExampleFails, example.Document.Path, example.Line, example.Clause.Article, name,
                mismatch!.What, mismatch.Expected, mismatch.Found);
        }

        return results;
    }
}
