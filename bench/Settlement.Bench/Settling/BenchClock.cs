using System.Diagnostics;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>A clock that runs, and begins on a day for which the sample data and the law are made.</summary>
internal sealed class BenchClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    private readonly long started = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => Start + Stopwatch.GetElapsedTime(started);
}
