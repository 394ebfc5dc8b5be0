using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 规范 JSON — one byte form for one value, so that it can be hashed: members sorted by UTF-16 code unit, no white space,
/// shortest escapes (as RFC 8785). Numbers are integers within ±(2^53 − 1); a decimal is given as a string.
/// </summary>
public static class CanonicalJson
{
    private const long LargestInteger = (1L << 53) - 1;
    private const int DeepestNesting = 64;

    /// <summary>The canonical UTF-8 bytes; throws <see cref="ArgumentException"/> for a value that has none.</summary>
    public static byte[] Bytes(JsonNode? node) => StrictUtf8.GetBytes(Text(node));

    /// <summary>The canonical text.</summary>
    public static string Text(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.ToString();
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create(string.Concat(Enumerable.Range(0, 32).Select(n => (char)n)) + "\"\\");

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ArgumentException($"nested deeper than {DeepestNesting}", nameof(node));
        }

        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members, depth);
                break;
            case JsonArray items:
                WriteArray(text, items, depth);
                break;
            default:
                WriteValue(text, node.AsValue());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members, int depth)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value, depth + 1);
            separator = ",";
        }

        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonArray items, int depth)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Write(text, item, depth + 1);
            separator = ",";
        }

        text.Append(']');
    }

    private static void WriteValue(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Number:
                text.Append(Integer(value).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"no canonical form for {value.GetValueKind()}", nameof(value));
        }
    }

    private static long Integer(JsonValue value)
    {
        var number = value.TryGetValue<long>(out var whole) ? whole
            : value.TryGetValue<int>(out var small) ? small
            : throw new ArgumentException("a number is an integer; give a decimal as a string", nameof(value));
        return number is >= -LargestInteger and <= LargestInteger
            ? number
            : throw new ArgumentException("an integer lies within ±(2^53 − 1)", nameof(value));
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        if (value.AsSpan().IndexOfAny(Escaped) < 0)
        {
            text.Append(value).Append('"');
            return;
        }

        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
