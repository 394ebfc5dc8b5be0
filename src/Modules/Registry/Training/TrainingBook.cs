using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Training;

/// <summary>一次培训或自查.</summary>
internal sealed record TrainingEntry(TrainingKind Kind, DateOnly HeldOn, string Title, int Count, string Summary)
{
    public const int LongestTitle = 200;
    public const int LongestSummary = 2000;
}

/// <summary>培训自查簿 — each record on the institution's chain.</summary>
internal sealed class TrainingBook(
    Operations operations, Session session, TrailWriter trail, IdSource ids, TimeProvider clock)
{
    public Task<Found<TrainingRecord>> EnterAsync(Guid inst, TrainingEntry entry, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "registry.training",
            async (db, token) =>
            {
                if (entry.HeldOn > clock.Today())
                {
                    return Found<TrainingRecord>.Refuse("E-TRAINING-DAY");
                }

                await db.LockInstitutionAsync(inst, token);
                var record = new TrainingRecord
                {
                    InstId = inst,
                    RecordId = ids.Next(),
                    Kind = entry.Kind,
                    HeldOn = entry.HeldOn,
                    Title = entry.Title,
                    Count = entry.Count,
                    Summary = entry.Summary,
                    By = actor,
                    At = TrailTime.Of(clock.GetUtcNow()),
                };
                db.Add(record);
                await RecordAsync(db, record, "registry.training-entered", actor, token);
                return Found<TrainingRecord>.Of(record);
            },
            ct);

    public Task<Found<TrainingRecord>> WithdrawAsync(Guid inst, Guid id, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "registry.training-withdraw",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var record = await db.Set<TrainingRecord>().AsTracking()
                    .SingleOrDefaultAsync(one => one.InstId == inst && one.RecordId == id, token);
                if (record is null or { WithdrawnAt: not null })
                {
                    return Found<TrainingRecord>.Refuse("E-TRAINING-UNKNOWN");
                }

                (record.WithdrawnAt, record.WithdrawnBy) = (TrailTime.Of(clock.GetUtcNow()), actor);
                record.Version++;
                await RecordAsync(db, record, "registry.training-withdrawn", actor, token);
                return Found<TrainingRecord>.Of(record);
            },
            ct);

    /// <summary>The records of a calendar year, withdrawn ones included, by day.</summary>
    public Task<List<TrainingRecord>> OfYearAsync(Guid inst, int year, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return session.Db.Set<TrainingRecord>().AsNoTracking()
            .Where(one => one.InstId == inst && one.HeldOn >= first && one.HeldOn <= last)
            .OrderBy(one => one.HeldOn).ThenBy(one => one.RecordId).ToListAsync(ct);
    }

    private Task<byte[]> RecordAsync(
        MingsuanDb db, TrainingRecord record, string kind, string actor, CancellationToken ct) => trail.AppendAsync(
        db,
        TrailSubject.Institution(record.InstId),
        kind,
        actor,
        new JsonObject
        {
            ["record"] = WireId.Encode(record.RecordId),
            [ProvenRecords.Member] = ProvenRecords.Of(db, record),
        },
        ct);
}
