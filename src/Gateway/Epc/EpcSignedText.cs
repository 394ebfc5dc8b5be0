using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Gateway.Epc;

/// <summary>空值剔除 — how deep the installed clients leave empty values out.</summary>
internal enum EpcPruning
{
    /// <summary>At every depth; an object that thereby becomes empty stays as `{}`.</summary>
    Within,

    /// <summary>At every depth, and again what thereby becomes empty.</summary>
    Whole,

    /// <summary>Only of the outer object.</summary>
    Outside,
}

/// <summary>签名串写法 — where the installed clients differ.</summary>
internal readonly record struct EpcForm(bool NumbersAsText, EpcPruning Pruning)
{
    /// <summary>The forms that an institution's signature may have, that of the official kit first.</summary>
    public static IEnumerable<EpcForm> Of(EpcNumbers numbers) =>
        from text in numbers switch
        {
            EpcNumbers.Text => [true],
            EpcNumbers.Number => [false],
            _ => new[] { true, false },
        }
        from pruning in new[] { EpcPruning.Within, EpcPruning.Whole, EpcPruning.Outside }
        select new EpcForm(text, pruning);
}

/// <summary>
/// 签名串 — the one text of an outer object and its data that is signed: members in order of their names, empty ones left
/// out, the secret behind. (nhsa §16.2)
/// </summary>
internal static class EpcSignedText
{
    private const string Data = "data";
    private static readonly string[] LeftOut = ["signData", "encData", "extra", Data];

    public static string Of(JsonObject outer, JsonObject data, EpcForm form, ReadOnlySpan<byte> secret)
    {
        var members = outer
            .Where(member => !LeftOut.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            .Append(KeyValuePair.Create<string, JsonNode?>(Data, data))
            .Select(member => (member.Key, Value: Kept(member.Value, form.Pruning)))
            .Where(member => !IsEmpty(member.Value))
            .OrderBy(member => member.Key, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, value) in members)
        {
            text.Append(name).Append('=');
            if (value is JsonValue scalar)
            {
                text.Append(TextOf(scalar) ?? scalar.ToJsonString());
            }
            else
            {
                Write(text, value, form);
            }

            text.Append('&');
        }

        return text.Append("key=").Append(Encoding.UTF8.GetString(secret)).ToString();
    }

    private static JsonNode? Kept(JsonNode? node, EpcPruning pruning) =>
        pruning == EpcPruning.Whole ? Pruned(node) : node;

    private static JsonNode? Pruned(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .Select(field => KeyValuePair.Create(field.Key, Pruned(field.Value)))
            .Where(field => !IsEmpty(field.Value))),
        JsonArray items => new JsonArray([.. items.Select(Pruned).Where(item => !IsEmpty(item))]),
        _ => node?.DeepClone(),
    };

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject fields => fields.Count == 0,
        JsonArray items => items.Count == 0,
        JsonValue value => TextOf(value) is "",
        _ => false,
    };

    private static string? TextOf(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static void Write(StringBuilder text, JsonNode? node, EpcForm form)
    {
        switch (node)
        {
            case JsonObject fields:
                var written = fields.Where(field => Stays(field.Value, form))
                    .OrderBy(field => field.Key, StringComparer.Ordinal);
                Join(text, '{', '}', written, field =>
                {
                    Quote(text, field.Key);
                    text.Append(':');
                    Write(text, field.Value, form);
                });
                break;
            case JsonArray items:
                Join(text, '[', ']', items.Where(item => Stays(item, form)), item => Write(text, item, form));
                break;
            case JsonValue value when TextOf(value) is { } plain:
                Quote(text, plain);
                break;
            case JsonValue value when form.NumbersAsText:
                Quote(text, value.ToJsonString());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static bool Stays(JsonNode? node, EpcForm form) => form.Pruning == EpcPruning.Outside || !IsEmpty(node);

    private static void Join<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(item);
        }

        text.Append(close);
    }

    // As the clients' libraries write texts: only what JSON demands is escaped, Chinese and signs of HTML are not.
    private static void Quote(StringBuilder text, string plain)
    {
        text.Append('"');
        foreach (var sign in plain)
        {
            _ = sign switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => text.Append(sign),
            };
        }

        text.Append('"');
    }
}
