using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// Reads the members of a question's JSON: numbers and amounts may be numbers or strings; null and absent are the
/// same; whatever nobody asked for is noted as ignored, not refused.
/// </summary>
internal static class Members
{
    /// <summary>No amount, count or price of a question reaches this: the arithmetic cannot overflow.</summary>
    private const decimal Absurd = 1_000_000_000m;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>The member, or null; a parent that is there but is no object cannot be read.</summary>
    public static JsonElement? Find(JsonElement parent, string dotted)
    {
        var current = parent;
        var from = 0;
        while (true)
        {
            var dot = dotted.IndexOf('.', from);
            var name = dotted.AsSpan(from, (dot < 0 ? dotted.Length : dot) - from);
            if (!TryGet(current, name, dotted.AsSpan(0, from == 0 ? dotted.Length : from - 1), out current) ||
                current.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (dot < 0)
            {
                return current;
            }

            from = dot + 1;
        }
    }

    /// <summary>The member as it stands, null included; of null there is none.</summary>
    public static bool TryGet(
        JsonElement parent, ReadOnlySpan<char> name, ReadOnlySpan<char> path, out JsonElement value)
    {
        value = default;
        try
        {
            return parent.ValueKind switch
            {
                JsonValueKind.Object => parent.TryGetProperty(name, out value),
                JsonValueKind.Null => false,
                _ => throw new BadFactException(path.ToString(), Raw(parent)),
            };
        }
        catch (InvalidOperationException)
        {
            throw new BadFactException(path.ToString(), Raw(parent));
        }
    }

    /// <summary>The member's name; half a character in it is shown as unreadable.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The value as it was written; what holds bytes that are no characters is shown as unreadable.</summary>
    public static string Raw(JsonElement value)
    {
        try
        {
            return value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The value as it was written, which must be characters throughout.</summary>
    public static string Whole(JsonElement value, string path)
    {
        try
        {
            return value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            throw new BadFactException(path, "\uFFFD");
        }
    }

    public static string? Text(JsonElement parent, string dotted) => Find(parent, dotted) is { } found
        ? TextOf(found, dotted)
        : null;

    public static string TextOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value, path),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new BadFactException(path, Raw(value)),
    };

    private static string StringOf(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new BadFactException(path, Raw(value));
        }
    }

    public static decimal? Number(JsonElement parent, string dotted)
    {
        if (Find(parent, dotted) is not { } found)
        {
            return null;
        }

        var read = found.ValueKind == JsonValueKind.Number
            ? decimal.TryParse(JsonMarshal.GetRawUtf8Value(found), Plain, CultureInfo.InvariantCulture, out var number)
            : decimal.TryParse(TextOf(found, dotted), Plain, CultureInfo.InvariantCulture, out number);
        return read && Math.Abs(number) < Absurd ? number : throw new BadFactException(dotted, TextOf(found, dotted));
    }

    /// <summary>An amount of money: not negative, at most two decimals.</summary>
    public static Money? Amount(JsonElement parent, string dotted)
    {
        if (Number(parent, dotted) is not { } number)
        {
            return null;
        }

        return number >= 0 && decimal.Round(number, 2) == number
            ? Money.FromYuan(number)
            : throw new BadFactException(dotted, number.ToString(CultureInfo.InvariantCulture));
    }

    public static bool? Flag(JsonElement parent, string dotted) => Find(parent, dotted) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(StringOf(text, dotted), out var flag) => flag,
        { } other => throw new BadFactException(dotted, Raw(other)),
    };

    public static DateOnly? Date(JsonElement parent, string dotted) => Text(parent, dotted) is { } text
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new BadFactException(dotted, text)
        : null;

    /// <summary>The day of something that happened or will: no placeholder for an open end.</summary>
    public static DateOnly? Event(JsonElement parent, string dotted) => Date(parent, dotted) switch
    {
        { Year: < FirstYear or > LastYear } day =>
            throw new BadFactException(dotted, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        var day => day,
    };

    /// <summary>A period with inclusive ends; a missing end is open.</summary>
    public static Period Period(JsonElement parent, string path)
    {
        var period = new Period(
            Date(parent, "from") ?? DateOnly.MinValue, Date(parent, "to") ?? DateOnly.MaxValue);
        return period.IsEmpty ? throw new BadFactException(path, Raw(parent)) : period;
    }

    /// <summary>A moment in Beijing time, whatever offset it was written with, in seconds.</summary>
    public static long? Moment(JsonElement parent, string dotted)
    {
        if (Text(parent, dotted) is not { } text)
        {
            return null;
        }

        var assumed = text.Contains('+', StringComparison.Ordinal) || text.EndsWith('Z') ? text : $"{text}+08:00";
        return DateTimeOffset.TryParse(
            assumed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) &&
            moment.Year is >= FirstYear and <= LastYear
            ? moment.ToOffset(TimeSpan.FromHours(8)).DateTime.Ticks / TimeSpan.TicksPerSecond
            : throw new BadFactException(dotted, text);
    }

    /// <summary>An array, or a single value as an array of one; absent is empty.</summary>
    public static IReadOnlyList<JsonElement> List(JsonElement parent, string dotted) => Find(parent, dotted) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
        { } single => [single],
    };

    public static IReadOnlyList<string> Texts(JsonElement parent, string dotted) =>
        [.. List(parent, dotted).Select(one => TextOf(one, dotted))];
}
