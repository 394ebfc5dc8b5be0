using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Visits.Book;

internal sealed class VisitBook(Session session) : IVisitBook
{
    private static readonly VisitState[] Diagnosed =
        [VisitState.Diagnosed, VisitState.Detailed, VisitState.Settled, VisitState.Reversed];

    public async Task<VisitFacts?> FindAsync(PersonId person, VisitId visit, CancellationToken ct)
    {
        var row = await session.Db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(
            found => found.PersonId == person.Value && found.VisitId == visit.Value, ct);
        return row is null ? null : Facts(row, await CodesAsync(person, [visit.Value], ct));
    }

    public async Task<IReadOnlyList<OfflineVisit>> OfflineVisitsAsync(
        PersonId person, DateOnly from, DateOnly to, VisitId? except, CancellationToken ct)
    {
        var skipped = except?.Value ?? Guid.Empty;
        var rows = await session.Db.Set<Visit>().AsNoTracking()
            .Where(row => row.PersonId == person.Value && row.Channel == VisitChannel.Offline
                && row.BeganOn >= from && row.BeganOn <= to && row.VisitId != skipped
                && Diagnosed.Contains(row.State))
            .OrderByDescending(row => row.BeganAt)
            .ToListAsync(ct);
        var codes = await CodesAsync(person, rows.Select(row => row.VisitId).ToArray(), ct);
        return rows.Select(row => new OfflineVisit(
            new(row.VisitId), new(row.InstId), row.BeganOn, codes[row.VisitId].ToList())).ToList();
    }

    public async Task MarkAsync(PersonId person, VisitId visit, VisitState state, CancellationToken ct)
    {
        var row = await session.Db.Set<Visit>().AsTracking().SingleAsync(
            found => found.PersonId == person.Value && found.VisitId == visit.Value, ct);
        if (row.State == state)
        {
            return;
        }

        row.State = state;
        row.Version++;
        await session.Db.SaveChangesAsync(ct);
    }

    private async Task<ILookup<Guid, string>> CodesAsync(PersonId person, Guid[] visits, CancellationToken ct)
    {
        var rows = await session.Db.Set<VisitDiagnosis>().AsNoTracking()
            .Where(row => row.PersonId == person.Value && visits.Contains(row.VisitId))
            .OrderBy(row => row.Place)
            .Select(row => new { row.VisitId, row.DiagCode })
            .ToListAsync(ct);
        return rows.ToLookup(row => row.VisitId, row => row.DiagCode);
    }

    private static VisitFacts Facts(Visit row, ILookup<Guid, string> codes) => new()
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
        Diagnoses = codes[row.VisitId].ToList(),
        Evidence = row.Evidence,
        Declared = new(row.Consent, row.RealTime, row.FirstVisit),
        State = row.State,
    };
}
