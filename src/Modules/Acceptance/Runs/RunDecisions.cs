using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Runs;

/// <summary>
/// 验收结论 — what the agency's officers find: of each document, then of the report as a whole. A report is accepted only
/// when every step passed and every item of evidence was found good. (楚医保规〔2022〕3号 第十七条（三）)
/// </summary>
internal sealed class RunDecisions(Operations operations, ScenarioSet set, RunTrail trail, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>
    /// Finds a document good or not; not without a reason, and only the one that the officer has read.
    /// </summary>
    public Task<Found<AcceptanceEvidence>> JudgeAsync(
        Guid inst, Guid run, ReadEvidence read, Finding finding, CancellationToken ct) =>
        operations.RunAsync(
            "acceptance.judge-evidence",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                if (await RunBook.RunAsync(db, inst, run, token) is not { } of)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-UNKNOWN");
                }

                var filed = await RunBook.EvidenceAsync(db, of, token);
                var row = filed.FirstOrDefault(one => one.Item == read.Item);
                if (of.State != RunState.Finished || row is null)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-STATE");
                }

                if (row.Filing != read.Filing || row.Digest != read.Digest)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-CHANGED", ("item", read.Item));
                }

                row.State = finding.Agrees ? EvidenceState.Approved : EvidenceState.Rejected;
                row.JudgedBy = finding.Officer;
                row.JudgedAt = Now;
                row.Reason = finding.Reason;
                row.Version++;
                await trail.AppendAsync(db, of, row, "acceptance.evidence-judged", finding.Officer, token);
                return Found<AcceptanceEvidence>.Of(row);
            },
            ct);

    /// <summary>Accepts a report, or returns it with a reason.</summary>
    public Task<Found<AcceptanceRun>> DecideAsync(Guid inst, Guid run, Finding finding, CancellationToken ct) =>
        operations.RunAsync(
            "acceptance.decide",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                if (await RunBook.RunAsync(db, inst, run, token) is not { } row)
                {
                    return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-UNKNOWN");
                }

                if (row.State != RunState.Finished)
                {
                    return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-STATE");
                }

                var approved = (await RunBook.EvidenceAsync(db, row, token))
                    .Where(one => one.State == EvidenceState.Approved).Select(one => one.Item).ToHashSet();
                if (finding.Agrees && !(row.Passed && set.Evidence.All(item => approved.Contains(item.Id))))
                {
                    return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-UNPROVEN");
                }

                row.State = finding.Agrees ? RunState.Accepted : RunState.Returned;
                row.DecidedBy = finding.Officer;
                row.DecidedAt = Now;
                row.Reason = finding.Reason;
                row.Version++;
                await trail.AppendAsync(
                    db, row, finding.Agrees ? "acceptance.accepted" : "acceptance.returned", finding.Officer, token);
                return Found<AcceptanceRun>.Of(row);
            },
            ct);

    private DateTime Now => TrailTime.Of(clock.GetUtcNow());
}

/// <summary>所阅佐证 — which filing of an item the officer has before them, and the SM3 of its document.</summary>
internal sealed record ReadEvidence(string Item, int Filing, string Digest);

/// <summary>意见 — an officer's yes or no, and why.</summary>
internal sealed record Finding(bool Agrees, string? Reason, string Officer);
