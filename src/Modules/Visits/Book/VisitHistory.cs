using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Visits.Book;

internal sealed class VisitHistory(Session session) : IVisitHistory
{
    /// <summary>So many persons are asked about in one statement.</summary>
    private const int AtOnce = 500;

    public async Task<IReadOnlyDictionary<VisitId, PastVisit>> OfAsync(
        IReadOnlyCollection<VisitOf> visits, CancellationToken ct)
    {
        var found = new Dictionary<VisitId, PastVisit>();
        foreach (var some in visits.Distinct().Chunk(AtOnce))
        {
            var persons = some.Select(one => one.Person.Value).Distinct().ToList();
            var ids = some.Select(one => one.Visit.Value).ToList();
            var rows = await session.Db.Set<Visit>().AsNoTracking()
                .Where(row => persons.Contains(row.PersonId) && ids.Contains(row.VisitId)).ToListAsync(ct);
            foreach (var row in rows)
            {
                found[new(row.VisitId)] = new()
                {
                    BeganAt = row.BeganAt,
                    Channel = row.Channel,
                    DoctorCode = row.DoctorCode,
                    DoctorName = row.DoctorName.Plain,
                    DepartmentCode = row.DeptCode,
                    DepartmentName = row.DeptName,
                    FirstVisit = row.FirstVisit,
                };
            }
        }

        return found;
    }
}
