using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Rows;

namespace Mingsuan.Prices.Filing;

/// <summary>
/// 特需规模 — what special-need and overseas services came to of all services of an institution in a span of days; the
/// share is in ten-thousandths. (CX-8-2)
/// </summary>
internal sealed record PremiumScale(Money All, Money Premium, Money Overseas, IReadOnlyList<ItemCharge> Items)
{
    private const int Whole = 10_000;

    /// <summary>特需占比; nothing charged is no share.</summary>
    public int? Share => All == Money.Zero ? null : (int)((Premium + Overseas).Fen * Whole / All.Fen);

    /// <summary>The scale from what was charged, by what was ever filed as special for an item.</summary>
    public static PremiumScale Of(IReadOnlyList<ItemCharge> charges, IEnumerable<PriceFiling> filings)
    {
        var kinds = filings.GroupBy(row => row.Item, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MaxBy(row => row.Number)!.Kind, StringComparer.Ordinal);
        bool Is(ItemCharge one, FiledPriceKind kind) => kinds.TryGetValue(one.Item, out var filed) && filed == kind;
        return new PremiumScale(
            Sum(charges),
            Sum(charges.Where(one => Is(one, FiledPriceKind.Premium))),
            Sum(charges.Where(one => Is(one, FiledPriceKind.Overseas))),
            [.. charges.Where(one => Is(one, FiledPriceKind.Premium) || Is(one, FiledPriceKind.Overseas))]);
    }

    private static Money Sum(IEnumerable<ItemCharge> charges) =>
        charges.Aggregate(Money.Zero, (sum, one) => sum + one.Amount);
}

/// <summary>特需统计 — asks settlement what was charged.</summary>
internal sealed class PremiumStatistics(IServiceCharges charges, FilingBook filings)
{
    public async Task<PremiumScale> OfAsync(Guid inst, DateOnly from, DateOnly to, CancellationToken ct) =>
        PremiumScale.Of(
            await charges.ByItemAsync(new InstitutionId(inst), from, to, ct), await filings.OfAsync(inst, ct));
}
