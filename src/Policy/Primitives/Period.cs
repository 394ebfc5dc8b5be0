namespace Mingsuan.Policy.Primitives;

/// <summary>
/// 有效期 — days from <see cref="From"/> to <see cref="To"/>, both included, because documents say
/// "自…起" and "至…止" and mean both days. No end is <see cref="DateOnly.MaxValue"/>.
/// </summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    public static readonly Period Always = new(DateOnly.MinValue, DateOnly.MaxValue);

    public bool Contains(DateOnly day) => From <= day && day <= To;

    public bool IsEmpty => From > To;

    public bool Overlaps(Period other) => From <= other.To && other.From <= To;

    public Period Intersect(Period other) =>
        new(From > other.From ? From : other.From, To < other.To ? To : other.To);
}
