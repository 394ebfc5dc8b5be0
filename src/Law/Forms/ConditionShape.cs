using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>条件 — a map of facts that all hold, or a list of such maps of which any holds.</summary>
public sealed class ConditionShape : Shape<Condition>
{
    private const long Lowest = FactSet.Absent + 1;
    private static readonly FlagShape Flag = new();

    public override string Expected =>
        "a condition: a map of facts, such as { visit.kind: follow-up }, or a list of such maps";

    public override bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out Condition value)
    {
        value = null;
        var alternatives = new List<IReadOnlyList<FactTest>>();
        var good = true;
        foreach (var one in node is YamlList list ? list.Items : [node])
        {
            if (one is not YamlMap { Entries.Count: > 0 } map)
            {
                return reader.Refuse(one, this);
            }

            var tests = new List<FactTest>();
            foreach (var entry in map.Entries)
            {
                var test = TestOf(entry, reader);
                good &= test is not null;
                if (test is not null)
                {
                    tests.Add(test);
                }
            }

            alternatives.Add(tests);
        }

        value = good && alternatives.Count > 0 ? new Condition(alternatives) : null;
        return value is not null;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        foreach (var map in (node is YamlList list ? list.Items : [node]).OfType<YamlMap>())
        {
            foreach (var entry in map.Entries)
            {
                if (FactNames.Find(entry.Key.Text) is { } fact)
                {
                    ValueSites(fact, entry.Value, $"{path}.{entry.Key.Text}", sites);
                }
            }
        }
    }

    private static FactTest? TestOf(YamlEntry entry, FormReader reader)
    {
        var fact = FactNames.Find(entry.Key.Text);
        if (fact is null)
        {
            var nearest = Casing.Nearest(entry.Key.Text, FactNames.All);
            reader.Report(DiagnosticKinds.UnknownFact, entry.Key.Line, entry.Key.Text, nearest);
            return null;
        }

        reader.Field = entry.Key.Text;
        return fact.Type switch
        {
            FactType.Choice or FactType.ChoiceSet => Words(fact, entry.Value, reader),
            FactType.Flag => Flag.TryRead(entry.Value, reader, out var so)
                ? new FactTest(fact.Fact, TestKind.Between, so ? 1 : 0, so ? 1 : 0, [])
                : null,
            FactType.Number or FactType.Amount => Range(fact, entry.Value, reader),
            FactType.Code or FactType.CodeSet => Shapes.Codes.TryRead(entry.Value, reader, out var codes)
                ? new FactTest(fact.Fact, TestKind.CodeIn, 0, 0, codes)
                : null,
            FactType.Moment => Refuse(entry.Value, reader, "no test: a moment cannot be tested by a condition"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static FactTest? Words(FactDefinition fact, YamlNode node, FormReader reader)
    {
        long mask = 0;
        var expected = "one of " + string.Join(", ", fact.Values.Select(Casing.ToKebab));
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            var index = item is YamlScalar scalar ? FactNames.WordIndex(fact.Fact, scalar.Text) : -1;
            if (index < 0)
            {
                return Refuse(item, reader, expected);
            }

            mask |= 1L << index;
        }

        return mask == 0 ? Refuse(node, reader, expected) : new FactTest(fact.Fact, TestKind.AnyOf, mask, 0, []);
    }

    private static FactTest? Range(FactDefinition fact, YamlNode node, FormReader reader)
    {
        if (node is YamlScalar && Scaled(fact, node) is { } exact)
        {
            return new FactTest(fact.Fact, TestKind.Between, exact, exact, []);
        }

        if (node is YamlMap { Entries.Count: 1 or 2 } map
            && map.Entries.All(entry => entry.Key.Text is "from" or "to" && Scaled(fact, entry.Value) is not null))
        {
            var low = map.Find("from") is { } from ? Scaled(fact, from)!.Value : Lowest;
            var high = map.Find("to") is { } to ? Scaled(fact, to)!.Value : long.MaxValue;
            if (low <= high)
            {
                return new FactTest(fact.Fact, TestKind.Between, low, high, []);
            }
        }

        return Refuse(node, reader, "a number, or a range { from: 2, to: 4 } with from not above to");
    }

    private static long? Scaled(FactDefinition fact, YamlNode node)
    {
        if (node is not YamlScalar scalar || !Numbers.TryDecimal(scalar.Text, out var number)
            || Math.Abs(number) > 1_000_000_000m)
        {
            return null;
        }

        if (fact.Type == FactType.Amount)
        {
            return number.Scale <= 2 ? Money.FromYuan(number).Fen : null;
        }

        return number.Scale <= 4 ? decimal.ToInt64(number * FactSet.NumberScale) : null;
    }

    private static FactTest? Refuse(YamlNode node, FormReader reader, string expected)
    {
        reader.Refuse(node, new TextShape(expected));
        return null;
    }

    private static void ValueSites(FactDefinition fact, YamlNode node, string path, ICollection<MutationSite> sites)
    {
        switch (fact.Type)
        {
            case FactType.Choice or FactType.ChoiceSet:
                WordSites(fact, node, path, sites);
                break;
            case FactType.Flag:
                Flag.AddSites(node, path, sites);
                break;
            case FactType.Number or FactType.Amount:
                NumberSites(node, path, sites);
                break;
        }
    }

    private static void WordSites(FactDefinition fact, YamlNode node, string path, ICollection<MutationSite> sites)
    {
        var written = (node is YamlList list ? list.Items : [node]).OfType<YamlScalar>().ToList();
        var used = written.Select(one => FactNames.WordIndex(fact.Fact, one.Text)).ToHashSet();
        foreach (var scalar in written)
        {
            var index = FactNames.WordIndex(fact.Fact, scalar.Text);
            var others = Enumerable.Range(1, fact.Values.Count - 1)
                .Select(step => (index + step) % fact.Values.Count).ToList();
            var other = others.Find(one => !used.Contains(one)) is var free && !used.Contains(free) ? free : others[0];
            sites.Add(new MutationSite(scalar, path, Casing.ToKebab(fact.Values[other])));
        }
    }

    private static void NumberSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        var any = new NumberShape(-1_000_000_000m, 1_000_000_000m, 4, "a number");
        if (node is not YamlMap map)
        {
            any.AddSites(node, path, sites);
            return;
        }

        foreach (var entry in map.Entries)
        {
            any.AddSites(entry.Value, $"{path}.{entry.Key.Text}", sites);
        }
    }
}

/// <summary>Facts and their words by the names of law files.</summary>
public static class FactNames
{
    /// <summary>Every fact's name in kebab-case.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. FactVocabulary.All.Select(fact => Casing.ToKebab(fact.Path))];

    public static FactDefinition? Find(string written) => FactVocabulary.Find(Casing.ToCamel(written));

    /// <summary>The place of a word in a fact's closed list, −1 when it is not there.</summary>
    public static int WordIndex(Fact fact, string written) => FactVocabulary.IndexOf(fact, Casing.ToCamel(written));
}
