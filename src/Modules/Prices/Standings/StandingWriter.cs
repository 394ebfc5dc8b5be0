using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Rows;

namespace Mingsuan.Prices.Standings;

/// <summary>状况所在 — whose standings of which kind change, and from which day on.</summary>
internal sealed record StandingPlace(Guid Inst, StandingKind Kind, string Area, DateOnly From);

/// <summary>新的状况 — what an item's standing is from now on.</summary>
internal sealed record NewStanding(
    string Item, int Number, Money? Price, string Words, bool Premium = false, bool Overseas = false);

/// <summary>状况的用词.</summary>
internal static class StandingWords
{
    public const string Accepted = "accepted";
    public const string Open = "open";
    public const string Included = "included";
    public const string Not = "not";
}

/// <summary>
/// 状况写入 — changes the projection in the transaction of what it follows from; a span is closed, not erased.
/// </summary>
internal static class StandingWriter
{
    /// <summary>
    /// What is given holds from the day on; what held before ends the day before. With <paramref name="whole"/>, so do
    /// the items of the place that are not named again. A later version that stands already is left as it is: an
    /// earlier one holds until the day before it, or not at all. Gives the rows that it wrote.
    /// </summary>
    public static async Task<IReadOnlyList<Standing>> ReplaceAsync(
        MingsuanDb db,
        StandingPlace place,
        IReadOnlyList<NewStanding> given,
        CancellationToken ct,
        bool whole = false)
    {
        var (inst, kind, area, from) = place;
        var items = given.Select(one => one.Item).ToArray();
        var held = await db.Set<Standing>().AsTracking()
            .Where(row => row.InstId == inst && row.Kind == kind && row.Area == area &&
                (row.ValidTo == null || row.ValidTo >= from || row.ValidFrom == from) &&
                (whole || items.Contains(row.Item)))
            .ToListAsync(ct);
        var later = held.FindAll(row => (row.ValidTo is null || row.ValidTo >= row.ValidFrom) &&
            given.Any(one => one.Item == row.Item && one.Number < row.Number));
        foreach (var row in held.Except(later))
        {
            row.ValidTo = row.ValidFrom < from ? from.AddDays(-1) : row.ValidFrom.AddDays(-1);
            row.Version++;
        }

        var written = new List<Standing>(held.Except(later));
        foreach (var one in given)
        {
            var until = later.Where(row => row.Item == one.Item).Min(row => (DateOnly?)row.ValidFrom)?.AddDays(-1);
            if (until < from)
            {
                continue;
            }

            if (held.Find(row => row.Item == one.Item && row.ValidFrom == from) is { } same)
            {
                (same.ValidTo, same.Number, same.Price) = (until, one.Number, one.Price);
                (same.Words, same.Premium, same.Overseas) = (one.Words, one.Premium, one.Overseas);
                continue;
            }

            var next = new Standing
            {
                InstId = inst,
                Item = one.Item,
                Kind = kind,
                Area = area,
                ValidFrom = from,
                ValidTo = until,
                Number = one.Number,
                Price = one.Price,
                Words = one.Words,
                Premium = one.Premium,
                Overseas = one.Overseas,
            };
            db.Add(next);
            written.Add(next);
        }

        return written;
    }
}
