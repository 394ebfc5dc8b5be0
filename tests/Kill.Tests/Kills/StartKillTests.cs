using Mingsuan.Kill.Bench.Clients;
using Mingsuan.Kill.Bench.Runs;
using Mingsuan.Kill.Bench.Servers;

namespace Mingsuan.Kill.Tests.Kills;

/// <summary>A server killed while it starts on an empty database leaves one on which the next start succeeds.</summary>
public sealed class StartKillTests
{
    private const int Seed = 4_711;
    private const int Kills = 4;
    private const int SomeAnswers = 10;

    [Fact]
    public async Task A_server_killed_while_it_makes_its_database_starts_the_next_time()
    {
        var ct = TestContext.Current.CancellationToken;
        using var plan = ServerPlan.Sqlite();
        using var server = new ServerProcess(plan);
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var started = server.LaunchFilling();
            await Wait.UntilAsync(() => File.Exists(plan.File) || started.HasExited, ct);
            await Task.Delay(random.Next(600), ct);
            server.Kill();
            await server.GoneAsync(ct);
        }

        await server.PrepareAsync(ct);
        await server.StartAsync(ct);
        await using var load = Load.Start(server, terminals: 4, Seed);
        await load.Gauge.AnsweredAsync(SomeAnswers, ct);
        await load.FinishAsync(ct);
        await server.StopAsync(ct);
        (await KillRun.DifferencesAsync(server, load.Known, ct)).ShouldBeEmpty($"seed {Seed}");
    }
}
