using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Visits.Book;

internal sealed class VisitBook(Session session) : IVisitBook
{
    private static readonly VisitState[] Diagnosed =
        [VisitState.Diagnosed, VisitState.Detailed, VisitState.Settled, VisitState.Reversed];

    private static readonly CompiledRead<Func<MingsuanDb, Guid, Guid, CancellationToken, Task<CodedVisit?>>> ById = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, Guid visit, CancellationToken _) => db.Set<Visit>()
            .AsNoTracking().AsSingleQuery()
            .Where(row => row.PersonId == person && row.VisitId == visit)
            .Select(row => new CodedVisit
            {
                Visit = row,
                Codes = db.Set<VisitDiagnosis>()
                    .Where(one => one.PersonId == row.PersonId && one.VisitId == row.VisitId)
                    .OrderBy(one => one.Place).Select(one => one.DiagCode).ToList(),
            })
            .SingleOrDefault()));

    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, DateOnly, DateOnly, Guid, IAsyncEnumerable<CodedVisit>>> Earlier = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, DateOnly from, DateOnly to, Guid skipped) =>
                db.Set<Visit>().AsNoTracking().AsSingleQuery()
                    .Where(row => row.PersonId == person && row.Channel == VisitChannel.Offline
                        && row.BeganOn >= from && row.BeganOn <= to && row.VisitId != skipped
                        && Diagnosed.Contains(row.State))
                    .OrderByDescending(row => row.BeganAt)
                    .Select(row => new CodedVisit
                    {
                        Visit = row,
                        Codes = db.Set<VisitDiagnosis>()
                            .Where(one => one.PersonId == row.PersonId && one.VisitId == row.VisitId)
                            .OrderBy(one => one.Place).Select(one => one.DiagCode).ToList(),
                    })));

    private (MingsuanDb Db, Visit Row)? last;

    public async Task<VisitFacts?> FindAsync(PersonId person, VisitId visit, CancellationToken ct)
    {
        var db = session.Db;
        var known = await ById.For(db)(db, person.Value, visit.Value, ct);
        last = known is null ? null : (db, known.Visit);
        return known is null ? null : Facts(known);
    }

    public async Task<IReadOnlyList<OfflineVisit>> OfflineVisitsAsync(
        PersonId person, DateOnly from, DateOnly to, VisitId? except, CancellationToken ct)
    {
        var skipped = except?.Value ?? Guid.Empty;
        var db = session.Db;
        var rows = await Earlier.For(db)(db, person.Value, from, to, skipped).ToListAsync(ct);
        return rows.ConvertAll(known => new OfflineVisit(
            new(known.Visit.VisitId), new(known.Visit.InstId), known.Visit.BeganOn, known.Codes));
    }

    public async Task MarkAsync(PersonId person, VisitId visit, VisitState state, CancellationToken ct)
    {
        var row = await TrackedAsync(person, visit, ct);
        if (row.State == state)
        {
            return;
        }

        row.State = state;
        row.Version++;
        await session.Db.SaveChangesAsync(ct);
    }

    public async Task ConsentAsync(PersonId person, VisitId visit, int notice, CancellationToken ct)
    {
        var row = await TrackedAsync(person, visit, ct);
        row.ConsentedNotice = notice;
        row.Version++;
    }

    /// <summary>
    /// The visit to be changed. One that this operation has found is not read again: should it have changed since, its
    /// version tells.
    /// </summary>
    private async Task<Visit> TrackedAsync(PersonId person, VisitId visit, CancellationToken ct)
    {
        var db = session.Db;
        if (db.Set<Visit>().Local.FindEntryUntyped([person.Value, visit.Value]) is { } tracked)
        {
            return tracked.Entity;
        }

        if (last is { } found && found.Db == db && found.Row.PersonId == person.Value &&
            found.Row.VisitId == visit.Value)
        {
            return db.Attach(found.Row).Entity;
        }

        return await db.Set<Visit>().AsTracking().SingleAsync(
            row => row.PersonId == person.Value && row.VisitId == visit.Value, ct);
    }

    private static VisitFacts Facts(CodedVisit known) => Facts(known.Visit, known.Codes);

    private static VisitFacts Facts(Visit row, IReadOnlyList<string> codes) => new()
    {
        Id = new(row.VisitId),
        Person = new(row.PersonId),
        Institution = new(row.InstId),
        IptOtpNo = row.IptOtpNo,
        Channel = row.Channel,
        ChannelGround = row.ChannelGround,
        Insutype = row.Insutype,
        BeganAt = row.BeganAt,
        On = row.BeganOn,
        DoctorCode = row.DoctorCode,
        DoctorName = row.DoctorName.Plain,
        MedType = row.MedType,
        DiseCodg = row.DiseCodg,
        Diagnoses = codes,
        Evidence = row.Evidence,
        Declared = new(row.Consent, row.RealTime, row.FirstVisit),
        CertType = row.CertType,
        HasRecord = row.MainCondition is not null && row.DiagnosedAt is not null,
        Symptoms = row.Symptoms?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Proof = row is { ProofOn: { } proven, ProofDiagnosis: { } of, ProofSource: { } source }
            ? new(proven, of, source)
            : null,
        TurnedOffline = row.TurnedOffline,
        ConsentedNotice = row.ConsentedNotice,
        State = row.State,
    };

    private sealed class CodedVisit
    {
        public required Visit Visit { get; init; }

        public required List<string> Codes { get; init; }
    }
}
