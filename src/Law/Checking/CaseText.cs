using System.Globalization;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Checking;

/// <summary>Cases as a law file writes them, for messages.</summary>
internal static class CaseText
{
    /// <summary>Both conditions' cases.</summary>
    public static string Show(Condition a, Condition b) => (a.Alternatives.Count, b.Alternatives.Count) switch
    {
        (0, 0) => "every case",
        (0, _) => Show(b),
        (_, 0) => Show(a),
        _ => $"{Show(a)} and {Show(b)}",
    };

    private static string Show(Condition condition) => string.Join(" or ", condition.Alternatives.Select(
        all => $"{{ {string.Join(", ", all.Select(Show))} }}"));

    private static string Show(FactTest test)
    {
        var definition = FactVocabulary.Of(test.Fact);
        var value = test.Kind switch
        {
            TestKind.CodeIn => string.Join("|", test.Codes),
            TestKind.AnyOf => string.Join("|", definition.Values.Where((_, i) => (test.Low & (1L << i)) != 0)
                .Select(Casing.ToKebab)),
            _ when definition.Type == FactType.Flag => test.Low == 1 ? "true" : "false",
            _ => $"{Bound(test.Low, definition)}…{Bound(test.High, definition)}",
        };
        return $"{Casing.ToKebab(definition.Path)}: {value}";
    }

    private static string Bound(long value, FactDefinition definition) =>
        value is long.MaxValue or FactSet.Absent + 1
            ? ""
            : (value / (definition.Type == FactType.Amount ? 100m : FactSet.NumberScale))
                .ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>Days as messages show them; no end is "…".</summary>
internal static class Days
{
    public static string Show(DateOnly day) => day == DateOnly.MaxValue || day == DateOnly.MinValue
        ? "…"
        : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
