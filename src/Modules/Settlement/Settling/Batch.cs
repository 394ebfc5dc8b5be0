using Mingsuan.Contracts.Visits;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>收费批次 — what the lines of one batch share.</summary>
internal static class Batch
{
    /// <summary>The disease code of the batch: its lines', else the visit's.</summary>
    public static string? DiseaseCode(IReadOnlyList<FeeLine> lines, VisitFacts visit) =>
        lines.Select(line => line.DiseCodg).FirstOrDefault(code => code is not null) ?? visit.DiseCodg;
}
