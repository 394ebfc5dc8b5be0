using System.Globalization;
using Mingsuan.Policy.Bench;
using Mingsuan.Settlement.Bench.Replaying;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// Whole settlements over HTTP (2204, 2206, 2207 of five lines) on PostgreSQL, in turn with pgbench replaying what
/// one of
/// them sent to the database, on the same cores.
/// </summary>
internal static class SettleBench
{
    private const string Live = "live";
    private const string Replay = "replay";
    private static readonly int[] Clients = [1, 4, 16];

    /// <summary>Load alone, at four clients, long enough to be sampled from outside.</summary>
    public static async Task ProfileAsync(Report report, bool quick)
    {
        var plan = new BenchPlan(Rounds: 1, Seconds: quick ? 10 : 40);
        await using var stage = await Stage.StartAsync();
        await stage.CreateAsync(Live);
        await using var platform = await RunningPlatform.StartAsync(stage, Live);
        using var hospital = new Hospital(platform.Address);
        var opened = await Opening.PrepareAsync(stage, Live, platform, hospital, plan.Visits);
        await Load.RunAsync(hospital, opened.Spread, opened.Stated, 4, plan.Seconds / 2);
        BenchCommand.Progress($"process {Environment.ProcessId}: {plan.Seconds} s of load from now on");
        var window = await Load.RunAsync(hospital, opened.Spread, opened.Stated, 4, plan.Seconds);
        report.Add("settle.c4.per_second", window.PerSecond);
        report.Add("settle.c4.p99_ms", window.Percentile(0.99));
        report.Add("settle.bytes", window.Bytes);
        report.Add("settle.cpu_ms", window.CpuMilliseconds);
    }

    public static Task RunAsync(Report report, bool quick) => RunAsync(report, quick, prepares: true);

    /// <summary>The same as behind a pooler that cannot keep prepared statements.</summary>
    public static Task UnpreparedAsync(Report report, bool quick) => RunAsync(report, quick, prepares: false);

    private static async Task RunAsync(Report report, bool quick, bool prepares)
    {
        var plan = quick ? new BenchPlan(Rounds: 3, Seconds: 3) : new BenchPlan(Rounds: 5, Seconds: 6);
        await using var stage = await Stage.StartAsync(prepares);
        await stage.CreateAsync(Live);
        await using var platform = await RunningPlatform.StartAsync(stage, Live);
        using var hospital = new Hospital(platform.Address);
        BenchCommand.Progress("opening visits");
        var opened = await Opening.PrepareAsync(stage, Live, platform, hospital, plan.Visits);
        var script = await ScriptAsync(stage, platform, hospital, opened, report, plan);
        var bench = new PgBench(stage.Port, Replay, script);

        BenchCommand.Progress("warming up");
        await Load.RunAsync(hospital, opened.Spread, opened.Stated, 4, plan.WarmUp);
        await bench.RunAsync(4, plan.Seconds);

        // The planner knows both stores as it knows one that is in use, not as the empty tables they were a minute ago.
        await stage.ExecuteAsync(Live, "vacuum (analyze)");
        await stage.ExecuteAsync(Replay, "vacuum (analyze)");

        var rounds = new List<Round>();
        for (var i = 1; i <= plan.Rounds; i++)
        {
            BenchCommand.Progress($"settle: round {i} of {plan.Rounds}");
            rounds.Add(await RoundAsync(hospital, opened, bench, plan));
        }

        Tell(report, rounds);
        File.Delete(script);
    }

    private static async Task<Round> RoundAsync(Hospital hospital, OpenedVisits opened, PgBench bench, BenchPlan plan)
    {
        var ours = new Dictionary<int, Window>();
        var theirs = new Dictionary<int, double>();
        foreach (var clients in Clients)
        {
            ours[clients] = await Load.RunAsync(hospital, opened.Spread, opened.Stated, clients, plan.Seconds);
            theirs[clients] = await bench.RunAsync(clients, plan.Seconds);
        }

        var hot = await Load.RunAsync(hospital, opened.Hot, opened.Stated, Clients[^1], plan.Seconds);
        return new(ours, theirs, hot);
    }

    private static void Tell(Report report, List<Round> rounds)
    {
        foreach (var clients in Clients)
        {
            var ours = Median(rounds, round => round.Ours[clients].PerSecond);
            var theirs = Median(rounds, round => round.Theirs[clients]);
            report.Add($"settle.c{clients}.per_second", ours);
            report.Add($"settle.c{clients}.pgbench_per_second", theirs);
            report.Add($"settle.c{clients}.ratio", Median(rounds, r => r.Ours[clients].PerSecond / r.Theirs[clients]));
            report.Add($"settle.c{clients}.p50_ms", Median(rounds, round => round.Ours[clients].Percentile(0.5)));
            report.Add($"settle.c{clients}.p99_ms", Median(rounds, round => round.Ours[clients].Percentile(0.99)));
        }

        // Of the platform and the client together, which are one process here.
        report.Add("settle.bytes", Median(rounds, round => round.Ours[4].Bytes));
        report.Add("settle.cpu_ms", Median(rounds, round => round.Ours[4].CpuMilliseconds));
        var most = Clients[^1];
        report.Add("settle.hot.per_second", Median(rounds, round => round.Hot.PerSecond));
        report.Add("settle.hot.ratio", Median(rounds, round => round.Hot.PerSecond / round.Ours[most].PerSecond));
    }

    private static double Median(List<Round> rounds, Func<Round, double> figure) =>
        Measurement.Median(rounds.Select(figure));

    private static async Task<string> ScriptAsync(
        Stage stage, RunningPlatform platform, Hospital hospital, OpenedVisits opened, Report report, BenchPlan plan)
    {
        // The person's second settlement: account, totals and data key are there, as they mostly are.
        await hospital.SettleAsync(opened.Again(0), opened.Stated);
        var turn = 0;
        var statements = await StatementLog.CaptureAsync(
            stage, Live, () => hospital.SettleAsync(opened.Again(++turn), opened.Stated));
        report.Add("settle.statements", statements.Count);
        report.Add(
            "settle.round_trips",
            await platform.Trips.OfAsync(() => hospital.SettleAsync(opened.Again(++turn), opened.Stated)));
        var script = Path.Combine(Path.GetTempPath(), $"mingsuan-replay-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(script, ReplayScript.Of(statements, plan.Visits, Population.People));
        await stage.CreateAsync(Replay, Live);
        await opened.CopyStateAsync(Replay);
        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"settle: {statements.Count} statements a settlement, {plan.Rounds} rounds of {plan.Seconds} s"));
        return script;
    }

    private sealed record Round(
        IReadOnlyDictionary<int, Window> Ours, IReadOnlyDictionary<int, double> Theirs, Window Hot);
}

/// <summary>How long to measure.</summary>
internal sealed record BenchPlan(int Rounds, int Seconds)
{
    /// <summary>
    /// Seconds until the runtime has compiled what is used, as a server has that was not started just now.
    /// </summary>
    public int WarmUp => Rounds * Seconds;

    /// <summary>Enough for a thousand settlements in each second of load.</summary>
    public int Visits => 64_000 + (Rounds * Seconds * 2_000);
}
