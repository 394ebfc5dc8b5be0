using Microsoft.EntityFrameworkCore;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Runs;

/// <summary>
/// 运行簿 — starts runs, takes evidence, and ends a run in its signed report. Each step is an entry on the institution's
/// chain. (楚医保规〔2022〕3号 第二十二条（一）)
/// </summary>
internal sealed class RunBook(
    Session session,
    Operations operations,
    ITestArea area,
    ScenarioSet set,
    FixtureSet fixtures,
    Hearing hearing,
    ReportSigning signing,
    RunTrail trail,
    IdSource ids,
    RandomFill random,
    TimeProvider clock)
{
    /// <summary>How many runs of one institution may be open at once.</summary>
    public const int MostOpen = 3;

    /// <summary>How long the calls of a run are kept on whose report nobody has decided.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Opens the test area: making it takes longer than a transaction may.</summary>
    public Task ReadyAsync(CancellationToken ct) => area.OpenAsync(ct);

    /// <summary>
    /// Makes a run's fictitious institution and people and puts them into the test area, which takes longer than a
    /// transaction may; null where no run can begin. Not for a repetition: no run would know its rows.
    /// </summary>
    public async Task<PreparedRun?> PrepareAsync(InstitutionFacts institution, RunWish wish, CancellationToken ct)
    {
        if (fixtures.In(institution.Admdvs) is null
            || await OpenAsync(session.Db, institution.Id.Value, ct) >= MostOpen)
        {
            return null;
        }

        var run = ids.Next();
        var (cast, rows) = new Casting(fixtures, ids, random).Make(run, institution.Admdvs, wish, clock.Today());
        await area.FillAsync(rows, ct);
        return new(run, cast);
    }

    /// <summary>Starts a run that was prepared.</summary>
    public async Task<Found<AcceptanceRun>> StartAsync(
        InstitutionFacts institution, PreparedRun? prepared, string actor, CancellationToken ct)
    {
        if (fixtures.In(institution.Admdvs) is null)
        {
            return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-REGION", ("region", institution.Admdvs));
        }

        var inst = institution.Id.Value;
        return await operations.RunAsync(
            "acceptance.start",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                if (prepared is null || await OpenAsync(db, inst, token) >= MostOpen)
                {
                    return TooMany();
                }

                var row = new AcceptanceRun
                {
                    InstId = inst,
                    RunId = prepared.Run,
                    State = RunState.Open,
                    StartedBy = actor,
                    StartedAt = Now,
                    Region = institution.Admdvs,
                    SetVersion = set.Version,
                    SetDigest = set.Digest,
                    Cast = prepared.Cast.Json(),
                };
                db.Add(row);
                db.Add(new AcceptanceDoor
                {
                    AreaCode = prepared.Cast.Institution.Code,
                    InstId = inst,
                    RunId = prepared.Run,
                });
                await trail.AppendAsync(db, row, "acceptance.started", actor, token);
                return Found<AcceptanceRun>.Of(row);
            },
            ct);
    }

    public Task<AcceptanceRun?> FindAsync(Guid inst, Guid run, CancellationToken ct) =>
        session.Db.Set<AcceptanceRun>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.InstId == inst && row.RunId == run, ct);

    /// <summary>The runs of an institution, the latest first.</summary>
    public async Task<IReadOnlyList<AcceptanceRun>> ListAsync(Guid inst, CancellationToken ct) =>
        await session.Db.Set<AcceptanceRun>().AsNoTracking()
            .Where(row => row.InstId == inst)
            .OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.RunId)
            .ToListAsync(ct);

    /// <summary>What is finished, of some institutions, the latest first: the agency's reports.</summary>
    public async Task<IReadOnlyList<AcceptanceRun>> FinishedAsync(
        IReadOnlyCollection<Guid> within, int most, CancellationToken ct) =>
        await session.Db.Set<AcceptanceRun>().AsNoTracking()
            .Where(row => row.State != RunState.Open && within.Contains(row.InstId))
            .OrderByDescending(row => row.FinishedAt)
            .Take(most)
            .ToListAsync(ct);

    /// <summary>The last filing of each item of evidence.</summary>
    public Task<IReadOnlyList<AcceptanceEvidence>> EvidenceAsync(AcceptanceRun run, CancellationToken ct) =>
        EvidenceAsync(session.Db, run, ct);

    /// <summary>
    /// How a run stands: how many calls were heard, and each step. Of one that has ended it is what its report says:
    /// its calls may be gone, and the test area goes on.
    /// </summary>
    public async Task<(int Calls, IReadOnlyList<JudgedStep> Steps)> StandAsync(AcceptanceRun run, CancellationToken ct)
    {
        if (run.Report is { } report)
        {
            return RunReport.Read(report, set);
        }

        var calls = await Hearing.CallsAsync(session.Db, run, ct);
        return (calls.Count, await hearing.JudgeAsync(run, calls, ct));
    }

    /// <summary>Files the digest of a document; a later filing of the same item counts instead.</summary>
    public Task<Found<AcceptanceEvidence>> FileAsync(
        Guid inst, Guid run, EvidenceWish wish, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "acceptance.evidence",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                if (await RunAsync(db, inst, run, token) is not { } found)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-UNKNOWN");
                }

                // Evidence may be mended until the agency has decided.
                if (found.State is RunState.Accepted or RunState.Returned)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-STATE");
                }

                var item = set.Evidence.FirstOrDefault(one => one.Id == wish.Item);
                if (item is null || !item.Forms.ContainsKey(wish.Form) || wish.Cases < item.Least)
                {
                    return Found<AcceptanceEvidence>.Refuse("E-ACCEPTANCE-EVIDENCE", ("item", wish.Item));
                }

                var earlier = await db.Set<AcceptanceEvidence>()
                    .CountAsync(row => row.InstId == inst && row.RunId == run && row.Item == wish.Item, token);
                var row = new AcceptanceEvidence
                {
                    InstId = inst,
                    RunId = run,
                    Item = wish.Item,
                    Filing = earlier + 1,
                    Form = wish.Form,
                    Name = wish.Name,
                    Digest = wish.Digest,
                    Cases = wish.Cases,
                    FiledBy = actor,
                    FiledAt = Now,
                    State = EvidenceState.Filed,
                };
                db.Add(row);
                await trail.AppendAsync(db, found, row, "acceptance.evidence-filed", actor, token);
                return Found<AcceptanceEvidence>.Of(row);
            },
            ct);

    /// <summary>Ends a run: the last judgement becomes a signed report. No call is heard afterwards.</summary>
    public Task<Found<AcceptanceRun>> FinishAsync(
        InstitutionFacts institution, Guid run, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "acceptance.finish",
            async (db, token) =>
            {
                var inst = institution.Id.Value;
                await db.LockInstitutionAsync(inst, token);
                if (await RunAsync(db, inst, run, token) is not { } row)
                {
                    return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-UNKNOWN");
                }

                if (row.State != RunState.Open)
                {
                    return Found<AcceptanceRun>.Refuse("E-ACCEPTANCE-STATE");
                }

                var calls = await Hearing.CallsAsync(db, row, token);
                var steps = await hearing.JudgeAsync(row, calls, token);
                row.State = RunState.Finished;
                row.FinishedAt = Now;
                row.Passed = Judge.Passes(set, steps.Select(step => step.Verdict));
                var report = RunReport.Of(institution, row, set, steps, calls, await EvidenceAsync(db, row, token));
                (row.Report, row.Digest, row.Signature) = signing.Sign(report);
                row.Version++;
                await trail.AppendAsync(db, row, "acceptance.finished", actor, token);
                await ForgetAsync(db, row, token);
                return Found<AcceptanceRun>.Of(row);
            },
            ct);

    /// <summary>
    /// Lets go of the calls of runs whose report has waited too long; gives how many. The signed report stays with
    /// their digest, and the documents that were filed, so that it can still be decided on.
    /// </summary>
    public Task<int> SweepAsync(CancellationToken ct) => operations.RunAsync(
        "acceptance.sweep",
        (db, token) =>
        {
            var oldest = Now - Kept;
            var over = db.Set<AcceptanceRun>().Where(
                row => row.State == RunState.Finished && row.FinishedAt < oldest);
            return db.Set<AcceptanceCall>().Where(call => over.Any(
                row => row.InstId == call.InstId && row.RunId == call.RunId)).ExecuteDeleteAsync(token);
        },
        ct);

    /// <summary>
    /// Lets go of the calls of decided runs that this one takes the place of. What is kept is of runs that wait for the
    /// agency and of the one accepted last; the signed report of every run stays, with the digest of its calls.
    /// </summary>
    private static async Task ForgetAsync(MingsuanDb db, AcceptanceRun last, CancellationToken ct)
    {
        var decided = db.Set<AcceptanceRun>().Where(row => row.InstId == last.InstId
            && (row.State == RunState.Accepted || row.State == RunState.Returned));
        var accepted = await decided.Where(row => row.State == RunState.Accepted)
            .OrderByDescending(row => row.DecidedAt).Select(row => (Guid?)row.RunId).FirstOrDefaultAsync(ct);
        await db.Set<AcceptanceCall>()
            .Where(call => call.InstId == last.InstId && call.RunId != accepted
                && decided.Any(row => row.RunId == call.RunId))
            .ExecuteDeleteAsync(ct);
    }

    private static Found<AcceptanceRun> TooMany() => Found<AcceptanceRun>.Refuse(
        "E-ACCEPTANCE-OPEN", ("most", MostOpen.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Task<int> OpenAsync(MingsuanDb db, Guid inst, CancellationToken ct) =>
        db.Set<AcceptanceRun>().CountAsync(row => row.InstId == inst && row.State == RunState.Open, ct);

    internal static Task<AcceptanceRun?> RunAsync(MingsuanDb db, Guid inst, Guid run, CancellationToken ct) =>
        db.Set<AcceptanceRun>().AsTracking().SingleOrDefaultAsync(row => row.InstId == inst && row.RunId == run, ct);

    internal static async Task<IReadOnlyList<AcceptanceEvidence>> EvidenceAsync(
        MingsuanDb db, AcceptanceRun run, CancellationToken ct)
    {
        var all = await db.Set<AcceptanceEvidence>().AsTracking()
            .Where(row => row.InstId == run.InstId && row.RunId == run.RunId)
            .OrderBy(row => row.Item).ThenBy(row => row.Filing)
            .ToListAsync(ct);
        return [.. all.GroupBy(row => row.Item).Select(group => group.Last())];
    }

    private DateTime Now => TrailTime.Of(clock.GetUtcNow());
}

/// <summary>备好的运行 — its number and its cast, whose rows lie in the test area.</summary>
internal sealed record PreparedRun(Guid Run, Cast Cast);

/// <summary>佐证提交 — which item, what kind of document, its name and SM3, and how many cases it covers.</summary>
internal sealed record EvidenceWish(string Item, string Form, string Name, string Digest, int Cases);
