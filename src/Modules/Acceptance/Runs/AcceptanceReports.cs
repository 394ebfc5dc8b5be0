using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Acceptance.Runs;

/// <summary>验收报告的提问 — a report has passed only once the agency has accepted it.</summary>
internal sealed class AcceptanceReports(RunBook book) : IAcceptanceReports
{
    public async Task<AcceptanceReport?> FindAsync(InstitutionId institution, string run, CancellationToken ct) =>
        WireId.TryDecode(run, out var id, out _)
            && await book.FindAsync(institution.Value, id, ct) is { Digest: { } digest, FinishedAt: { } at } found
            ? new AcceptanceReport(run, found.State == RunState.Accepted, digest, at)
            : null;
}
