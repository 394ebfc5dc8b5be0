using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Gateway.Access;

/// <summary>访问历史 — reads back what <see cref="StoredAccess"/> handed in, by the person whom it named.</summary>
internal sealed class StoredHistory(Session session) : IAccessHistory
{
    public async Task<IReadOnlyList<PastAccess>> PageAsync(
        PersonId person, Place? after, int limit, CancellationToken ct)
    {
        var subject = TrailSubject.Person(person.Value);
        var lines = session.Db.Set<AccessLine>().AsNoTracking()
            .Where(line => line.SubjectClass == subject.Class && line.Subject == subject.Key);
        if (after is not null)
        {
            var (at, batch, number) = (after.At, after.Id, after.Number);
            lines = lines.Where(line => line.At < at || (line.At == at
                && (line.BatchId.CompareTo(batch) < 0 || (line.BatchId == batch && line.Line < number))));
        }

        var page = await lines.OrderByDescending(line => line.At).ThenByDescending(line => line.BatchId)
            .ThenByDescending(line => line.Line)
            .Take(limit)
            .ToListAsync(ct);
        return page.ConvertAll(Read);
    }

    private static PastAccess Read(AccessLine line)
    {
        var mark = line.Actor.IndexOf('/', StringComparison.Ordinal);
        return new(
            new(line.At, line.BatchId, line.Line),
            Some(line.Actor[..Math.Max(mark, 0)]),
            Some(line.Actor[(mark + 1)..]),
            line.Action,
            line.Outcome);
    }

    private static string? Some(string text) => text.Length > 0 ? text : null;
}
