using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Searching;

/// <summary>一页结算 — rows, the latest first, and where the next page begins, if there is one.</summary>
internal sealed record SettlementPage(IReadOnlyList<SettlementRow> Rows, PageKey? Next);

/// <summary>结算查询 — settlements by what is known of them, a page at a time, by key.</summary>
internal sealed class SettlementSearch(
    Session session, IInstitutionDirectory institutions, IPersonDirectory persons, TimeProvider clock)
{
    public const int MostRows = 200;

    /// <summary>
    /// One page; a filter that names nobody finds nothing. With <paramref name="within"/>, only at those institutions.
    /// </summary>
    public async Task<SettlementPage> PageAsync(
        SettlementFilter filter,
        IReadOnlyCollection<Guid>? within,
        PageKey? after,
        int limit,
        CancellationToken ct)
    {
        var (inst, person) = (default(Guid?), default(Guid?));
        if (filter.Institution is { } code)
        {
            inst = (await institutions.FindAsync(code, clock.Today(), ct))?.Id.Value ?? Guid.Empty;
        }

        if (filter.PsnNo is { } number)
        {
            person = (await persons.ByNumberAsync(number, ct))?.Id.Value ?? Guid.Empty;
        }

        var rows = filter.Apply(session.Db, inst, person);
        rows = within is null ? rows : rows.Where(row => within.Contains(row.InstId));
        if (after is { } key)
        {
            var (at, id) = key;
            rows = rows.Where(row => row.SettledAt < at ||
                (row.SettledAt == at && row.SettlementId.CompareTo(id) < 0));
        }

        var take = Math.Clamp(limit, 1, MostRows);
        var found = await rows.OrderByDescending(row => row.SettledAt).ThenByDescending(row => row.SettlementId)
            .Take(take + 1)
            .ToListAsync(ct);
        var page = found.Take(take).ToList();
        return new SettlementPage(page, found.Count > take ? PageKey.Of(page[^1]) : null);
    }
}
