using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Duties;

/// <summary>一次排班 — who, from when, until when.</summary>
internal sealed record DutyInput(string Practitioner, DateTime From, DateTime To)
{
    /// <summary>Reads a body or a form; its fault is the reader's.</summary>
    public static DutyInput Of(WireReader input) =>
        new(input.RequiredText("practitioner", 50), input.RequiredInstant("from"), input.RequiredInstant("to"));
}

/// <summary>公开的值班情况 — who answers now, by kind, and when within the next day nobody does.</summary>
internal sealed record PublicDuty(IReadOnlyList<(string Kind, DateTime Until)> Now, IReadOnlyList<Stretch> Gaps)
{
    /// <summary>Whether the institution has named anybody for the next day.</summary>
    public bool IsKept { get; init; }
}

/// <summary>一天的值班 — of one institution, and when nobody is on duty.</summary>
internal sealed record DutyDay(InstitutionFacts Institution, IReadOnlyList<Duty> Duties, IReadOnlyList<Stretch> Gaps);

/// <summary>值班簿 — the duty list of each institution; who is on it is registered there. (SD-J5, SD-P5)</summary>
internal sealed class DutyBook(
    Session session,
    Operations operations,
    TrailWriter trail,
    IPractitionerDirectory practitioners,
    IdSource ids,
    TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Enters somebody's duty.</summary>
    public Task<Found<Duty>> EnterAsync(Guid inst, DutyInput input, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "publicservice.duty-entered",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var (from, to) = (TrailTime.Of(input.From), TrailTime.Of(input.To));
                if (to <= from || to - from > Longest || to <= clock.GetUtcNow().UtcDateTime)
                {
                    return Found<Duty>.Refuse("E-DUTY-SPAN");
                }

                var person = await practitioners.FindAsync(
                    input.Practitioner, new InstitutionId(inst), BeijingTime.Day(from), token);
                if (person is null)
                {
                    return Found<Duty>.Refuse("E-DUTY-PERSON", ("practitioner", input.Practitioner));
                }

                if (await db.Set<Duty>().AnyAsync(
                    one => one.InstId == inst && one.RemovedAt == null && one.Practitioner == person.Code
                        && one.StartsAt < to && from < one.EndsAt,
                    token))
                {
                    return Found<Duty>.Refuse("E-DUTY-OVERLAP", ("practitioner", person.Code));
                }

                var row = new Duty
                {
                    InstId = inst,
                    DutyId = ids.Next(),
                    Practitioner = person.Code,
                    Kind = person.Kind,
                    StartsAt = from,
                    EndsAt = to,
                    EnteredBy = actor,
                    EnteredAt = TrailTime.Of(clock.GetUtcNow()),
                };
                db.Add(row);
                await RecordAsync(db, row, "publicservice.duty-entered", actor, token);
                return Found<Duty>.Of(row);
            },
            ct);

    /// <summary>Takes a duty off the list; that it was there stays on record.</summary>
    public Task<Found<Duty>> RemoveAsync(Guid inst, Guid duty, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "publicservice.duty-removed",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<Duty>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.DutyId == duty && one.RemovedAt == null, token);
                if (row is null)
                {
                    return Found<Duty>.Refuse("E-DUTY-UNKNOWN");
                }

                (row.RemovedBy, row.RemovedAt) = (actor, TrailTime.Of(clock.GetUtcNow()));
                row.Version++;
                await RecordAsync(db, row, "publicservice.duty-removed", actor, token);
                return Found<Duty>.Of(row);
            },
            ct);

    /// <summary>The duties that touch a stretch of time, by their begin.</summary>
    public async Task<IReadOnlyList<Duty>> WithinAsync(Guid inst, DateTime from, DateTime to, CancellationToken ct) =>
        await session.Db.Set<Duty>().AsNoTracking()
            .Where(one => one.InstId == inst && one.RemovedAt == null && one.EndsAt > from && one.StartsAt < to)
            .OrderBy(one => one.StartsAt).ThenBy(one => one.Practitioner).ToListAsync(ct);

    /// <summary>The duties of several institutions that touch a stretch of time, by their begin.</summary>
    public async Task<IReadOnlyList<Duty>> WithinAsync(
        IReadOnlyList<Guid> insts, DateTime from, DateTime to, CancellationToken ct) =>
        await session.Db.Set<Duty>().AsNoTracking()
            .Where(one => insts.Contains(one.InstId) && one.RemovedAt == null && one.EndsAt > from && one.StartsAt < to)
            .OrderBy(one => one.StartsAt).ThenBy(one => one.Practitioner).ToListAsync(ct);

    /// <summary>
    /// 管辖内的值班表 — the list of a day of every hospital that an officer may see: an institution without one is on it,
    /// too, with the whole day for a gap.
    /// </summary>
    public async Task<IReadOnlyList<DutyDay>> OnAsync(
        IReadOnlyList<InstitutionFacts> institutions, DateOnly on, CancellationToken ct)
    {
        var (from, to) = (BeijingTime.StartOf(on), BeijingTime.StartOf(on.AddDays(1)));
        var hospitals = institutions.Where(one => one.Kind == InstitutionKind.Hospital).ToList();
        var duties = (await WithinAsync([.. hospitals.Select(one => one.Id.Value)], from, to, ct))
            .ToLookup(one => one.InstId);
        return
        [
            .. hospitals.Select(one => new DutyDay(
                one, [.. duties[one.Id.Value]], DutyRoster.Gaps(duties[one.Id.Value], from, to))),
        ];
    }

    /// <summary>What the public is told: who answers now, and the gaps of the next twenty-four hours.</summary>
    public async Task<PublicDuty> PublicAsync(Guid inst, CancellationToken ct)
    {
        var now = TrailTime.Of(clock.GetUtcNow());
        var duties = await WithinAsync(inst, now, now + Longest, ct);
        return new(DutyRoster.At(duties, now), DutyRoster.Gaps(duties, now, now + Longest))
        {
            IsKept = duties.Count > 0,
        };
    }

    private Task RecordAsync(MingsuanDb db, Duty row, string kind, string actor, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Institution(row.InstId),
            kind,
            actor,
            new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, row) },
            ct);
}
