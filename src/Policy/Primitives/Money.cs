using System.Globalization;

namespace Mingsuan.Policy.Primitives;

/// <summary>
/// 金额 — an amount of renminbi as a whole number of fen (分). Equality and order are those of the number;
/// <c>default</c> is zero. Arithmetic is checked: an overflow is a bug and throws.
/// </summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money operator +(Money a, Money b) => new(a.Fen + b.Fen);

    public static Money operator -(Money a, Money b) => new(a.Fen - b.Fen);

    public static Money operator -(Money a) => new(-a.Fen);

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public static Money Min(Money a, Money b) => a.Fen <= b.Fen ? a : b;

    public static Money Max(Money a, Money b) => a.Fen >= b.Fen ? a : b;

    /// <summary>The amount times an exact factor, rounded half-up (四舍五入) to the fen.</summary>
    public Money Times(decimal factor) => RoundHalfUp(Fen * factor);

    /// <summary>Unit price in yuan times quantity, rounded half-up (四舍五入) to the fen.</summary>
    public static Money OfLine(decimal unitPriceYuan, decimal quantity) => RoundHalfUp(unitPriceYuan * quantity * 100m);

    /// <summary>An amount in yuan rounded half-up to the fen.</summary>
    public static Money FromYuan(decimal yuan) => RoundHalfUp(yuan * 100m);

    /// <summary>The amount in yuan.</summary>
    public decimal Yuan => Fen / 100m;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan with exactly two decimals, as the interfaces print it: <c>460.00</c>.</summary>
    public override string ToString() => Yuan.ToString("0.00", CultureInfo.InvariantCulture);

    private static Money RoundHalfUp(decimal fen) =>
        new(decimal.ToInt64(decimal.Round(fen, 0, MidpointRounding.AwayFromZero)));
}
