using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>What goes wrong with JSON on its way: wrong types, absent or doubled members, absurd values.</summary>
internal static class Mutations
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "-0.01", "1e400", "1E3", "99999999999999999999999999", "0.000000001",
        "9223372036854775807", "999999999999", "100000000", "\"\"", "\" \"", "\"x\"", "\"-5\"", "\"1e9\"",
        "\"NaN\"", "\"999999999999.99\"", "\"79228162514264337593543950335\"", "\"0001-01-01\"", "\"9999-12-31\"",
        "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"2023-02-30\"", "\"2023-03-01\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"health\"", "\"000000\"", "\"999999\"", "\"53\"", "[]", "{}", "[null]",
        "[[]]", "[1]", "[{}]", "[\"\\udfff\"]", "{\"\\ud800\":1}", "{\"kind\":1}", "{\"state\":[]}",
    ];

    /// <summary>The question with one to three of its values replaced, removed, wrapped or doubled.</summary>
    public static string Of(Draw draw, Question question)
    {
        var json = question.Json;
        for (var i = draw.Int(1, 3); i > 0; i--)
        {
            json = Mutate(draw, json);
        }

        return json;
    }

    private static string Mutate(Draw draw, string json)
    {
        using var document = JsonDocument.Parse(json);
        var spots = Spots(document.RootElement).ToList();
        if (spots.Count == 0)
        {
            return json;
        }

        var chosen = draw.One(spots);
        var raw = draw.Int(0, 9) switch
        {
            0 => $"[{chosen.GetRawText()}]",
            1 => $"{{\"x\":{chosen.GetRawText()}}}",
            2 when chosen.ValueKind == JsonValueKind.Number => $"\"{chosen.GetRawText()}\"",
            _ => draw.One(Values),
        };
        return Print(document.RootElement, spots.IndexOf(chosen), raw);
    }

    private static IEnumerable<JsonElement> Spots(JsonElement element) => Children(element)
        .SelectMany(child => Spots(child).Prepend(child));

    private static IEnumerable<JsonElement> Children(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
        JsonValueKind.Array => element.EnumerateArray(),
        _ => [],
    };

    /// <summary>Prints the tree with the value at one place, counted as <see cref="Spots"/> does, replaced.</summary>
    private static string Print(JsonElement root, int place, string raw)
    {
        var at = -1;
        string Write(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().Select(
                member => RawName(member) + ":" + Child(member.Value))) + "}",
            JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Child)) + "]",
            _ => element.GetRawText(),
        };
        string Child(JsonElement element)
        {
            at++;
            if (at != place)
            {
                return Write(element);
            }

            at += Spots(element).Count();
            return raw;
        }

        return Write(root);
    }

    private static string RawName(JsonProperty member)
    {
        var text = member.ToString();
        return text[..(text.IndexOf("\":", StringComparison.Ordinal) + 1)];
    }
}
