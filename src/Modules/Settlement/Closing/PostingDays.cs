using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Closing;

/// <summary>
/// 入账日 — a closed day's list decides; what is on no list posts on its own Beijing day, or on the first open day when
/// that one is closed.
/// </summary>
internal static class PostingDays
{
    /// <summary>
    /// How far behind a closed day a settlement may still turn up: its transaction was open while the day was closed.
    /// </summary>
    private const int LateDays = 7;

    /// <summary>已入账至 — the last closed day, or none.</summary>
    public static Task<DateOnly?> MarkAsync(MingsuanDb db, Guid inst, CancellationToken ct) =>
        db.Set<DayClose>().Where(row => row.InstId == inst).MaxAsync(row => (DateOnly?)row.Day, ct);

    /// <summary>The day on which an unlisted settlement posts.</summary>
    public static DateOnly Open(DateTime settledAt, DateOnly? mark)
    {
        var day = BeijingTime.Day(settledAt);
        return mark is { } closed && day <= closed ? closed.AddDays(1) : day;
    }

    /// <summary>Settlements of an institution before an instant that are on no list.</summary>
    public static IQueryable<SettlementRow> Unposted(MingsuanDb db, Guid inst, DateOnly? mark, DateTime before)
    {
        var since = mark is { } closed ? BeijingTime.StartOf(closed.AddDays(-LateDays)) : DateTime.UnixEpoch;
        return db.Set<SettlementRow>().AsNoTracking().Where(row => row.InstId == inst &&
            row.SettledAt >= since && row.SettledAt < before && row.Route == SettlementRow.Network &&
            !db.Set<DayCloseItem>().Any(
                item => item.InstId == row.InstId && item.SettlementId == row.SettlementId));
    }

    /// <summary>What is not closed yet, each with the day on which it will post.</summary>
    public static async Task<List<(DateOnly Day, SettledAmounts Row)>> OpenAsync(
        MingsuanDb db, Guid inst, DateTime before, CancellationToken ct)
    {
        var mark = await MarkAsync(db, inst, ct);
        var rows = await Unposted(db, inst, mark, before).Select(SettledAmounts.Of).ToListAsync(ct);
        return rows.ConvertAll(row => (Open(row.SettledAt, mark), row));
    }
}
