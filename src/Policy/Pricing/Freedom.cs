using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>
/// 定价方式 — what an institution may charge where the price is not simply the row: guided, market, agreed, self-set,
/// a range, an uplift.
/// </summary>
internal static class Freedom
{
    public static PriceAnswer? Apply<TSink>(PriceQuestion question, PriceItem item, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var facts = question.Facts;
        var regime = RegimeOf(question, out var lacks);
        if (regime is null && lacks is { } fact && facts.Has(Fact.InstitutionChargedPrice))
        {
            return PriceAnswer.Lacks(fact, item.ClauseId, item);
        }

        return regime?.Freedom switch
        {
            PriceFreedom.Market => Own(
                facts, Fact.InstitutionChargedPrice, item, regime.ClauseId, StepLabel.MarketPrice, ref unit, ref steps),
            PriceFreedom.Agreement => Own(
                facts, Fact.InstitutionAgreementPrice, item, regime.ClauseId, StepLabel.AgreementPrice, ref unit,
                ref steps),
            _ => AtMost(facts, item, regime?.ClauseId ?? item.ClauseId, ref unit, ref steps),
        };
    }

    /// <summary>自主定价: the filed price; charging above it is refused.</summary>
    public static PriceAnswer SelfSet<TSink>(FactSet facts, PriceItem item, out Money price, ref TSink steps)
        where TSink : struct, IStepSink
    {
        price = Money.Zero;
        if (!facts.Has(Fact.InstitutionFiledPrice))
        {
            return PriceAnswer.Lacks(Fact.InstitutionFiledPrice, item.ClauseId, item);
        }

        var filed = facts.Amount(Fact.InstitutionFiledPrice);
        price = facts.Has(Fact.InstitutionChargedPrice) ? facts.Amount(Fact.InstitutionChargedPrice) : filed;
        if (price > filed)
        {
            return PriceAnswer.Refuse(RefusalCode.OverCeiling, item.ClauseId, item);
        }

        steps.Add(StepLabel.SelfSetPrice, Money.Zero, price, item.ClauseId);
        return PriceAnswer.Priced(price, item);
    }

    /// <summary>浮动区间: what the institution charges, within the row's bounds.</summary>
    public static PriceAnswer InRange<TSink>(
        FactSet facts, PriceItem item, PriceRow row, out Money price, ref TSink steps)
        where TSink : struct, IStepSink
    {
        price = Money.Zero;
        if (!facts.Has(Fact.InstitutionChargedPrice))
        {
            return PriceAnswer.Lacks(Fact.InstitutionChargedPrice, item.ClauseId, item);
        }

        price = facts.Amount(Fact.InstitutionChargedPrice);
        if (price > row.To)
        {
            return PriceAnswer.Refuse(RefusalCode.OverCeiling, item.ClauseId, item);
        }

        if (price < row.From)
        {
            return PriceAnswer.Refuse(RefusalCode.NoPriceRow, item.ClauseId, item);
        }

        steps.Add(StepLabel.RangePrice, Money.Zero, price, item.ClauseId);
        return PriceAnswer.Priced(price, item);
    }

    /// <summary>An item without a price: only an institution with a market price may name one.</summary>
    public static PriceAnswer Unlisted<TSink>(PriceQuestion question, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var regime = RegimeOf(question, out _);
        if (regime is not { Freedom: PriceFreedom.Market })
        {
            return PriceAnswer.Refuse(RefusalCode.NoPriceRow, -1);
        }

        var unit = Money.Zero;
        var refused = Own(
            question.Facts, Fact.InstitutionChargedPrice, null, regime.ClauseId, StepLabel.MarketPrice, ref unit,
            ref steps);
        if (refused is { } bad)
        {
            return bad;
        }

        var quantity = question.Facts.Has(Fact.Quantity) ? question.Facts.Number(Fact.Quantity) : 1m;
        if (quantity == 1m)
        {
            return PriceAnswer.Priced(unit, null);
        }

        var total = unit.Times(quantity);
        steps.Add(StepLabel.TimesQuantity, unit, total, regime.ClauseId);
        return PriceAnswer.Priced(total, null);
    }

    private static PriceRegime? RegimeOf(PriceQuestion question, out Fact? lacks)
    {
        lacks = null;
        foreach (var regime in question.Region.Regimes)
        {
            if (!regime.Effective.Contains(question.On))
            {
                continue;
            }

            switch (regime.When.Evaluate(question.Facts, out var missing))
            {
                case Truth.Yes:
                    return regime;
                case Truth.Unknown:
                    lacks ??= missing;
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static PriceAnswer? Own<TSink>(
        FactSet facts, Fact price, PriceItem? item, int clause, StepLabel label, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (!facts.Has(price))
        {
            return PriceAnswer.Lacks(price, clause, item);
        }

        var before = unit;
        unit = facts.Amount(price);
        steps.Add(label, before, unit, clause);
        return null;
    }

    private static PriceAnswer? AtMost<TSink>(
        FactSet facts, PriceItem item, int clause, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (!facts.Has(Fact.InstitutionChargedPrice))
        {
            return null;
        }

        var charged = facts.Amount(Fact.InstitutionChargedPrice);
        var ceiling = item.UpliftPercent is { } uplift ? unit + unit.Times(uplift / 100m) : unit;
        if (charged > ceiling)
        {
            return PriceAnswer.Refuse(RefusalCode.OverCeiling, clause, item);
        }

        if (charged != unit)
        {
            steps.Add(charged < unit ? StepLabel.ChargedBelowListed : StepLabel.Uplift, unit, charged, clause);
            unit = charged;
        }

        return null;
    }
}
