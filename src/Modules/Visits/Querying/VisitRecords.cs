using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Querying;

internal sealed class VisitRecords(Session session) : IVisitRecords
{
    public async Task<IReadOnlyList<VisitRecord>> PageAsync(
        PersonId person, Place? after, int limit, CancellationToken ct)
    {
        var rows = session.Db.Set<Visit>().AsNoTracking().Where(row => row.PersonId == person.Value);
        if (after is not null)
        {
            var (at, id) = (after.At, after.Id);
            rows = rows.Where(row => row.BeganAt < at || (row.BeganAt == at && row.VisitId.CompareTo(id) < 0));
        }

        var page = await rows.OrderByDescending(row => row.BeganAt).ThenByDescending(row => row.VisitId)
            .Take(limit)
            .ToListAsync(ct);
        return await RecordsAsync(person, page, ct);
    }

    public async Task<VisitRecord?> FindAsync(PersonId person, VisitId visit, CancellationToken ct)
    {
        var rows = await session.Db.Set<Visit>().AsNoTracking()
            .Where(row => row.PersonId == person.Value && row.VisitId == visit.Value)
            .ToListAsync(ct);
        return (await RecordsAsync(person, rows, ct)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<VisitRecord>> RecordsAsync(
        PersonId person, IReadOnlyList<Visit> visits, CancellationToken ct)
    {
        var ids = visits.Select(one => one.VisitId).ToList();
        var diagnoses = (await session.Db.Set<VisitDiagnosis>().AsNoTracking()
            .Where(row => row.PersonId == person.Value && ids.Contains(row.VisitId))
            .OrderBy(row => row.Place)
            .ToListAsync(ct)).ToLookup(row => row.VisitId);
        return [.. visits.Select(row => new VisitRecord
        {
            Id = new(row.VisitId),
            Institution = new(row.InstId),
            IptOtpNo = row.IptOtpNo,
            BeganAt = row.BeganAt,
            Channel = row.Channel,
            Department = row.DeptName,
            Doctor = row.DoctorName.Plain,
            Condition = row.MainCondition?.Plain,
            Disease = row.DiseName,
            Diagnoses = [.. diagnoses[row.VisitId].Select(one => new RecordedDiagnosis(one.DiagCode, one.DiagName))],
            State = row.State,
        })];
    }
}
