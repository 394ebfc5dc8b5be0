using System.Diagnostics;
using System.Runtime;

namespace Mingsuan.Policy.Bench;

/// <summary>What one operation costs: medians over rounds, and the spread of the time.</summary>
internal sealed record Measurement(double Nanoseconds, double Bytes, double Fastest, double Slowest)
{
    private const int Rounds = 101;
    private const int WarmUpBatch = 512;
    private const int RestingWindows = 5;
    private const int MostWindows = 80;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(20);

    public double PerSecond => 1e9 / Nanoseconds;

    /// <summary>
    /// Measures <paramref name="batch"/>, which does as many operations as it is told and returns a sum of what it
    /// found, so that no work can be left out. Rounds are short and many, so that on a shared machine most of them run
    /// without being interrupted.
    /// </summary>
    public static Measurement Of(Func<int, long> batch)
    {
        var operations = Calibrate(batch);
        var times = new double[Rounds];
        var bytes = new double[Rounds];
        var expected = batch(operations);
        GC.Collect();
        for (var i = 0; i < Rounds; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var found = batch(operations);
            times[i] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / operations;
            bytes[i] = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / operations;
            if (found != expected)
            {
                throw new InvalidOperationException("The same work gave another result.");
            }
        }

        return new Measurement(Median(times), Median(bytes), times.Min(), times.Max());
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>
    /// Works until the just-in-time compiler has compiled nothing for a while: on a busy machine its last tier may come
    /// seconds late. Returns how many operations fill a round.
    /// </summary>
    private static int Calibrate(Func<int, long> batch)
    {
        var fastest = TimeSpan.MaxValue;
        var atRest = 0;
        for (var i = 0; i < MostWindows && atRest < RestingWindows; i++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            var window = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(window) < Window)
            {
                var started = Stopwatch.GetTimestamp();
                _ = batch(WarmUpBatch);
                var taken = Stopwatch.GetElapsedTime(started);
                fastest = taken < fastest ? taken : fastest;
            }

            atRest = JitInfo.GetCompiledMethodCount() == compiled ? atRest + 1 : 0;
        }

        return (int)Math.Clamp(Round / (fastest / WarmUpBatch), WarmUpBatch / 4, 50_000_000);
    }
}
