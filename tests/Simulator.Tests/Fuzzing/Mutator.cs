using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>What goes wrong with bytes on their way, and what somebody may do to them on purpose.</summary>
internal sealed class Mutator(Chance draws, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words)
{
    private const int MostBytes = 1 << 17;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "-0.0", "99999999999999999999999999", "0.0000000000000000000001", "1E-30",
        "9223372036854775807", "79228162514264337593543950335", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"",
        "\"0001-01-01 00:00:00\"", "\"9999-12-31 23:59:59\"", "\"2026-02-30 00:00:00\"", "\"2026-12-30T09:00:00Z\"",
        "\"20261230090000\"", "\"7ZZZZZZZZZZZZZZZZZZZZZZZZZ\"", "\"01HK153X00E679YGSDV5266TC9\"", "[]", "{}", "[null]",
        "[[[[]]]]", "[{}]", "\"1e9\"", "\"-5\"", "\"0x10\"", "\"１２\"", "\"' or 1=1 --\"", "\"%s%n\"", "\"\\u202e\"",
        "\"2207\"", "\"2208\"", "\"2601\"", "\"2204\"", "\"B1\"", "\"1\"", "\"310\"", "7.5", "26",
    ];

    /// <summary>One of the corpus with a few changes.</summary>
    public byte[] Next(bool json)
    {
        var input = draws.One(corpus);
        for (var changes = draws.Between(1, 3); changes > 0; changes--)
        {
            input = json && draws.Percent(60) ? Tree(input) : Bytes(input);
        }

        return input.Length <= MostBytes ? input : input[..MostBytes];
    }

    private byte[] Bytes(byte[] input)
    {
        var at = draws.Below(input.Length + 1);
        var some = draws.Below(Math.Min(64, input.Length - at + 1));
        return draws.Below(9) switch
        {
            0 => [.. input[..at], .. input[(at + some)..]],
            1 => input[..at],
            2 => [.. input[..at], .. input[at..(at + some)], .. input[at..]],
            3 => [.. input[..at], .. Random(some), .. input[at..]],
            4 => [.. input[..at], .. Encoding.UTF8.GetBytes(draws.One(words)), .. input[at..]],
            5 => [.. input[..at], .. Encoding.UTF8.GetBytes(draws.One(words)), .. input[(at + some)..]],
            6 => [.. input[..at], .. Tail(draws.One(corpus))],
            7 => [.. input[..at], .. Enumerable.Repeat(Random(1)[0], draws.Below(5_000)), .. input[at..]],
            _ => Flipped(input),
        };
    }

    private byte[] Flipped(byte[] input)
    {
        var copy = input.ToArray();
        for (var flips = draws.Between(1, 8); flips > 0 && copy.Length > 0; flips--)
        {
            copy[draws.Below(copy.Length)] ^= (byte)(1 << draws.Below(8));
        }

        return copy;
    }

    private byte[] Tail(byte[] other) => other[draws.Below(other.Length + 1)..];

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        draws.Fill(bytes);
        return bytes;
    }

    /// <summary>Changes one value of a message and leaves the rest readable.</summary>
    private byte[] Tree(byte[] input)
    {
        try
        {
            var root = JsonNode.Parse(input);
            var places = Places(root).ToList();
            if (places.Count == 0)
            {
                return Bytes(input);
            }

            var place = draws.One(places);
            Change(place, root!);
            return Encoding.UTF8.GetBytes(root!.ToJsonString(Plain));
        }
        catch (Exception unreadable) when (unreadable
            is JsonException or InvalidOperationException or ArgumentException)
        {
            return Bytes(input);
        }
    }

    private void Change(JsonNode place, JsonNode root)
    {
        switch (draws.Below(6))
        {
            case 0:
                Remove(place);
                break;
            case 1:
                place.ReplaceWith(draws.One(Places(root).ToList()).DeepClone());
                break;
            case 2:
                place.ReplaceWith(JsonValue.Create(new string('9', draws.Below(3_000))));
                break;
            case 3:
                var copies = Enumerable.Range(0, draws.Below(40)).Select(_ => place.DeepClone());
                place.ReplaceWith(new JsonArray([.. copies]));
                break;
            default:
                place.ReplaceWith(JsonNode.Parse(draws.One(Values)));
                break;
        }
    }

    private static void Remove(JsonNode place)
    {
        switch (place.Parent)
        {
            case JsonObject parent:
                parent.Remove(place.GetPropertyName());
                break;
            case JsonArray array:
                array.Remove(place);
                break;
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode? node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (var deeper in Places(child))
            {
                yield return deeper;
            }
        }
    }
}
