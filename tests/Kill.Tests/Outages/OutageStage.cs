using Mingsuan.Kill.Bench.Clients;
using Mingsuan.Kill.Bench.Runs;
using Mingsuan.Kill.Bench.Servers;

namespace Mingsuan.Kill.Tests.Outages;

/// <summary>A server under load whose database is about to fail, and what is seen of both from outside.</summary>
internal sealed class OutageStage : IAsyncDisposable
{
    private const int Terminals = 6;
    private const int WarmUp = 12;
    private const int SomeMore = 3;
    private readonly HttpClient health;
    private (int Status, string Text) last;

    private OutageStage(ServerProcess server, int seed)
    {
        Server = server;
        Load = Load.Start(server, Terminals, seed);
        health = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Plan.Port}") };
    }

    public ServerProcess Server { get; }

    public Load Load { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts the server and its terminals; the first answers are there.</summary>
    public static async Task<OutageStage> OpenAsync(ServerPlan plan, int seed)
    {
        var server = new ServerProcess(plan);
        await server.PrepareAsync(Ct);
        await server.StartAsync(Ct);
        var stage = new OutageStage(server, seed);
        await stage.Load.Gauge.AnsweredAsync(WarmUp, Ct);
        return stage;
    }

    /// <summary>Waits until the platform says that it is not ready, and why; all the while it lives.</summary>
    public async Task NotReadyAsync(string reason)
    {
        await UntilAsync(
            async () =>
            {
                (await health.GetStringAsync("/health/live", Ct)).ShouldBe("live");
                last = await ReadyAsync();
                return last.Status == 503 && last.Text.StartsWith(reason, StringComparison.Ordinal);
            });
    }

    /// <summary>Waits until terminals were told to try again with the same message.</summary>
    public async Task ToldToRepeatAsync()
    {
        var before = Load.Known.Unavailable;
        await UntilAsync(() => Task.FromResult(Load.Known.Unavailable >= before + SomeMore));
    }

    /// <summary>Waits until it is ready by itself and settles again.</summary>
    public async Task RecoversAsync()
    {
        await UntilAsync(
            async () =>
            {
                last = await ReadyAsync();
                return last == (200, "ready");
            });
        var before = Settled();
        await UntilAsync(() => Task.FromResult(Settled() >= before + SomeMore));
    }

    /// <summary>Ends the visits; what was acknowledged is what is stored.</summary>
    public async Task HoldsAsync()
    {
        await Load.FinishAsync(Ct);
        await Server.StopAsync(Ct);
        (await KillRun.DifferencesAsync(Server, Load.Known, Ct)).ShouldBeEmpty();
        Settled().ShouldBeGreaterThan(0);
    }

    public async ValueTask DisposeAsync()
    {
        health.Dispose();
        await Load.DisposeAsync();
        Server.Dispose();
    }

    // A terminal that was answered what it must never be answered has stopped: no use in waiting on.
    private Task UntilAsync(Func<Task<bool>> holds) => Wait.UntilAsync(
        () =>
        {
            Load.Known.Faults.ShouldBeEmpty();
            return holds();
        },
        () => $"Readiness: {last}; lost {Load.Known.Lost}, told to repeat {Load.Known.Unavailable}",
        Ct);

    private int Settled() => Load.Known.Batches.Count(batch => batch.Settled is not null);

    private async Task<(int Status, string Text)> ReadyAsync()
    {
        using var answer = await health.GetAsync("/health/ready", Ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
