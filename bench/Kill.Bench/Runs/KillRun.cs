using System.Diagnostics;
using Mingsuan.Kill.Bench.Clients;
using Mingsuan.Kill.Bench.Servers;
using Mingsuan.Kill.Bench.Truth;

namespace Mingsuan.Kill.Bench.Runs;

/// <summary>How long and how hard.</summary>
public sealed record KillSettings(int Kills, int Seed)
{
    /// <summary>How many terminals work at once.</summary>
    public int Terminals { get; init; } = 10;

    /// <summary>A kill waits until so many requests are in flight.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>A kill falls at most so many answers after the server is back.</summary>
    public int MostAnswers { get; init; } = 40;

    /// <summary>And at most so long after that.</summary>
    public TimeSpan MostDelay { get; init; } = TimeSpan.FromMilliseconds(40);
}

/// <summary>One kill, as measured by the terminals.</summary>
/// <param name="InFlight">Requests sent whole and not answered at the moment of the kill.</param>
/// <param name="Lost">How many of them were never answered.</param>
public sealed record KillMade(int InFlight, int Lost);

/// <summary>What a run came to. No differences is what is wanted.</summary>
public sealed record KillReport(
    IReadOnlyList<KillMade> Kills,
    Known Known,
    IReadOnlyList<string> Differences,
    TimeSpan MeanStart,
    TimeSpan EachKill,
    TimeSpan Took)
{
    public long Settled => Known.Batches.LongCount(batch => batch.Settled is not null);

    public long Reversed => Known.Batches.LongCount(batch => batch.Reversed is not null);

    public long Undone => Known.Batches.LongCount(batch => batch.Undone);

    /// <summary>Kills that fell between a request's sending and its answer.</summary>
    public int KillsBeforeAnswer => Kills.Count(kill => kill.Lost > 0);

    public override string ToString() =>
        $"{Kills.Count} kills, at least {Kills.Select(kill => kill.InFlight).DefaultIfEmpty().Min()} in flight, " +
        $"{KillsBeforeAnswer} between request and answer; {Settled} settled, {Reversed} reversed, {Undone} undone, " +
        $"{Known.Lost} answers lost, {Known.Repeated} given again; start {MeanStart.TotalSeconds:F2} s, " +
        $"{EachKill.TotalSeconds:F2} s a kill, " +
        $"in all {Took.TotalSeconds:F0} s; {Differences.Count} differences";
}

/// <summary>
/// Kills the server again and again under load, then holds what was acknowledged against what is stored.
/// </summary>
public sealed class KillRun(ServerPlan plan, KillSettings settings, Action<string> progress)
{
    private const int ProgressEach = 20;

    public async Task<KillReport> RunAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(settings.Seed);
        using var server = new ServerProcess(plan);
        var kills = new List<KillMade>();
        await server.PrepareAsync(ct);
        var starts = new List<TimeSpan> { await server.StartAsync(ct) };
        await using var load = Load.Start(server, settings.Terminals, settings.Seed);
        var killing = Stopwatch.StartNew();
        while (kills.Count < settings.Kills && load.Known.Faults.IsEmpty)
        {
            await load.Gauge.AnsweredAsync(random.Next(settings.MostAnswers + 1), ct);
            await Task.Delay(settings.MostDelay * random.NextDouble(), ct);
            kills.Add(await KillAsync(server, load.Gauge, ct));
            starts.Add(await server.StartAsync(ct));
            if (kills.Count % ProgressEach == 0)
            {
                progress($"{kills.Count} of {settings.Kills} kills, {load.Known.Batches.Count} visits");
            }
        }

        var each = killing.Elapsed / Math.Max(1, kills.Count);
        await load.FinishAsync(ct);
        await server.StopAsync(ct);
        var differences = await DifferencesAsync(server, load.Known, ct);
        var mean = TimeSpan.FromTicks((long)starts.Average(start => start.Ticks));
        return new(kills, load.Known, differences, mean, each, watch.Elapsed);
    }

    /// <summary>
    /// What is stored against what was acknowledged, and what `trail verify` says; the server is stopped.
    /// </summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(
        ServerProcess server, Known known, CancellationToken ct)
    {
        await using var tables = new Tables(server.Plan.Database);
        var found = new List<string>(await StoredTruth.DifferencesAsync(tables, known));
        var (exit, text) = await server.VerbAsync(
            ct, "trail", "verify", "--database", server.Plan.Database, "--keys", server.Plan.Keys);
        if (exit != 0 || !text.Contains("uncheckpointed 0", StringComparison.Ordinal))
        {
            found.Add("the trail: " + text);
        }

        return found;
    }

    private async Task<KillMade> KillAsync(ServerProcess server, Gauge gauge, CancellationToken ct)
    {
        IReadOnlyList<Sending>? open;
        do
        {
            await gauge.InFlightAsync(settings.InFlight, ct);
            open = gauge.During(settings.InFlight, server.Kill);
        }
        while (open is null);

        await server.GoneAsync(ct);
        await gauge.EndedAsync(open, ct);
        return new(open.Count, open.Count(one => one.Fate == Fate.Lost));
    }
}
