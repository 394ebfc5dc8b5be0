using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement;

internal sealed class ChargeBook(Session session) : IChargeBook
{
    public async Task<bool> HasChargesAsync(PersonId person, VisitId visit, CancellationToken ct)
    {
        var settled = session.Db.Set<SettlementRow>().AsNoTracking().Where(
            row => row.PersonId == person.Value && row.VisitId == visit.Value && row.Reverses == null);
        if (await settled.AnyAsync(row => row.ReversedBy == null, ct))
        {
            return true;
        }

        return await session.Db.Set<FeeLine>().AsNoTracking().AnyAsync(
            line => line.PersonId == person.Value && line.VisitId == visit.Value &&
                !settled.Any(row => row.ChrgBchno == line.ChrgBchno && row.Generation == line.Generation),
            ct);
    }

    public async Task<ChargedVisit?> FindAsync(PersonId person, SettlementId settlement, CancellationToken ct)
    {
        var row = await session.Db.Set<SettlementRow>().AsNoTracking()
            .Where(one => one.PersonId == person.Value && one.SettlementId == settlement.Value)
            .Select(one => new { one.InstId, one.VisitId, Stands = one.Reverses == null && one.ReversedBy == null })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new(new(row.InstId), new(row.VisitId), row.Stands);
    }
}
