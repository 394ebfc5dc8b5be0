using Mingsuan.Kill.Bench.Runs;
using Mingsuan.Kill.Bench.Servers;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Tests.Kills;

/// <summary>强杀 — the real server, killed under load: whatever was acknowledged is there, once, to the fen.</summary>
public sealed class SqliteKillTests
{
    [Fact]
    public async Task Twenty_kills_lose_and_double_nothing_that_was_acknowledged_on_sqlite()
    {
        using var plan = ServerPlan.Sqlite();
        await KillOutcome.HoldsAsync(plan, seed: 20_261);
    }
}

/// <summary>The same over PostgreSQL, which outlives the server.</summary>
public sealed class PostgresKillTests
{
    [Fact]
    public async Task Twenty_kills_lose_and_double_nothing_that_was_acknowledged_on_postgresql()
    {
        await using var postgres = await FragilePostgres.StartAsync();
        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync());
        await KillOutcome.HoldsAsync(plan, seed: 20_262);
    }
}

internal static class KillOutcome
{
    private const int Kills = 20;
    private const int InFlight = 4;
    private const int BeforeAnswer = 5;

    public static async Task HoldsAsync(ServerPlan plan, int seed)
    {
        var settings = new KillSettings(Kills, seed) { InFlight = InFlight, MostAnswers = 16 };
        var report = await new KillRun(plan, settings, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());

        var told = $"seed {seed}: {report}";
        report.Differences.ShouldBeEmpty(told);
        report.Kills.Count.ShouldBe(Kills, told);
        report.Kills.ShouldAllBe(kill => kill.InFlight >= InFlight, told);
        report.KillsBeforeAnswer.ShouldBeGreaterThanOrEqualTo(BeforeAnswer, told);
        report.Settled.ShouldBeGreaterThan(0, told);
    }
}
