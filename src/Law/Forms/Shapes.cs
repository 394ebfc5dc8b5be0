using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Forms;

/// <summary>The shapes that many fields share.</summary>
public static class Shapes
{
    public static readonly Shape<string> Text = new TextShape("a text");
    public static readonly Shape<string> Code = new TextShape("a code in quotes");
    public static readonly Shape<string> Name = new TextShape("a name");
    public static readonly Shape<IReadOnlyList<string>> Codes = new ListShape<string>(Code);
    public static readonly Shape<IReadOnlyList<string>> Texts = new ListShape<string>(Text);
    public static readonly MoneyShape Money = new();
    public static readonly DateShape Date = new();
    public static readonly MonthDayShape MonthDay = new();
    public static readonly TimeShape Time = new();
    public static readonly FlagShape Flag = new();
    public static readonly RefusalShape Refusal = new();
    public static readonly ConditionShape Condition = new();
    public static readonly NumberShape Percent = new(0, 100, 4, "per cent, 0 to 100, with at most four decimals");

    /// <summary>A whole number from 0, or from <paramref name="from"/>.</summary>
    public static WholeShape Whole(int from = 0, int step = 1) =>
        new(from, 100_000, $"a whole number from {from}", step);

    /// <summary>A choice among the members of an enumeration, in kebab-case.</summary>
    public static WordShape<T> WordOf<T>()
        where T : struct, Enum => new(
            [.. Enum.GetValues<T>().Select(one => KeyValuePair.Create(Casing.ToKebab(one.ToString()), one))]);

    /// <summary>A choice among words, each with its meaning.</summary>
    public static WordShape<T> Words<T>(params (string Word, T Meaning)[] words) =>
        new([.. words.Select(word => KeyValuePair.Create(word.Word, word.Meaning))]);

    public static ListShape<T> ListOf<T>(Shape<T> item) => new(item);
}
