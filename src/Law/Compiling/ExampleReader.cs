using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Compiling;

/// <summary>
/// Reads example blocks: <c>given</c>, or <c>base</c> and <c>cases</c>, and the expectations beside them.
/// </summary>
public sealed class ExampleReader(LawDocument document, LawClause clause, LawBlock block, DiagnosticSink sink)
{
    private static readonly string[] Structural = ["given", "base", "cases", "verb", "name", "note"];
    private static readonly string[] Verbs = ["quote", "adjudicate", "clock", "look-up", "review"];

    public IEnumerable<LawExample> Read()
    {
        if (block.Root is not YamlMap map)
        {
            Refuse(block.Line, "it is not a map");
            return [];
        }

        if (map.Find("cases") is null)
        {
            return One(map, map, map.Find("given"), []) is { } single ? [single] : [];
        }

        if (map.Find("cases") is not YamlList cases || cases.Items.Any(one => one is not YamlMap))
        {
            Refuse(block.Line, "'cases' is a list of maps with 'given' and expectations");
            return [];
        }

        var shared = map.Find("base") as YamlMap;
        return cases.Items.Cast<YamlMap>()
            .Select(one => One(map, one, one.Find("given"), shared is null ? [] : JsonOfYaml.Object(shared)))
            .OfType<LawExample>()
            .ToList();
    }

    private LawExample? One(YamlMap top, YamlMap one, YamlNode? given, JsonObject shared)
    {
        if (given is not (null or YamlMap))
        {
            Refuse(given.Line, "'given' is a map of facts");
            return null;
        }

        var facts = JsonOfYaml.Merge(shared, given is YamlMap map ? JsonOfYaml.Object(map) : []);
        var expected = one.Entries.Where(entry => !Structural.Contains(entry.Key.Text)).ToList();
        if (expected.Count == 0)
        {
            Refuse(one.Line, "it expects nothing; say quote:, adjudicate:, due:, found: or refused:");
            return null;
        }

        var named = (one.Find("verb") ?? top.Find("verb")) as YamlScalar;
        if (named is not null && !Verbs.Contains(named.Text))
        {
            Refuse(named.Line, $"the verb '{named.Text}' is none of {string.Join(", ", Verbs)}");
            return null;
        }

        var verb = named is null ? Guess(facts, expected) : (ExampleVerb)Array.IndexOf(Verbs, named.Text);
        Default(facts, verb);
        var name = ((one.Find("name") ?? top.Find("name")) as YamlScalar)?.Text;
        var element = JsonSerializer.SerializeToElement(facts);
        return new LawExample(document, clause, block, one.Line, name, verb, element, expected);
    }

    private static ExampleVerb Guess(JsonObject facts, List<YamlEntry> expected)
    {
        var keys = expected.Select(one => one.Key.Text).ToList();
        return 0 switch
        {
            _ when facts.ContainsKey("claims") => ExampleVerb.Review,
            _ when keys.Contains("look-up") || facts.ContainsKey("ask") => ExampleVerb.LookUp,
            _ when keys.Contains("quote") || facts.ContainsKey("item") => ExampleVerb.Quote,
            _ when keys.Contains("adjudicate") || facts.ContainsKey("lines") => ExampleVerb.Adjudicate,
            _ when keys.Contains("due") || facts.ContainsKey("step") => ExampleVerb.Clock,
            _ => ExampleVerb.Quote,
        };
    }

    /// <summary>Area, day and item from the document where the example does not say.</summary>
    private void Default(JsonObject facts, ExampleVerb verb)
    {
        if (verb == ExampleVerb.Clock)
        {
            facts.TryAdd("document", document.Front.Number);
            return;
        }

        facts.TryAdd("region", document.Front.Jurisdiction);
        facts.TryAdd("on", document.Front.Effective.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (verb == ExampleVerb.Quote && ItemAbove() is { } item)
        {
            facts.TryAdd("item", item);
        }
    }

    private string? ItemAbove()
    {
        var above = document.Clauses
            .TakeWhile(one => one != clause)
            .SelectMany(one => one.Blocks)
            .Concat(clause.Blocks.TakeWhile(one => one != block));
        return above.LastOrDefault(one => one.Kind == BlockKind.Rule && ItemOf(one) is not null) is { } rule
            ? ItemOf(rule)
            : null;
    }

    private static string? ItemOf(LawBlock rule) =>
        ((rule.Root as YamlMap)?.Find(Forms.PriceItemForm.Form.Kind) as YamlScalar)?.Text;

    private void Refuse(int line, string reason) =>
        sink.Report(DiagnosticKinds.BadExample, document.Path, line, clause.Article, reason);
}
