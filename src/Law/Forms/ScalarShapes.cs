using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Law.Forms;

/// <summary>A value that is one scalar.</summary>
public abstract class ScalarShape<T>(string expected) : Shape<T>
{
    public override string Expected { get; } = expected;

    public override bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out T value)
    {
        if (node is YamlScalar { IsEmpty: false } scalar && TryParse(scalar.Text, out value))
        {
            return true;
        }

        value = default;
        return reader.Refuse(node, this);
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        if (node is YamlScalar scalar && TryParse(scalar.Text, out var value) && Other(value) is { } other)
        {
            sites.Add(new MutationSite(scalar, path, other));
        }
    }

    protected abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>Another value that means something else; null when such a value is no number, date or word.</summary>
    protected virtual string? Other(T value) => null;
}

/// <summary>Free text, a name or a code: taken as written.</summary>
public sealed class TextShape(string expected) : ScalarShape<string>(expected)
{
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length > 0;
    }
}

/// <summary>金额 — yuan with at most two decimals, not negative.</summary>
public sealed class MoneyShape()
    : ScalarShape<Money>("an amount in yuan with at most two decimals, such as 260 or 7.50")
{
    public override bool TryRead(YamlNode node, FormReader reader, out Money value)
    {
        if (node is YamlScalar scalar && Numbers.TryDecimal(scalar.Text, out var yuan) && yuan.Scale > 2 && yuan >= 0)
        {
            reader.Report(DiagnosticKinds.MoneyDecimals, node.Line, scalar.Text, reader.Field);
            value = default;
            return false;
        }

        return base.TryRead(node, reader, out value);
    }

    protected override bool TryParse(string text, out Money value)
    {
        var read = Numbers.TryDecimal(text, out var yuan) && yuan is >= 0 and <= 1_000_000_000m && yuan.Scale <= 2;
        value = read ? Money.FromYuan(yuan) : default;
        return read;
    }

    protected override string Other(Money value) => (value + new Money(100)).ToString();
}

/// <summary>A number within bounds and with so many decimals.</summary>
public sealed class NumberShape(decimal from, decimal to, int decimals, string expected)
    : ScalarShape<decimal>(expected)
{
    protected override bool TryParse(string text, out decimal value) =>
        Numbers.TryDecimal(text, out value) && value >= from && value <= to && value.Scale <= decimals;

    protected override string Other(decimal value) =>
        (value + 1 <= to ? value + 1 : value - 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// A whole number. <paramref name="step"/> is the smallest change that can change an answer, where that is not 1.
/// </summary>
public sealed class WholeShape(int from, int to, string expected, int step = 1) : ScalarShape<int>(expected)
{
    protected override bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && value >= from && value <= to;

    protected override string Other(int value) =>
        (value + step <= to ? value + step : value - step).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A day.</summary>
public sealed class DateShape() : ScalarShape<DateOnly>("a day as 2020-06-01")
{
    protected override bool TryParse(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Other(DateOnly value) =>
        value.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A day of every year.</summary>
public sealed class MonthDayShape() : ScalarShape<DateOnly>("a month and day as \"07-01\" (not 02-29)")
{
    protected override bool TryParse(string text, out DateOnly value) =>
        DateOnly.TryParseExact(
            "2001-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Other(DateOnly value) =>
        value.AddDays(1).ToString("MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A time of day.</summary>
public sealed class TimeShape() : ScalarShape<TimeOnly>("a time as \"14:00\"")
{
    protected override bool TryParse(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Other(TimeOnly value) =>
        value.AddMinutes(1).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Yes or no.</summary>
public sealed class FlagShape() : ScalarShape<bool>("true or false")
{
    protected override bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }

    protected override string Other(bool value) => value ? "false" : "true";
}

/// <summary>A word of a closed list, in kebab-case or camelCase; the place in the list tells its meaning.</summary>
public sealed class WordShape<T>(IReadOnlyList<KeyValuePair<string, T>> words)
    : ScalarShape<T>("one of " + string.Join(", ", words.Select(word => word.Key)))
{
    public IReadOnlyList<string> Words { get; } = [.. words.Select(word => word.Key)];

    protected override bool TryParse(string text, [MaybeNullWhen(false)] out T value)
    {
        foreach (var word in words)
        {
            if (word.Key == text || Casing.ToCamel(word.Key) == text)
            {
                value = word.Value;
                return value is not null;
            }
        }

        value = default;
        return false;
    }

    protected override string? Other(T value)
    {
        var at = words.ToList().FindIndex(word => EqualityComparer<T>.Default.Equals(word.Value, value));
        return words.Count < 2 ? null : words[(at + 1) % words.Count].Key;
    }
}

/// <summary>拒绝码 — a refusal code as printed.</summary>
public sealed class RefusalShape() : ScalarShape<RefusalCode>("a refusal code such as E-NO-PRICE-ROW")
{
    protected override bool TryParse(string text, out RefusalCode value)
    {
        var found = RefusalCodes.Find(text);
        value = found ?? RefusalCode.None;
        return found is not null;
    }

    protected override string Other(RefusalCode value)
    {
        var all = RefusalCodes.AllPrinted;
        return all[(int)value % all.Count];
    }
}

/// <summary>Numbers as law files write them: a point, no thousands marks, no exponent.</summary>
public static class Numbers
{
    public static bool TryDecimal(string text, out decimal value) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
