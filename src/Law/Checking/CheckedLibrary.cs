using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Checking;

/// <summary>What the checks look at.</summary>
internal sealed record CheckedLibrary(
    IReadOnlyList<LawDocument> Documents, IReadOnlyList<LawRule> Rules, Jurisdictions Areas, LawSnapshot Snapshot,
    PeriodLayer Periods);

/// <summary>检查 — every check of rules against each other; a mutant goes through them too.</summary>
internal static class RuleChecks
{
    /// <summary>
    /// Runs the checks. What a rule that could not be read leaves open is no gap: those checks wait until all are read.
    /// </summary>
    public static void Run(CheckedLibrary library, DiagnosticSink sink)
    {
        var complete = !sink.HasErrors;
        new OverlapCheck(library, sink).Run();
        new CeilingCheck(library, sink).Run();
        new RelationCheck(library, sink).Run();
        if (complete)
        {
            new ItemCheck(library, sink).Run();
            new GapCheck(library, sink).Run();
        }
    }
}
