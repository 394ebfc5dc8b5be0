using System.Globalization;
using System.Text.Json;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// Reads the members of a question's JSON: numbers and amounts may be numbers or strings; null and absent are the
/// same; whatever nobody asked for is noted as ignored, not refused.
/// </summary>
internal static class Members
{
    public static JsonElement? Find(JsonElement parent, string dotted)
    {
        var current = parent;
        foreach (var name in dotted.Split('.'))
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current) ||
                current.ValueKind == JsonValueKind.Null)
            {
                return null;
            }
        }

        return current;
    }

    public static string? Text(JsonElement parent, string dotted) => Find(parent, dotted) is { } found
        ? TextOf(found, dotted)
        : null;

    public static string TextOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new BadFactException(path, value.GetRawText()),
    };

    public static decimal? Number(JsonElement parent, string dotted)
    {
        if (Text(parent, dotted) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) < 1_000_000_000_000m
            ? number
            : throw new BadFactException(dotted, text);
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
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        { } other => throw new BadFactException(dotted, other.GetRawText()),
    };

    public static DateOnly? Date(JsonElement parent, string dotted) => Text(parent, dotted) is { } text
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new BadFactException(dotted, text)
        : null;

    /// <summary>A period with inclusive ends; a missing end is open.</summary>
    public static Period Period(JsonElement parent, string path)
    {
        var period = new Period(
            Date(parent, "from") ?? DateOnly.MinValue, Date(parent, "to") ?? DateOnly.MaxValue);
        return period.IsEmpty ? throw new BadFactException(path, parent.GetRawText()) : period;
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
            assumed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
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
