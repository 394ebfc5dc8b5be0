using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>计数加收 — <c>count: { of: slides, included: 2, each-extra: 100, cap: { … } }</c>.</summary>
internal static class CountShape
{
    private static readonly Field<Fact> Of = new("of", new FactShape(FactType.Number), "the fact counted", true);
    private static readonly Field<int> AtLeast = new("at-least", Shapes.Whole(), "fewer are refused");
    private static readonly Field<int> Included = new("included", Shapes.Whole(), "so many are in the price", true);
    private static readonly Field<Money> EachExtra = new("each-extra", Shapes.Money, "what each more adds", true);

    // At a cap's first count the price may already equal the cap; one count later it cannot.
    private static readonly Field<int> From = new("from", Shapes.Whole(step: 2), "the count from which it holds", true);
    private static readonly Field<Money> Total = new("total", Shapes.Money, "the amount of the cap", true);
    private static readonly Field<CapMode> Mode =
        new("mode", Shapes.WordOf<CapMode>(), "at-most: the lower of the two; exactly: this much (default at-most)");

    private static readonly Field<CapScope> Scope =
        new("scope", Shapes.WordOf<CapScope>(), "counted: before adjustments; total: after them (default counted)");

    private static readonly Field<CountCap> Cap = new("cap",
        new FormShape<CountCap>(new Form("cap", [From, Total, Mode, Scope]), values => new CountCap(
            values.Get(From), values.Get(Total), values.Get(Mode, CapMode.AtMost),
            values.Get(Scope, CapScope.Counted))),
        "a bound from some count on");

    public static readonly FormShape<CountRule> Shape = new(
        new Form("count", [Of, AtLeast, Included, EachExtra, Cap]),
        values => new CountRule(
            values.Get(Of), values.Get(AtLeast, 1), values.Get(Included), values.Get(EachExtra), values.Find(Cap)));
}

/// <summary>加收减收 — <c>adjust: [ { when: …, percent: 50, base: running, group: … } ]</c>.</summary>
internal static class AdjustShape
{
    private static readonly Field<Condition> When = new("when", Shapes.Condition, "the case", true);
    private static readonly Field<decimal> Percent =
        new("percent", new NumberShape(-100, 1000, 4, "per cent, −100 to 1000"), "more, or with a minus less", true);

    private static readonly Field<AdjustBase> Base =
        new("base", Shapes.WordOf<AdjustBase>(), "running: of the amount so far (default); unit-price: of the row");

    private static readonly Field<string> Group =
        new("group", Shapes.Name, "at most one adjustment of a group may apply; two are refused");

    public static readonly FormShape<Adjustment> Shape = new(
        new Form("adjust", [When, Percent, Base, Group]),
        values => new Adjustment(
            values.Get(When), values.Get(Percent), values.Get(Base, AdjustBase.Running), values.Find(Group)));
}

/// <summary>数量 — <c>quantity: { of: started-hours, hours: 24, at-most: 1 }</c>.</summary>
internal static class QuantityShape
{
    private static readonly Field<QuantityOf> Of = new("of", Shapes.WordOf<QuantityOf>(), "how it follows (stated)");
    private static readonly Field<int> Hours = new("hours", Shapes.Whole(1), "the length of a spell (24)");
    private static readonly Field<int> AtMost = new("at-most", Shapes.Whole(1), "the most of one charge");

    public static readonly FormShape<(QuantityOf, int, int?)> Shape = new(
        new Form("quantity", [Of, Hours, AtMost]),
        values => (values.Get(Of, QuantityOf.Stated), values.Get(Hours, 24), values.Maybe(AtMost)));
}

/// <summary>加收项 — <c>add-on: { of: [CODE], at-most: 1, not-with: [CODE] }</c>.</summary>
internal static class AddOnShape
{
    private static readonly Field<IReadOnlyList<string>> Of = new("of", Shapes.Codes, "the main items", true);
    private static readonly Field<int> AtMost = new("at-most", Shapes.Whole(1), "so many with one main item (1)");
    private static readonly Field<IReadOnlyList<string>> NotWith = new("not-with", Shapes.Codes, "not beside these");

    public static readonly FormShape<AddOn> Shape = new(
        new Form("add-on", [Of, AtMost, NotWith]),
        values => new AddOn(values.Get(Of), values.Get(AtMost, 1), values.Get(NotWith, [])));
}

/// <summary>The name of a fact of one type.</summary>
internal sealed class FactShape(FactType type) : ScalarShape<Fact>(
    "one of the facts " + string.Join(", ", OfType(type)))
{
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Fact value)
    {
        var found = FactNames.Find(text);
        value = found?.Fact ?? default;
        return found?.Type == type;
    }

    protected override string? Other(Fact value)
    {
        var all = OfType(type).ToList();
        var at = all.IndexOf(Casing.ToKebab(FactVocabulary.Of(value).Path));
        return all.Count < 2 ? null : all[(at + 1) % all.Count];
    }

    private static IEnumerable<string> OfType(FactType type) =>
        FactVocabulary.All.Where(one => one.Type == type).Select(one => Casing.ToKebab(one.Path));
}
