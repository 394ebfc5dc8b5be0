using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;

namespace Mingsuan.Law.Checking;

/// <summary>An expectation that the answer does not meet.</summary>
public sealed record Mismatch(string What, string Expected, string Found, int Line);

/// <summary>用例检验 — puts an example's question and compares the answer with what it expects.</summary>
public static class ExampleCheck
{
    /// <summary>The first expectation that fails; null when the example holds.</summary>
    public static Mismatch? Run(LawSnapshot law, LawExample example, ExampleRunner runner)
    {
        JsonObject answer;
        try
        {
            answer = runner.Answer(law, example);
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or ArgumentException or OverflowException)
        {
            return new Mismatch("an answer", "one", trouble.Message, example.Line);
        }

        return example.Expected.Select(one => Compare(one, answer)).FirstOrDefault(one => one is not null);
    }

    private static Mismatch? Compare(YamlEntry expected, JsonObject answer)
    {
        var (key, value) = (expected.Key.Text, expected.Value);
        return key switch
        {
            "quote" => Value("amount", value, answer["amount"], answer),
            "refused" => Value("code", value, Text(answer["decision"]) == "refused" ? answer["code"] : null, answer),
            "adjudicate" or "look-up" => Members(value, answer),
            "missing" => Words(key, value, Array(answer, "missing", _ => _)),
            "clause" => Clause(value, answer),
            _ => Member(key, value, answer),
        };
    }

    private static Mismatch? Members(YamlNode value, JsonObject answer)
    {
        if (value is not YamlMap map)
        {
            return new Mismatch("a map", "members of the answer", Show(value), value.Line);
        }

        return map.Entries
            .Select(one => Member(one.Key.Text, one.Value, answer))
            .FirstOrDefault(one => one is not null);
    }

    private static Mismatch? Member(string key, YamlNode value, JsonObject answer)
    {
        switch (key)
        {
            case "why":
                return Words(key, value, Array(answer, "why", one => one!["code"]));
            case "refused-lines":
                var ids = (value as YamlList)?.Items.All(
                    one => !Show(one).StartsWith("E-", StringComparison.Ordinal));
                return Words(key, value, Array(answer, "refusedLines", one => one![ids == true ? "id" : "code"]));
            case "lines" when value is YamlMap lines:
                return lines.Entries.Select(one => Line(one, answer)).FirstOrDefault(one => one is not null);
            case "clause":
                return Clause(value, answer);
            default:
                var found = answer[key] ?? answer[Casing.ToCamel(key)];
                return found is JsonObject inner && value is YamlMap ? Members(value, inner)
                    : found is JsonArray array ? Words(key, value, array)
                    : Value(key, value, found, answer);
        }
    }

    private static Mismatch? Line(YamlEntry expected, JsonObject answer)
    {
        var line = (answer["lines"] as JsonArray)?.OfType<JsonObject>()
            .FirstOrDefault(one => Text(one["id"]) == expected.Key.Text);
        return line is null
            ? new Mismatch("line", expected.Key.Text, "no such line", expected.Key.Line)
            : Members(expected.Value, line);
    }

    private static Mismatch? Clause(YamlNode value, JsonObject answer)
    {
        var cited = ((answer["clauses"] as JsonArray) ?? [])
            .Concat(((answer["steps"] as JsonArray) ?? []).Select(step => step?["clause"]))
            .Append(answer["clause"])
            .SelectMany(clause => new[]
            {
                Text(clause?["article"]), $"{Text(clause?["document"])} {Text(clause?["article"])}",
            })
            .ToList();
        return cited.Contains(Show(value))
            ? null
            : new Mismatch("clause", Show(value), string.Join(", ", cited.Distinct()), value.Line);
    }

    private static Mismatch? Words(string key, YamlNode value, JsonArray found)
    {
        var expected = (value is YamlList list ? list.Items : [value]).Select(one => Word(Show(one)));
        var words = found.Select(Text).ToList();
        return expected.Order(StringComparer.Ordinal).SequenceEqual(
            words.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? null
            : new Mismatch(key, Show(value), $"[{string.Join(", ", words)}]", value.Line);
    }

    /// <summary>A word of a closed list in camelCase; codes, which have capitals, and days as they stand.</summary>
    private static string Word(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0]) && !text.Any(char.IsAsciiLetterUpper)
            ? Casing.ToCamel(text)
            : text;

    private static Mismatch? Value(string key, YamlNode value, JsonNode? found, JsonObject answer)
    {
        var (expected, text) = (Show(value), Text(found));
        var same = expected == text || Casing.ToCamel(expected) == text
            || (Numbers.TryDecimal(expected, out var one) && Numbers.TryDecimal(text, out var other) && one == other);
        if (same)
        {
            return null;
        }

        var shown = found is null ? Outcome(answer) : text;
        return new Mismatch(key, expected, shown, value.Line);
    }

    private static string Outcome(JsonObject answer) => Text(answer["decision"]) switch
    {
        "refused" => $"refused {Text(answer["code"])} {answer["missing"]?.ToJsonString()}".TrimEnd(),
        "priced" => $"priced {Text(answer["amount"])}",
        "settled" => "settled, without this member",
        _ => "nothing of the kind",
    };

    private static JsonArray Array(JsonObject answer, string name, Func<JsonNode?, JsonNode?> pick) =>
        new([.. ((answer[name] as JsonArray) ?? []).Select(one => pick(one)?.DeepClone())]);

    private static string Text(JsonNode? node) => node is JsonValue value
        ? value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => value.GetValue<string>(),
            System.Text.Json.JsonValueKind.True => "true",
            System.Text.Json.JsonValueKind.False => "false",
            _ => value.ToString(),
        }
        : node?.ToJsonString() ?? "";

    private static string Show(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text,
        YamlList list => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", list.Items.Select(Show))}]"),
        _ => "{…}",
    };
}
