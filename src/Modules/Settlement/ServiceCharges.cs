using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement;

internal sealed class ServiceCharges(Session session) : IServiceCharges
{
    private const string Service = "service";

    public async Task<IReadOnlyList<ItemCharge>> ByItemAsync(
        InstitutionId institution, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var db = session.Db;
        var lines = await (
            from row in db.Set<SettlementRow>().AsNoTracking()
            where row.InstId == institution.Value && row.ServiceOn >= first && row.ServiceOn <= last &&
                row.Reverses == null && row.ReversedBy == null
            join line in db.Set<FeeLine>().AsNoTracking()
                on new { row.PersonId, row.VisitId, row.ChrgBchno, row.Generation }
                equals new { line.PersonId, line.VisitId, line.ChrgBchno, line.Generation }
            where line.Kind == Service
            select new { line.ItemCode, line.Amount }).ToListAsync(ct);
        return
        [
            .. lines.GroupBy(line => line.ItemCode, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ItemCharge(
                    group.Key,
                    group.Aggregate(Money.Zero, (sum, line) => sum + line.Amount),
                    group.Count())),
        ];
    }
}
