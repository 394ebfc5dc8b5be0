namespace Mingsuan.Policy.Tests.Generating;

/// <summary>Draws of one case: everything follows from the seed that FsCheck chose.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Int(int low, int high) => random.Next(low, high + 1);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T One<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>An amount in yuan with two decimals, small ones often.</summary>
    public decimal Yuan(int highest) => Int(0, 3) switch
    {
        0 => Int(0, 100) / 100m,
        1 => Int(0, 200) / 1m,
        _ => Int(0, highest * 100) / 100m,
    };

    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Int(0, last.DayNumber - first.DayNumber));
}
