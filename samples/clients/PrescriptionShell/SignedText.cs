using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.PrescriptionShell;

/// <summary>The text that is signed: members in order, empty ones left out, `key=` and the secret at the end.</summary>
public static class SignedText
{
    /// <summary>The text over the outer fields and the data in the clear.</summary>
    public static string Of(JsonObject outer, JsonObject data, string secret, bool numbersAsText)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in outer)
        {
            if (name is not ("signData" or "encData" or "extra" or "data") && !IsEmpty(value))
            {
                parts[name] = value is JsonValue ? value.ToString() : Compact(value!, numbersAsText);
            }
        }

        if (data.Count > 0)
        {
            parts["data"] = Compact(data, numbersAsText);
        }

        return string.Join('&', parts.Select(part => part.Key + "=" + part.Value)) + "&key=" + secret;
    }

    private static string Compact(JsonNode node, bool numbersAsText) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields
            .Where(field => !IsEmpty(field.Value))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => Quoted(field.Key) + ":" + Compact(field.Value!, numbersAsText))) + "}",
        JsonArray items => "[" + string.Join(',', items
            .Where(item => !IsEmpty(item))
            .Select(item => Compact(item!, numbersAsText))) + "]",
        _ when node.GetValueKind() == JsonValueKind.String => Quoted(node.GetValue<string>()),
        _ => numbersAsText ? Quoted(node.ToJsonString()) : node.ToJsonString(),
    };

    // Not by a serializer: most escape more than quotation marks, backslashes and control characters.
    private static string Quoted(string text) => "\"" + string.Concat(text.Select(sign => sign switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
        _ => sign.ToString(),
    })) + "\"";

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => true,
        _ => node.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length == 0,
    };
}
