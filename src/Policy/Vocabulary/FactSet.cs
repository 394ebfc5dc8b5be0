using Mingsuan.Policy.Primitives;

namespace Mingsuan.Policy.Vocabulary;

/// <summary>
/// 事实集 — the facts of one question, one slot each: a choice is its place in the closed list, a set is a mask,
/// a number is ten-thousandths, an amount is fen, a moment is seconds of Beijing time. Reused and cleared by
/// callers who must not allocate; not safe to change while a decision runs.
/// </summary>
public sealed class FactSet
{
    /// <summary>The slot of a fact that nobody stated.</summary>
    public const long Absent = long.MinValue;

    public const long NumberScale = 10_000;

    private readonly long[] slots = new long[FactVocabulary.Count];
    private readonly string[]?[] codes = new string[]?[FactVocabulary.Count];

    public FactSet() => Array.Fill(slots, Absent);

    public bool Has(Fact fact) => slots[(int)fact] != Absent;

    public long this[Fact fact]
    {
        get => slots[(int)fact];
        set => slots[(int)fact] = value;
    }

    public ReadOnlySpan<string> CodesOf(Fact fact) => codes[(int)fact];

    public void SetCodes(Fact fact, params string[] values)
    {
        codes[(int)fact] = values;
        slots[(int)fact] = values.Length;
    }

    public void SetFlag(Fact fact, bool value) => slots[(int)fact] = value ? 1 : 0;

    public void SetNumber(Fact fact, decimal value) =>
        slots[(int)fact] = decimal.ToInt64(decimal.Truncate(value * NumberScale));

    public void SetAmount(Fact fact, Money value) => slots[(int)fact] = value.Fen;

    /// <summary>States a choice by its word. Throws when the word is not in the closed list.</summary>
    public void SetChoice(Fact fact, string value)
    {
        var index = FactVocabulary.IndexOf(fact, value);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(value));
        slots[(int)fact] = FactVocabulary.Of(fact).Type == FactType.ChoiceSet
            ? Mask(fact) | (1L << index)
            : index;
    }

    public void Clear(Fact fact)
    {
        slots[(int)fact] = Absent;
        codes[(int)fact] = null;
    }

    /// <summary>States a fact as another set does, absence included.</summary>
    public void Take(Fact fact, FactSet from)
    {
        slots[(int)fact] = from.slots[(int)fact];
        codes[(int)fact] = from.codes[(int)fact];
    }

    /// <summary>The number in ten-thousandths as a decimal; the fact must be present.</summary>
    public decimal Number(Fact fact) => (decimal)slots[(int)fact] / NumberScale;

    public Money Amount(Fact fact) => new(slots[(int)fact]);

    /// <summary>The set as a mask; nothing stated is the empty set.</summary>
    public long Mask(Fact fact) => slots[(int)fact] == Absent ? 0 : slots[(int)fact];

    public bool IsTrue(Fact fact) => slots[(int)fact] == 1;

    /// <summary>The word of a choice, or null when nobody stated it.</summary>
    public string? Word(Fact fact) => Has(fact) ? FactVocabulary.Of(fact).Values[(int)slots[(int)fact]] : null;

    public FactSet Copy()
    {
        var copy = new FactSet();
        slots.CopyTo(copy.slots, 0);
        codes.CopyTo(copy.codes, 0);
        return copy;
    }
}
