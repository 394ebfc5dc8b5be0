using Mingsuan.Law.Reading;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 覆盖判定 — whether every combination of facts meets at least one of some conditions. Each fact that a condition
/// names is divided into the parts that the tests can tell apart; the search branches only on what is still open.
/// </summary>
internal sealed class CaseCover(IReadOnlyList<Condition> conditions)
{
    private const int MostNodes = 200_000;
    private readonly Dictionary<Fact, Part> known = [];
    private readonly Dictionary<Fact, IReadOnlyList<Part>> parts = [];
    private int nodes;

    /// <summary>A part of a fact's values: its name, and whether a test holds for it.</summary>
    private sealed record Part(string Name, Func<FactTest, bool> Meets);

    /// <summary>
    /// A combination that no condition meets, in words; null when there is none. <paramref name="facts"/> are branched
    /// on first; <paramref name="ordinary"/> takes the visit for an ordinary one.
    /// </summary>
    public string? Uncovered(IReadOnlyList<Fact> facts, bool ordinary)
    {
        if (ordinary)
        {
            known[Fact.VisitBenefit] = Word(FactVocabulary.Of(Fact.VisitBenefit), 0);
        }

        return Search(facts) ? Describe(facts) : null;
    }

    private string Describe(IReadOnlyList<Fact> facts)
    {
        var order = facts.Concat(known.Keys.Except(facts)).Where(known.ContainsKey);
        var shown = order
            .Select(fact => $"{Casing.ToKebab(FactVocabulary.Of(fact).Path)}: {known[fact].Name}")
            .ToList();
        return shown.Count == 0 ? "every case" : $"{{ {string.Join(", ", shown)} }}";
    }

    /// <summary>True when an uncovered combination was found; then <see cref="known"/> holds it.</summary>
    private bool Search(IReadOnlyList<Fact> first)
    {
        if (++nodes > MostNodes)
        {
            return false;
        }

        Fact? open = null;
        foreach (var condition in conditions)
        {
            var truth = Evaluate(condition, first, out var asks);
            if (truth == Truth.Yes)
            {
                return false;
            }

            if (truth == Truth.Unknown && (open is null || !first.Contains(open.Value)))
            {
                open = open is null || first.Contains(asks) ? asks : open;
            }
        }

        if (open is not { } fact)
        {
            return true;
        }

        foreach (var part in PartsOf(fact))
        {
            known[fact] = part;
            if (Search(first))
            {
                return true;
            }
        }

        known.Remove(fact);
        return false;
    }

    private Truth Evaluate(Condition condition, IReadOnlyList<Fact> first, out Fact asks)
    {
        asks = default;
        if (condition.Alternatives.Count == 0)
        {
            return Truth.Yes;
        }

        var answer = Truth.No;
        foreach (var all in condition.Alternatives)
        {
            var one = EvaluateAll(all, first, out var open);
            if (one == Truth.Yes)
            {
                return Truth.Yes;
            }

            if (one == Truth.Unknown)
            {
                (answer, asks) = (one, open);
            }
        }

        return answer;
    }

    private Truth EvaluateAll(IReadOnlyList<FactTest> all, IReadOnlyList<Fact> first, out Fact open)
    {
        open = default;
        var answer = Truth.Yes;
        foreach (var test in all)
        {
            if (known.TryGetValue(test.Fact, out var part))
            {
                if (!part.Meets(test))
                {
                    return Truth.No;
                }
            }
            else
            {
                open = answer == Truth.Yes || first.Contains(test.Fact) ? test.Fact : open;
                answer = Truth.Unknown;
            }
        }

        return answer;
    }

    private IReadOnlyList<Part> PartsOf(Fact fact)
    {
        if (!parts.TryGetValue(fact, out var found))
        {
            var tests = conditions.SelectMany(one => one.Alternatives).SelectMany(all => all)
                .Where(test => test.Fact == fact).ToList();
            found = parts[fact] = Divide(FactVocabulary.Of(fact), tests);
        }

        return found;
    }

    private static List<Part> Divide(FactDefinition fact, List<FactTest> tests) => fact.Type switch
    {
        FactType.Choice => [.. fact.Values.Select((_, index) => Word(fact, index))],
        FactType.ChoiceSet => [None(), .. fact.Values.Select((_, index) => Word(fact, index))],
        FactType.Flag => [Number("false", 0), Number("true", 1)],
        FactType.Code or FactType.CodeSet =>
            [None(), .. tests.SelectMany(test => test.Codes).Distinct().Select(OneCode)],
        _ => [.. tests.SelectMany(test => new[] { test.Low, test.High == long.MaxValue ? test.High : test.High + 1 })
            .Append(0).Distinct().Order().Select(value => Number($"{value}", value))],
    };

    private static Part None() => new("none", _ => false);

    private static Part Word(FactDefinition fact, int index) =>
        new(Casing.ToKebab(fact.Values[index]), test => (test.Low & (1L << index)) != 0);

    private static Part Number(string name, long value) =>
        new(name, test => test.Low <= value && value <= test.High);

    private static Part OneCode(string code) => new(code, test => test.Codes.Contains(code));
}
