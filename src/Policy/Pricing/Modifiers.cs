using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>加收与封顶 — counts, adjustments and caps, in the order and on the base that the rule names.</summary>
internal static class Modifiers
{
    public static PriceAnswer? Count<TSink>(
        PriceItem item, CountRule rule, FactSet facts, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (!facts.Has(rule.Of))
        {
            return PriceAnswer.Lacks(rule.Of, item.ClauseId, item);
        }

        var scaled = facts[rule.Of];
        if (scaled % FactSet.NumberScale != 0 || scaled < rule.AtLeast * FactSet.NumberScale)
        {
            return PriceAnswer.Refuse(RefusalCode.NoPriceRow, item.ClauseId, item);
        }

        var count = scaled / FactSet.NumberScale;
        if (count > rule.Included)
        {
            var before = unit;
            unit += rule.EachExtra.Times(count - rule.Included);
            steps.Add(StepLabel.CountedExtras, before, unit, item.ClauseId);
        }

        if (rule.Cap is { Scope: CapScope.Counted } cap)
        {
            Bound(cap, count, StepLabel.CountCap, item, ref unit, ref steps);
        }

        return null;
    }

    public static PriceAnswer? Adjust<TSink>(
        PriceItem item, FactSet facts, Money row, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        for (var i = 0; i < item.Adjustments.Count; i++)
        {
            var adjustment = item.Adjustments[i];
            var holds = adjustment.When.Evaluate(facts, out var missing);
            if (holds == Truth.Unknown)
            {
                return PriceAnswer.Lacks(missing, item.ClauseId, item);
            }

            if (holds == Truth.No)
            {
                continue;
            }

            if (adjustment.Group is not null && AnotherOfGroup(item, i, facts))
            {
                return PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item);
            }

            var before = unit;
            unit += (adjustment.Base == AdjustBase.Running ? unit : row).Times(adjustment.Percent / 100m);
            steps.Add(
                adjustment.Percent < 0 ? StepLabel.Reduction : StepLabel.Surcharge, before, unit, item.ClauseId);
        }

        if (item.Count is { Cap: { Scope: CapScope.Total } cap } rule && facts.Has(rule.Of))
        {
            Bound(cap, facts[rule.Of] / FactSet.NumberScale, StepLabel.TotalCap, item, ref unit, ref steps);
        }

        return null;
    }

    private static void Bound<TSink>(
        CountCap cap, long count, StepLabel label, PriceItem item, ref Money unit, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (count < cap.From || (cap.Mode == CapMode.AtMost && unit <= cap.Total))
        {
            return;
        }

        var before = unit;
        unit = cap.Total;
        steps.Add(label, before, unit, item.ClauseId);
    }

    private static bool AnotherOfGroup(PriceItem item, int index, FactSet facts)
    {
        for (var i = 0; i < item.Adjustments.Count; i++)
        {
            if (i != index && item.Adjustments[i].Group == item.Adjustments[index].Group &&
                item.Adjustments[i].When.Evaluate(facts, out _) == Truth.Yes)
            {
                return true;
            }
        }

        return false;
    }
}
