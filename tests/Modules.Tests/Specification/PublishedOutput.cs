using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Gateway.Specification;

namespace Mingsuan.Modules.Tests.Specification;

/// <summary>A real output held against what is published of it: nodes, fields, what is always there, types.</summary>
internal static class PublishedOutput
{
    public static void Hold(SpecTransaction published, JsonNode output)
    {
        var roots = published.Output.Where(node => node.Path is not ("" or "[]"))
            .Select(node => node.Path.Split('.')[0].Replace("[]", "", StringComparison.Ordinal)).ToList();
        if (output is JsonObject whole && published.Output.All(node => node.Path != ""))
        {
            whole.Select(node => node.Key).Except(roots)
                .ShouldBeEmpty($"{published.Infno}: nodes that are not published");
        }

        foreach (var node in published.Output)
        {
            var rows = Rows(output, node.Path).ToList();
            (rows.Count > 0 || node.Fields.Count == 0).ShouldBeTrue($"{published.Infno} {node.Path}: no row was seen");
            foreach (var row in rows)
            {
                Hold($"{published.Infno} {node.Path}", node, row);
            }
        }
    }

    private static void Hold(string place, SpecNode node, JsonObject row)
    {
        row.Select(field => field.Key).Except(node.Fields.Select(field => field.Name))
            .ShouldBeEmpty($"{place}: fields that are not published");
        node.Fields.Select(field => field.Name).Except(row.Select(field => field.Key))
            .ShouldBeEmpty($"{place}: published, and not given");
        node.Fields.Where(field => field.Required && string.IsNullOrEmpty(row[field.Name]?.ToString()))
            .Select(field => field.Name).ShouldBeEmpty($"{place}: said to be always there, and empty");
        node.Fields.Where(field => !Fits(field.Type, row[field.Name]))
            .Select(field => $"{field.Name} {field.Type}: {row[field.Name]!.ToJsonString()}")
            .ShouldBeEmpty($"{place}: not of the published type");
    }

    private static bool Fits(string type, JsonNode? value) => (type[0], value) switch
    {
        (_, null) => true,
        ('o', _) => value is JsonObject,
        ('N', _) => value.GetValueKind() == JsonValueKind.Number,
        (_, JsonValue text) when text.GetValueKind() == JsonValueKind.String => Fits(type, text.GetValue<string>()),
        _ => false,
    };

    private static bool Fits(string type, string text) => type switch
    {
        _ when text.Length == 0 => true,
        "D" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "DT" => DateTime.TryParseExact(
            text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ['C', '(', .. var limit, ')'] => text.Length <= int.Parse(limit, CultureInfo.InvariantCulture),
        _ => type == "C",
    };

    private static IEnumerable<JsonObject> Rows(JsonNode? node, string path)
    {
        IEnumerable<JsonNode?> found = [node];
        foreach (var part in path.Length == 0 ? [] : path.Split('.'))
        {
            var name = part.Replace("[]", "", StringComparison.Ordinal);
            found = name.Length == 0 ? found : found.Select(one => one?[name]);
            found = part.EndsWith("[]", StringComparison.Ordinal)
                ? found.SelectMany(one => one?.AsArray() ?? [])
                : found;
        }

        return found.OfType<JsonObject>();
    }
}
