using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 条件代数 — whether conditions can hold at once, and whether one contains another, over the closed vocabulary.
/// </summary>
public static class ConditionAlgebra
{
    private static readonly IReadOnlyList<IReadOnlyList<FactTest>> Anything = [[]];

    /// <summary>Whether some facts meet both.</summary>
    public static bool Meet(Condition a, Condition b) =>
        Of(a).Any(one => Of(b).Any(other => IsPossible([.. one, .. other])));

    /// <summary>Whether some facts meet it at all.</summary>
    public static bool IsPossible(Condition condition) => Of(condition).Any(IsPossible);

    /// <summary>Whether what meets <paramref name="narrow"/> plainly meets <paramref name="wide"/>.</summary>
    public static bool Contains(Condition wide, Condition narrow) =>
        Of(narrow).All(one => !IsPossible(one) || Of(wide).Any(other => other.All(test => Implied(test, one))));

    private static IReadOnlyList<IReadOnlyList<FactTest>> Of(Condition condition) =>
        condition.Alternatives.Count == 0 ? Anything : condition.Alternatives;

    private static bool IsPossible(IReadOnlyList<FactTest> all)
    {
        foreach (var group in all.GroupBy(test => test.Fact))
        {
            var type = FactVocabulary.Of(group.Key).Type;
            var possible = type switch
            {
                FactType.ChoiceSet or FactType.CodeSet => true,
                FactType.Choice => group.Aggregate(-1L, (mask, test) => mask & test.Low) != 0,
                FactType.Code => group.Select(test => test.Codes.AsEnumerable())
                    .Aggregate((one, other) => one.Intersect(other, StringComparer.Ordinal)).Any(),
                _ => group.Max(test => test.Low) <= group.Min(test => test.High),
            };
            if (!possible)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Implied(FactTest test, IReadOnlyList<FactTest> all) => all.Any(
        one => one.Fact == test.Fact && one.Kind == test.Kind && test.Kind switch
        {
            TestKind.AnyOf => (one.Low & ~test.Low) == 0,
            TestKind.Between => test.Low <= one.Low && one.High <= test.High,
            TestKind.CodeIn => one.Codes.All(code => test.Codes.Contains(code)),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
}
