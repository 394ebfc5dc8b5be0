using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>同时收费 — what else is charged together: an add-on needs its main item; nothing is charged twice.</summary>
internal static class Companions
{
    public static PriceAnswer Check(PriceItem item, FactSet facts)
    {
        var with = facts.CodesOf(Fact.With);
        if (Meets(item.Covers, with) || (item.AddOn is { } one && Meets(one.NotWith, with)))
        {
            return PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item);
        }

        if (item.AddOn is not { } addOn)
        {
            return PriceAnswer.Priced(Money.Zero, item);
        }

        if (!Meets(addOn.Of, with))
        {
            return PriceAnswer.Refuse(RefusalCode.NotApplicable, item.ClauseId, item);
        }

        return facts.Has(Fact.Quantity) && facts.Number(Fact.Quantity) > addOn.AtMost
            ? PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item)
            : PriceAnswer.Priced(Money.Zero, item);
    }

    private static bool Meets(IReadOnlyList<string> list, ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (list.Contains(code))
            {
                return true;
            }
        }

        return false;
    }
}
