using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement;

internal sealed class SettledHistory(Session session) : ISettledHistory
{
    public async Task<IReadOnlyList<SettledClaim>?> StandingAsync(
        IReadOnlyCollection<InstitutionId> institutions, DateOnly first, DateOnly last, int most, CancellationToken ct)
    {
        var inst = institutions.Select(one => one.Value).ToList();
        var standing = session.Db.Set<SettlementRow>().AsNoTracking().Where(row => inst.Contains(row.InstId)
            && row.ServiceOn >= first && row.ServiceOn <= last && row.Reverses == null && row.ReversedBy == null);

        // Counted first: nothing is read of more than may be answered.
        if (await standing.Take(most + 1).CountAsync(ct) > most)
        {
            return null;
        }

        var rows = await standing.ToListAsync(ct);
        return rows.ConvertAll(row => new SettledClaim(
            new(row.PersonId),
            new(row.SettlementId),
            new(row.VisitId),
            new(row.InstId),
            row.ServiceOn,
            row.Fee,
            row.FundTotal,
            row.Facts));
    }
}
