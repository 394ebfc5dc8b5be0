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
    public static void Run(CheckedLibrary library, DiagnosticSink sink)
    {
        new OverlapCheck(library, sink).Run();
        new CeilingCheck(library, sink).Run();
        new ItemCheck(library, sink).Run();
        new RelationCheck(library, sink).Run();
        new GapCheck(library, sink).Run();
    }
}
