using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Time;

namespace Mingsuan.Platform.Http;

/// <summary>字段缺陷 — what is wrong with one field of a message: a stable code and the field's name.</summary>
public sealed record WireFault(string Code, string Field)
{
    /// <summary>A required field is absent, null or an empty text.</summary>
    public const string Missing = "E-FIELD-MISSING";

    /// <summary>A field is there but cannot be read as what it should be.</summary>
    public const string Malformed = "E-FIELD-FORMAT";
}

/// <summary>
/// 报文读取 — reads one object of a message tolerantly: keys in any letter case, numbers as texts and texts as numbers,
/// empty texts as absent, three forms of time. A field stated twice is a fault. It remembers the first fault instead of
/// throwing, so that a handler reads all its fields first and asks once.
/// </summary>
public sealed class WireReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly IReadOnlyDictionary<string, JsonNode?> fields;
    private readonly string path;
    private readonly WireReader? parent;
    private readonly WireProbe? probe;
    private WireFault? fault;

    /// <summary>Reads the given object; without one every field is absent.</summary>
    public WireReader(JsonObject? source, string path = "")
        : this(source, path, parent: null)
    {
    }

    private WireReader(JsonObject? source, string path, WireReader? parent)
    {
        this.path = path;
        this.parent = parent;
        probe = parent is null ? WireProbe.Current : parent.probe;
        var read = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);
        fields = read;
        foreach (var (name, value) in source ?? [])
        {
            // Two members that differ in letter case or spaces only are one field stated twice: nobody can tell which
            // counts, or which of them a signature covers.
            if (!read.TryAdd(name.Trim(), value))
            {
                Blame(WireFault.Malformed, name.Trim());
            }
        }
    }

    /// <summary>The first fault met so far, in this object or in one read from it.</summary>
    public WireFault? Fault => fault ?? (probe is null ? null : new(WireFault.Missing, path));

    /// <summary>Whether the object has a field of that name with anything in it.</summary>
    public bool Has(string name) => probe is not null || Node(name) is not null;

    /// <summary>Whether the object has an object (or an array of one) of that name.</summary>
    public bool HasObject(string name) =>
        probe is not null || Node(name) is JsonObject or JsonArray { Count: 1 };

    /// <summary>The object under the first of the names that is there; a missing one reads as empty.</summary>
    public WireReader Object(params string[] names)
    {
        probe?.NoteNode(path, names);
        foreach (var name in names)
        {
            switch (Node(name))
            {
                case JsonObject found:
                    return new(found, path + name + ".", this);
                case JsonArray { Count: 1 } single when single[0] is JsonObject only:
                    return new(only, path + name + ".", this);
                case null:
                    break;
                default:
                    Blame(WireFault.Malformed, name);
                    return new(null, path + name + ".", this) { fault = fault };
            }
        }

        return new(null, path + names[0] + ".", this);
    }

    /// <summary>The objects of an array; a single object is an array of one.</summary>
    public IReadOnlyList<WireReader> Objects(string name) => Objects(name, Node(name));

    /// <summary>
    /// The objects of an array, where a text stands for an object with this one member; a text may also list several,
    /// or be the array itself as JSON.
    /// </summary>
    public IReadOnlyList<WireReader> Objects(string name, string member) => Objects(name, Spread(Node(name), member));

    private List<WireReader> Objects(string name, JsonNode? node)
    {
        var found = node switch
        {
            null when probe is not null => [new JsonObject()],
            null => [],
            JsonArray array => array.ToList(),
            JsonObject single => [single],
            _ => [node],
        };
        var read = new List<WireReader>(found.Count);
        for (var at = 0; at < found.Count; at++)
        {
            if (found[at] is not JsonObject item)
            {
                Blame(WireFault.Malformed, name);
                continue;
            }

            read.Add(new(item, string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{at}]."), this));
        }

        return read;
    }

    /// <summary>An array as it stands, or none.</summary>
    public JsonArray? Array(string name)
    {
        var node = Node(name);
        if (node is not (null or JsonArray))
        {
            Blame(WireFault.Malformed, name);
        }

        return node as JsonArray;
    }

    /// <summary>An object whose members are not those of a message, as it stands, or none.</summary>
    public JsonObject? Open(string name)
    {
        probe?.Note(path, name, ReadKind.Open, null);
        var node = Node(name);
        if (node is not (null or JsonObject))
        {
            Blame(WireFault.Malformed, name);
        }

        return node as JsonObject;
    }

    /// <summary>A text, or none; longer than the limit is a fault.</summary>
    public string? Text(string name, int limit)
    {
        probe?.Note(path, name, ReadKind.Text, limit);
        var text = Scalar(name);
        // A control character has no place in a field, and a database may refuse to keep one.
        if (text is not null && (text.Length > limit || text.Any(IsStray)))
        {
            Blame(WireFault.Malformed, name);
            return null;
        }

        return text;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name, int limit) => Required(name, Text(name, limit)) ?? "";

    /// <summary>A number, or none.</summary>
    public decimal? Number(string name)
    {
        probe?.Note(path, name, ReadKind.Number, null);
        var text = Scalar(name);
        if (text is null)
        {
            return null;
        }

        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Blame(WireFault.Malformed, name);
        return null;
    }

    /// <summary>A number that must be there.</summary>
    public decimal RequiredNumber(string name) => Required(name, Number(name)) ?? 0m;

    /// <summary>An instant (UTC), or none; a time without a zone is Beijing time.</summary>
    public DateTime? Instant(string name)
    {
        probe?.Note(path, name, ReadKind.Instant, null);
        var text = Scalar(name);
        if (text is null)
        {
            return null;
        }

        var instant = WireTime.Read(text);
        if (instant is null)
        {
            Blame(WireFault.Malformed, name);
        }

        return instant;
    }

    /// <summary>An instant that must be there.</summary>
    public DateTime RequiredInstant(string name) => Required(name, Instant(name)) ?? DateTime.UnixEpoch;

    /// <summary>A legal day, or none.</summary>
    public DateOnly? Day(string name) => Instant(name) is { } instant ? BeijingTime.Day(instant) : null;

    /// <summary>Marks a field as faulty: what it holds cannot be what is meant.</summary>
    public void Reject(string name) => Blame(WireFault.Malformed, name);

    private static bool IsStray(char sign) => char.IsControl(sign) && sign is not ('\r' or '\n' or '\t');

    private static JsonNode? Spread(JsonNode? node, string member) => node switch
    {
        JsonArray array => new JsonArray([.. array.SelectMany(one => One(one, member))]),
        JsonValue value => new JsonArray([.. One(value, member)]),
        _ => node,
    };

    private static IEnumerable<JsonNode?> One(JsonNode? node, string member)
    {
        if (node is not JsonValue value || value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return [node?.DeepClone()];
        }

        var text = value.ToString().Trim();
        return Whole(text) is { } whole
            ? (Spread(whole, member) as JsonArray ?? [whole]).Select(one => one?.DeepClone())
            : text.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(one => (JsonNode?)new JsonObject { [member] = one });
    }

    private static JsonNode? Whole(string text)
    {
        try
        {
            return text is ['[' or '{', ..] ? JsonNode.Parse(text, documentOptions: Strict) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Scalar(string name)
    {
        switch (Node(name))
        {
            case null:
                return null;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                var text = value.GetValue<string>().Trim();
                return text.Length == 0 ? null : text;
            case JsonValue value:
                return value.ToJsonString();
            default:
                Blame(WireFault.Malformed, name);
                return null;
        }
    }

    private JsonNode? Node(string name) =>
        fields.GetValueOrDefault(name) switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String
                && string.IsNullOrWhiteSpace(value.GetValue<string>()) => null,
            var node => node,
        };

    private T? Required<T>(string name, T? value)
    {
        probe?.Demand(path, name);
        if (value is null)
        {
            Blame(WireFault.Missing, name);
        }

        return value;
    }

    private void Blame(string code, string name)
    {
        var found = new WireFault(code, path + name);
        for (var at = this; at is not null; at = at.parent)
        {
            at.fault ??= found;
        }
    }
}
