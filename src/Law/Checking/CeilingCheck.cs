using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Checking;

/// <summary>最高限价 — a lower area's document never prices an item above a superior area's price.</summary>
internal sealed class CeilingCheck(CheckedLibrary library, DiagnosticSink sink)
{
    public void Run()
    {
        var items = library.Rules
            .SelectMany(rule => rule.Provisions.OfType<PriceItem>(), (rule, item) => (Rule: rule, Item: item))
            .GroupBy(one => one.Item.Item, StringComparer.Ordinal);
        foreach (var (lower, upper) in items.SelectMany(group => group.SelectMany(_ => group, (a, b) => (a, b))))
        {
            if (IsAbove(upper.Item, lower.Item) && lower.Item.Effective.Overlaps(upper.Item.Effective))
            {
                Compare(lower.Rule, lower.Item, upper.Rule, upper.Item);
            }
        }
    }

    private bool IsAbove(PriceItem upper, PriceItem lower)
    {
        var areas = library.Areas;
        return upper.Jurisdiction != lower.Jurisdiction
            && areas.ChainOf(areas.CodeOf(lower.Jurisdiction)).Contains(upper.Jurisdiction);
    }

    private void Compare(LawRule rule, PriceItem lower, LawRule ceiling, PriceItem upper)
    {
        foreach (var row in lower.Rows)
        {
            var when = Conditions.And(lower.When, row.When);
            foreach (var above in upper.Rows)
            {
                if (Highest(lower, row) > Highest(upper, above)
                    && ConditionAlgebra.Meet(when, Conditions.And(upper.When, above.When)))
                {
                    sink.Report(DiagnosticKinds.AboveCeiling, rule.Document.Path, rule.Block.Line, rule.Clause.Article,
                        Highest(lower, row).ToString(), lower.Item, Highest(upper, above).ToString(),
                        ceiling.Document.Path, $"{ceiling.Block.Line}");
                    return;
                }
            }
        }
    }

    private static Money Highest(PriceItem item, PriceRow row) =>
        item.UpliftPercent is { } percent ? row.To.Times(1 + (percent / 100m)) : row.To;
}
