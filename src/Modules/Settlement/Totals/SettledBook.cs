using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Totals;

/// <summary>
/// 结算簿 — an institution's settlements over the network in a span of Beijing days, and their subtotals online and
/// offline. (CX-26-1)
/// </summary>
internal sealed class SettledBook(Session session)
{
    /// <summary>Settled or reversed in the span, both days included; nothing on paper among them.</summary>
    public static IQueryable<SettlementRow> Between(MingsuanDb db, Guid inst, DateOnly from, DateOnly to)
    {
        var (begin, end) = (BeijingTime.StartOf(from), BeijingTime.StartOf(to.AddDays(1)));
        return db.Set<SettlementRow>().AsNoTracking().Where(row => row.InstId == inst &&
            row.SettledAt >= begin && row.SettledAt < end && row.Route == SettlementRow.Network);
    }

    /// <summary>Two subtotals and their sum; each fen is in exactly one of the two.</summary>
    public async Task<(Subtotal Offline, Subtotal Internet, Subtotal All)> ByChannelAsync(
        Guid inst, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (offline, internet, all) = (new Subtotal(), new Subtotal(), new Subtotal());
        var rows = Between(session.Db, inst, from, to).Select(SettledAmounts.Of);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            (row.Channel == Channels.Internet ? internet : offline).Add(row);
            all.Add(row);
        }

        return (offline, internet, all);
    }
}

/// <summary>渠道 — the words under which settlements keep it.</summary>
internal static class Channels
{
    public const string Internet = "internet";
    public const string Offline = "offline";
}
