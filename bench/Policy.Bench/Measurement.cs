using System.Diagnostics;

namespace Mingsuan.Policy.Bench;

/// <summary>What one operation costs: medians over rounds, and the spread of the time.</summary>
internal sealed record Measurement(double Nanoseconds, double Bytes, double Fastest, double Slowest)
{
    private const int Rounds = 101;
    private const int WarmUpBatch = 512;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(20);

    public double PerSecond => 1e9 / Nanoseconds;

    /// <summary>
    /// Measures <paramref name="batch"/>, which does as many operations as it is told and returns a sum of what it
    /// found, so that no work can be left out. Many short calls first let the compiler reach its last tier. Rounds are
    /// short and many, so that on a shared machine most of them run without being interrupted.
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

    private static int Calibrate(Func<int, long> batch)
    {
        var started = Stopwatch.GetTimestamp();
        var done = 0L;
        var lastStarted = started;
        do
        {
            lastStarted = Stopwatch.GetTimestamp();
            _ = batch(WarmUpBatch);
            done++;
        }
        while (Stopwatch.GetElapsedTime(started) < WarmUp || done < 60);

        var perOperation = Stopwatch.GetElapsedTime(lastStarted) / WarmUpBatch;
        return (int)Math.Clamp(Round / perOperation, WarmUpBatch / 4, 50_000_000);
    }
}
