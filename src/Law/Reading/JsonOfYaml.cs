using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mingsuan.Law.Reading;

/// <summary>
/// YAML 转 JSON — an example's facts as the JSON that the verbs take: keys and words from kebab-case to camelCase;
/// codes, dates and whatever stands in quotes stay as written.
/// </summary>
public static partial class JsonOfYaml
{
    public static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMap map => Object(map),
        YamlList list => new JsonArray([.. list.Items.Select(Convert)]),
        YamlScalar scalar => Value(scalar),
        _ => null,
    };

    /// <summary>A map as an object.</summary>
    public static JsonObject Object(YamlMap map) =>
        new(map.Entries.Select(one => KeyValuePair.Create(Casing.ToCamel(one.Key.Text), Convert(one.Value))));

    /// <summary>Lays <paramref name="over"/> on <paramref name="under"/>, objects member by member.</summary>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
        {
            merged[name] = merged[name] is JsonObject below && value is JsonObject above
                ? Merge(below, above)
                : value?.DeepClone();
        }

        return merged;
    }

    private static JsonNode? Value(YamlScalar scalar)
    {
        if (scalar.Quoted)
        {
            return scalar.Text;
        }

        if (scalar.IsEmpty)
        {
            return null;
        }

        return scalar.Text switch
        {
            "true" => true,
            "false" => false,
            var text when NumberPattern().IsMatch(text) => JsonNode.Parse(text),
            var text when WordPattern().IsMatch(text) => Casing.ToCamel(text),
            var text => text,
        };
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("^[a-z]+(-[a-z0-9]+)+$")]
    private static partial Regex WordPattern();
}
