using System.Diagnostics;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// What one window of load came to: whole settlements a second, how long each took, and what one of them allocated and
/// used of processors in this process.
/// </summary>
internal sealed record Window(
    double PerSecond, double Bytes, double CpuMilliseconds, IReadOnlyList<double> Milliseconds)
{
    public double Percentile(double part) =>
        Milliseconds[(int)Math.Min(Milliseconds.Count - 1, Milliseconds.Count * part)];
}

/// <summary>Open visits, each settled once.</summary>
internal sealed class VisitPool(long from, long count, int people, bool hot)
{
    private long taken;

    /// <summary>The same visits once more, for a copy of the database.</summary>
    public VisitPool Again() => new(from, count, people, hot);

    public Errand Take()
    {
        var visit = from + Interlocked.Increment(ref taken) - 1;
        return visit < from + count
            ? new(visit, Ids.First + (visit % people), hot ? Ids.First : Ids.First + (visit % Population.Institutions))
            : throw new InvalidOperationException("The bench has used up its open visits.");
    }
}

/// <summary>Clients that each ask for one settlement after the other, until the window closes.</summary>
internal static class Load
{
    public static async Task<Window> RunAsync(
        Hospital hospital, VisitPool visits, Stated stated, int clients, int seconds)
    {
        var (allocated, used) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        var started = Stopwatch.GetTimestamp();
        var length = TimeSpan.FromSeconds(seconds);
        var taken = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var times = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var begun = Stopwatch.GetTimestamp();
                await hospital.SettleAsync(visits.Take(), stated);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return times;
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = taken.SelectMany(times => times).Order().ToList();
        return new(
            all.Count / elapsed.TotalSeconds,
            (double)(GC.GetTotalAllocatedBytes() - allocated) / all.Count,
            (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / all.Count,
            all);
    }
}
