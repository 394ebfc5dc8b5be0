using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>
/// 计价数量 — how many units, whole ones only: as stated, or as beginning and end decide for a timed service.
/// </summary>
internal static class Quantities
{
    private const long SecondsPerHour = 3600;
    private const long SecondsPerDay = 24 * SecondsPerHour;

    public static PriceAnswer Times<TSink>(PriceItem item, FactSet facts, Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var quantity = facts.Has(Fact.Quantity) ? facts.Number(Fact.Quantity) : 1m;
        if (quantity != decimal.Truncate(quantity))
        {
            return PriceAnswer.Disagrees(Fact.Quantity, item.ClauseId, item);
        }

        if (item.QuantityOf != QuantityOf.Stated && facts.Has(Fact.StartedAt) && facts.Has(Fact.EndedAt))
        {
            var counted = Counted(item, facts[Fact.StartedAt], facts[Fact.EndedAt]);
            if (counted < 1 || (facts.Has(Fact.Quantity) && quantity != counted))
            {
                return PriceAnswer.Disagrees(counted < 1 ? Fact.EndedAt : Fact.Quantity, item.ClauseId, item);
            }

            quantity = counted;
        }

        if (item.QuantityAtMost is { } most && quantity > most)
        {
            return PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item);
        }

        if (quantity == 1m)
        {
            return PriceAnswer.Priced(unit, item);
        }

        var total = unit.Times(quantity);
        steps.Add(StepLabel.TimesQuantity, unit, total, item.ClauseId);
        return PriceAnswer.Priced(total, item);
    }

    private static long Counted(PriceItem item, long started, long ended)
    {
        if (ended <= started)
        {
            return 0;
        }

        var spell = item.QuantityHours * SecondsPerHour;
        return item.QuantityOf == QuantityOf.CalendarDays
            ? ((ended - 1) / SecondsPerDay) - (started / SecondsPerDay) + 1
            : (ended - started + spell - 1) / spell;
    }
}
