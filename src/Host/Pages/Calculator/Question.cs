using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Host.Pages.Calculator;

/// <summary>
/// 试算问题 — the address of the calculator as the JSON question of <c>quote</c> and <c>adjudicate</c>, and back: a dot
/// descends, a number is a place in a list, a name that stands several times is a list of words.
/// </summary>
public static class Question
{
    public const string Mode = "mode";
    public const string Ask = "ask";
    public const string Search = "q";

    /// <summary>The most lines of a visit that a page takes.</summary>
    public const int MostLines = 5;

    private static readonly char[] Separators = [',', ' ', ';', '\u3001', '\uff0c', '\uff1b'];

    /// <summary>The question as JSON; empty values are not stated.</summary>
    public static JsonObject Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var root = new JsonObject();
        foreach (var (name, values) in query.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var stated = values.Select(value => value?.Trim() ?? "").Where(value => value.Length > 0).ToList();
            if (stated.Count > 0 && name is not (Mode or Ask or Search))
            {
                Set(root, name.Split('.'), Value(name, stated));
            }
        }

        Compact(root);
        return root;
    }

    /// <summary>The address that asks this question.</summary>
    public static string Address(string mode, JsonObject question)
    {
        var query = new QueryBuilder { { Mode, mode } };
        Write(query, "", question);
        query.Add(Ask, "1");
        return "/calculator" + query.ToQueryString() + "#answer";
    }

    /// <summary>The question with a JSON Merge Patch (RFC 7396) laid over it.</summary>
    public static JsonObject Merge(JsonObject question, JsonObject patch)
    {
        var merged = (JsonObject)question.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value is JsonObject inner
                    ? Merge(merged[name] as JsonObject ?? [], inner)
                    : value.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>The scalar at a dotted path, or null.</summary>
    public static string? Text(JsonNode? node, string path) => At(node, path) switch
    {
        JsonValue value => Text(value),
        JsonArray list => string.Join(' ', list.OfType<JsonValue>().Select(Text)),
        _ => null,
    };

    /// <summary>The words at a dotted path; one word is a list of one.</summary>
    public static IReadOnlyList<string> Words(JsonNode? node, string path) => At(node, path) switch
    {
        JsonValue value => [Text(value)],
        JsonArray list => [.. list.OfType<JsonValue>().Select(Text)],
        _ => [],
    };

    /// <summary>Every scalar of a patch with its dotted path, for saying what would change.</summary>
    public static IEnumerable<(string Path, string Value)> Leaves(JsonNode? node, string prefix = "") => node switch
    {
        JsonObject map => map.SelectMany(one =>
            Leaves(one.Value, prefix.Length == 0 ? one.Key : $"{prefix}.{one.Key}")),
        JsonArray list => list.SelectMany((one, index) => Leaves(one, one is JsonValue ? prefix : $"{prefix}.{index}")),
        JsonValue value => [(prefix, Text(value))],
        _ => [],
    };

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = node switch
            {
                JsonObject map => map[name],
                JsonArray list when Index(name) is { } index && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    private static string Text(JsonValue value) => value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : value.ToJsonString();

    private static JsonNode Value(string name, List<string> stated)
    {
        var codes = FactVocabulary.Find(name)?.Type == FactType.CodeSet ||
            name.EndsWith(".diagnosis", StringComparison.Ordinal) || name == "insured.twoDiseases";
        var all = codes
            ? [.. stated.SelectMany(one => one.Split(Separators, StringSplitOptions.RemoveEmptyEntries))]
            : stated;
        return all.Count == 1 && !codes ? all[0] : new JsonArray([.. all.Select(one => (JsonNode)one)]);
    }

    private static void Set(JsonObject root, string[] names, JsonNode value)
    {
        var current = root;
        foreach (var name in names[..^1])
        {
            if (current[name] is not JsonObject next)
            {
                next = [];
                current[name] = next;
            }

            current = next;
        }

        current[names[^1]] = value;
    }

    /// <summary>A map whose names are all numbers is a list.</summary>
    private static void Compact(JsonObject map)
    {
        foreach (var (name, value) in map.ToList())
        {
            if (value is not JsonObject inner)
            {
                continue;
            }

            Compact(inner);
            if (inner.Count > 0 && inner.All(one => Index(one.Key) is not null))
            {
                map[name] = new JsonArray(
                    [.. inner.OrderBy(one => Index(one.Key)).Select(one => one.Value?.DeepClone())]);
            }
        }
    }

    private static void Write(QueryBuilder query, string prefix, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    Write(query, prefix.Length == 0 ? name : $"{prefix}.{name}", value);
                }

                break;
            case JsonArray list when list.All(one => one is JsonValue):
                query.Add(prefix, list.OfType<JsonValue>().Select(Text));
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Write(query, $"{prefix}.{i}", list[i]);
                }

                break;
            case JsonValue value:
                query.Add(prefix, Text(value));
                break;
        }
    }

    private static int? Index(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 100
            ? index
            : null;
}
