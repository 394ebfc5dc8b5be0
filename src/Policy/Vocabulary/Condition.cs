namespace Mingsuan.Policy.Vocabulary;

/// <summary>Whether a condition holds; <see cref="Unknown"/> when a fact it must choose by was not stated.</summary>
public enum Truth : byte
{
    No,
    Yes,
    Unknown,
}

/// <summary>What a test asks of one fact.</summary>
public enum TestKind : byte
{
    /// <summary>A choice or a set meets the mask.</summary>
    AnyOf,

    /// <summary>A flag equals <c>Low</c>; a number, amount or moment lies from <c>Low</c> to <c>High</c>.</summary>
    Between,

    /// <summary>A code, or one of several, is in the list.</summary>
    CodeIn,
}

/// <summary>One test of one fact. Bounds are inclusive and scaled as in <see cref="FactSet"/>.</summary>
public sealed record FactTest(Fact Fact, TestKind Kind, long Low, long High, IReadOnlyList<string> Codes)
{
    // Asked for each line of each claim, so looked up once.
    private readonly bool absentIsNotSo = FactVocabulary.Of(Fact).Absence == Absence.NotSo;
    private readonly bool isSet = FactVocabulary.Of(Fact).Type == FactType.ChoiceSet;

    public Truth Evaluate(FactSet facts)
    {
        var value = facts[Fact];
        if (value == FactSet.Absent)
        {
            if (!absentIsNotSo)
            {
                return Truth.Unknown;
            }

            value = 0;
        }

        return Kind switch
        {
            TestKind.AnyOf => isSet ? Of((value & Low) != 0) : Of(((1L << (int)value) & Low) != 0),
            TestKind.Between => Of(Low <= value && value <= High),
            TestKind.CodeIn => Of(MeetsCodes(facts)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;

    private bool MeetsCodes(FactSet facts)
    {
        foreach (var code in facts.CodesOf(Fact))
        {
            for (var i = 0; i < Codes.Count; i++)
            {
                if (string.Equals(Codes[i], code, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>
/// 条件 — alternatives (any) of tests that hold together (all). The empty condition always holds.
/// </summary>
public sealed record Condition(IReadOnlyList<IReadOnlyList<FactTest>> Alternatives)
{
    public static readonly Condition Always = new([]);

    // The same as arrays: a condition is evaluated for each line of each claim.
    private readonly FactTest[][] tests = [.. Alternatives.Select(all => all.ToArray())];

    /// <summary>
    /// Whether it holds. When unknown, <paramref name="missing"/> is the first fact that would have decided it.
    /// </summary>
    public Truth Evaluate(FactSet facts, out Fact missing)
    {
        missing = default;
        if (tests.Length == 0)
        {
            return Truth.Yes;
        }

        var answer = Truth.No;
        foreach (var all in tests)
        {
            var one = EvaluateAll(all, facts, out var lacks);
            if (one == Truth.Yes)
            {
                return Truth.Yes;
            }

            if (one == Truth.Unknown && answer == Truth.No)
            {
                answer = Truth.Unknown;
                missing = lacks;
            }
        }

        return answer;
    }

    /// <summary>Every fact that the condition names.</summary>
    public IEnumerable<Fact> Facts => Alternatives.SelectMany(all => all).Select(test => test.Fact).Distinct();

    private static Truth EvaluateAll(FactTest[] tests, FactSet facts, out Fact missing)
    {
        missing = default;
        var answer = Truth.Yes;
        foreach (var test in tests)
        {
            var one = test.Evaluate(facts);
            if (one == Truth.No)
            {
                return Truth.No;
            }

            if (one == Truth.Unknown && answer == Truth.Yes)
            {
                answer = Truth.Unknown;
                missing = test.Fact;
            }
        }

        return answer;
    }
}

/// <summary>
/// 须具备 — a need: when the condition fails, the rule refuses with <paramref name="Else"/>. A fact that is open
/// (<see cref="Absence.Open"/>) and not stated is not contrary, so the need passes; one that is asked for is missing,
/// unless the need holds only <paramref name="IfStated"/>.
/// </summary>
public sealed record Need(Condition Is, Refusals.RefusalCode Else, int ClauseId, bool IfStated = false)
{
    /// <summary>Whether a claim states every fact of this need, so that it can be held to it.</summary>
    public bool InClaim { get; } = Is.Facts.All(fact => FactVocabulary.Of(fact).InClaim);

    private readonly Fact[] ofService = [.. Is.Facts.Where(fact => !FactVocabulary.Of(fact).InClaim)];

    /// <summary>
    /// Whether a claim is held to this need: it can state every fact of it, or its line has stated what tells how the
    /// service was done. What nobody stated of a service is for the module that owns the evidence. (ADR 0004, ADR 0023)
    /// </summary>
    public bool IsAskedOf(FactSet facts) =>
        Array.TrueForAll(ofService, fact => FactVocabulary.Of(fact).InLine && facts.Has(fact));

    /// <summary>
    /// Yes: fulfilled. No: refused with <see cref="Else"/>. Unknown: <paramref name="missing"/> is asked for.
    /// </summary>
    public Truth Check(FactSet facts, out Fact missing)
    {
        var truth = Is.Evaluate(facts, out missing);
        return truth == Truth.Unknown && (IfStated || FactVocabulary.Of(missing).Absence == Absence.Open)
            ? Truth.Yes
            : truth;
    }
}
