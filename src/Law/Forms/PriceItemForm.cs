using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>价格项目 — the form of <c>price-item</c>.</summary>
public static class PriceItemForm
{
    private static readonly Field<string> Code = new("price-item", Shapes.Code, "the item's code as printed", true);
    private static readonly Field<string> Name = new("name", Shapes.Name, "the item's name as printed", true);
    private static readonly Field<string> Unit = new("unit", Shapes.Name, "what one of it is", true);
    private static readonly Field<string> Category =
        new("category", new TextShape("a word"), "the kind of service, such as follow-up or remote-consultation");

    private static readonly Field<PriceSaid> Price = new("price", new PriceShape(), "the price and its cases", true);
    private static readonly Field<IReadOnlyList<Need>> Needs = NeedShape.Field();
    private static readonly Field<CountRule> Count = new("count", CountShape.Shape, "a price that follows a count");
    private static readonly Field<IReadOnlyList<Adjustment>> Adjust =
        new("adjust", new ListShape<Adjustment>(AdjustShape.Shape), "percentages more or less, in this order");

    private static readonly Field<(QuantityOf Of, int Hours, int? AtMost)> Quantity =
        new("quantity", QuantityShape.Shape, "how the quantity follows, and its bound");

    private static readonly Field<decimal> AtMostPercent =
        new("at-most-percent", new NumberShape(0, 1000, 4, "per cent"), "so much above the listed price", true);

    private static readonly Field<UpliftSaid> Uplift = new("uplift",
        new FormShape<UpliftSaid>(new Form("uplift", [AtMostPercent]), v => new UpliftSaid(v.Get(AtMostPercent))),
        "how far the institution may go above the listed price");

    private static readonly Field<AddOn> AddOn = new("add-on", AddOnShape.Shape, "stands only with a main item");
    private static readonly Field<bool> Premium = new("premium", Shapes.Flag, "a service of special need");
    private static readonly Field<IReadOnlyList<string>> Covers =
        new("covers", Shapes.Codes, "items that this one contains: charging them beside it is charging twice");

    private static readonly Field<DateOnly> TrialUntil =
        new("trial-until", Shapes.Date, "last day of the trial, if other than the document's");

    public static readonly RuleForm Form = new(
        Code,
        "one priced service",
        [Name, Unit, Category, Price, Needs, Count, Adjust, Quantity, Uplift, AddOn, Premium, Covers, TrialUntil],
        Build);

    private sealed record UpliftSaid(decimal Percent);

    private static IEnumerable<Provision> Build(FormValues values)
    {
        var price = values.Get(Price);
        var (of, hours, atMost) = values.Get(Quantity, (QuantityOf.Stated, 24, null));
        yield return new PriceItem
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Item = values.Get(Code),
            Name = values.Get(Name),
            Unit = values.Get(Unit),
            Category = Casing.ToCamel(values.Get(Category, "other")),
            TrialUntil = values.Maybe(TrialUntil),
            Rows = price.Rows,
            SameAs = price.SameAs,
            SelfSet = price.SelfSet,
            Needs = values.Get(Needs, []),
            Count = values.Find(Count),
            Adjustments = values.Get(Adjust, []),
            QuantityOf = of,
            QuantityHours = hours,
            QuantityAtMost = atMost,
            UpliftPercent = values.Find(Uplift)?.Percent,
            AddOn = values.Find(AddOn),
            Premium = values.Get(Premium, false),
            Covers = values.Get(Covers, []),
            TrialClauseId = values.Reader.ClauseId,
        };
    }
}
