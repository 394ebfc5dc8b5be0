using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Acceptance;

/// <summary>验收报告 — what other modules may ask about acceptance runs.</summary>
public interface IAcceptanceReports
{
    /// <summary>The report of an institution's run; none when there is no such run, or no report yet.</summary>
    Task<AcceptanceReport?> FindAsync(InstitutionId institution, string run, CancellationToken ct);
}

/// <summary>验收报告 — of one run: whether it passed, its SM3 digest, and when it was issued.</summary>
public sealed record AcceptanceReport(string Run, bool Passed, string Digest, DateTime At);
