using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>What <c>price:</c> says: rows, the price of another item, or the institution's own.</summary>
public sealed record PriceSaid(IReadOnlyList<PriceRow> Rows, SameAs? SameAs, bool SelfSet);

/// <summary>
/// 价格 — an amount; rows <c>{ when, amount }</c> or <c>{ when, from, to }</c>; <c>{ by: FACT, word: amount }</c>;
/// <c>{ same-as: CODE, with: { … } }</c>; or <c>self-set</c>.
/// </summary>
public sealed class PriceShape : Shape<PriceSaid>
{
    public const string SelfSetWord = "self-set";

    private static readonly Field<Condition> When = new("when", Shapes.Condition, "the case of this price");
    private static readonly Field<Money> Amount = new("amount", Shapes.Money, "the price");
    private static readonly Field<Money> From = new("from", Shapes.Money, "the lowest the institution may choose");
    private static readonly Field<Money> To = new("to", Shapes.Money, "the highest the institution may choose");
    private static readonly Form RowForm = new("price", [When, Amount, From, To]);
    private static readonly FormShape<PriceRow> Row = new(RowForm, RowOf);

    private static readonly Field<string> Item = new("same-as", Shapes.Code, "the item whose price holds", true);
    private static readonly Field<Condition> With =
        new("with", Shapes.Condition, "facts set otherwise when that price is looked up");

    private static readonly FormShape<SameAs> Same = new(new Form("price", [Item, With]), SameOf);

    public override string Expected =>
        "an amount, a list of rows { when, amount } or { when, from, to }, a map { by: fact, word: amount }, "
        + "{ same-as: code, with: … } or the word self-set";

    public override IReadOnlyList<Form> Nested => [RowForm, Same.Form];

    public override bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out PriceSaid value)
    {
        value = node switch
        {
            YamlScalar { Text: SelfSetWord } => new PriceSaid([], null, true),
            YamlScalar => Shapes.Money.TryRead(node, reader, out var amount) ? One(amount) : null,
            YamlList => new ListShape<PriceRow>(Row).TryRead(node, reader, out var rows) ? Rows(rows) : null,
            YamlMap map when map.Find("same-as") is not null =>
                Same.TryRead(map, reader, out var same) ? new PriceSaid([], same, false) : null,
            YamlMap map when map.Find("by") is not null => ByFact(map, reader),
            _ => Nothing(node, reader),
        };
        return value is not null;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        switch (node)
        {
            case YamlScalar { Text: not SelfSetWord }:
                Shapes.Money.AddSites(node, path, sites);
                break;
            case YamlList list:
                new ListShape<PriceRow>(Row).AddSites(list, path, sites);
                break;
            case YamlMap map when map.Find("same-as") is not null:
                Same.AddSites(map, path, sites);
                break;
            case YamlMap map when map.Find("by") is YamlScalar by:
                BySites(map, by, path, sites);
                break;
        }
    }

    private static PriceSaid One(Money amount) => Rows([new PriceRow(Condition.Always, amount, amount)]);

    private static PriceSaid Rows(IReadOnlyList<PriceRow> rows) => new(rows, null, false);

    private PriceSaid? Nothing(YamlNode node, FormReader reader)
    {
        reader.Refuse(node, this);
        return null;
    }

    private static PriceRow? RowOf(FormValues values)
    {
        var when = values.Get(When, Condition.Always);
        if (values.Has(Amount) && !values.Has(From) && !values.Has(To))
        {
            return new PriceRow(when, values.Get(Amount), values.Get(Amount));
        }

        if (!values.Has(Amount) && values.Has(From) && values.Has(To) && values.Get(From) <= values.Get(To))
        {
            return new PriceRow(when, values.Get(From), values.Get(To));
        }

        values.Reader.Report(
            DiagnosticKinds.BadValue, values.Line, "{…}", "price", "either 'amount', or 'from' and 'to' in order");
        return null;
    }

    private static SameAs? SameOf(FormValues values)
    {
        var with = new List<KeyValuePair<Fact, long>>();
        foreach (var test in values.Get(With, Condition.Always).Alternatives.SelectMany(all => all))
        {
            var exact = test.Kind == TestKind.AnyOf && System.Numerics.BitOperations.PopCount((ulong)test.Low) == 1;
            if (!exact && !(test.Kind == TestKind.Between && test.Low == test.High))
            {
                values.Reader.Report(DiagnosticKinds.BadValue, values.LineOf(With), test.Fact.ToString(), "with",
                    "exactly one value for each fact");
                return null;
            }

            var isSet = FactVocabulary.Of(test.Fact).Type == FactType.ChoiceSet;
            var value = exact && !isSet ? System.Numerics.BitOperations.TrailingZeroCount(test.Low) : test.Low;
            with.Add(KeyValuePair.Create(test.Fact, value));
        }

        return new SameAs(values.Get(Item), with);
    }

    private static PriceSaid? ByFact(YamlMap map, FormReader reader)
    {
        if (map.Find("by") is not YamlScalar by
            || FactNames.Find(by.Text) is not { Type: FactType.Choice } fact)
        {
            reader.Report(DiagnosticKinds.BadValue, map.Line, (map.Find("by") as YamlScalar)?.Text ?? "…", "price.by",
                "a fact with a closed list, such as institution.level");
            return null;
        }

        var rows = new List<PriceRow>();
        var good = true;
        foreach (var entry in map.Entries.Where(one => one.Key.Text != "by"))
        {
            var index = FactNames.WordIndex(fact.Fact, entry.Key.Text);
            if (index < 0)
            {
                good = false;
                reader.Report(DiagnosticKinds.BadValue, entry.Key.Line, entry.Key.Text, by.Text,
                    "one of " + string.Join(", ", fact.Values.Select(Casing.ToKebab)));
            }
            else if (Shapes.Money.TryRead(entry.Value, reader, out var amount))
            {
                var when = new Condition([[new FactTest(fact.Fact, TestKind.AnyOf, 1L << index, 0, [])]]);
                rows.Add(new PriceRow(when, amount, amount));
            }
            else
            {
                good = false;
            }
        }

        return good && rows.Count > 0 ? Rows(rows) : null;
    }

    private static void BySites(YamlMap map, YamlScalar by, string path, ICollection<MutationSite> sites)
    {
        if (FactNames.Find(by.Text) is not { Type: FactType.Choice } fact)
        {
            return;
        }

        var twin = FactVocabulary.All.FirstOrDefault(
            other => other.Fact != fact.Fact && other.Type == FactType.Choice
                && other.Values.SequenceEqual(fact.Values));
        if (twin is not null)
        {
            sites.Add(new MutationSite(by, path + ".by", Casing.ToKebab(twin.Path)));
        }

        foreach (var entry in map.Entries.Where(one => one.Key != by && one.Key.Text != "by"))
        {
            var free = fact.Values.Select(Casing.ToKebab).FirstOrDefault(word => map.Find(word) is null);
            if (free is not null)
            {
                sites.Add(new MutationSite(entry.Key, $"{path}.{entry.Key.Text}", free));
            }

            Shapes.Money.AddSites(entry.Value, $"{path}.{entry.Key.Text}", sites);
        }
    }
}
