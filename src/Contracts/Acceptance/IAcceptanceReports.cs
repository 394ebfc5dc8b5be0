using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Acceptance;

/// <summary>验收报告 — the questions other modules may ask about acceptance runs.</summary>
public interface IAcceptanceReports
{
    /// <summary>The report of an institution's run; none when there is no such run, or it is not finished.</summary>
    Task<AcceptanceReport?> FindAsync(InstitutionId institution, string run, CancellationToken ct);
}

/// <summary>验收结论 — how a run ended, and the digest of the signed report.</summary>
public sealed record AcceptanceReport(string Run, bool Passed, string Digest, DateTime At);
