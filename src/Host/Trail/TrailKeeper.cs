using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Trail;

/// <summary>
/// 存证值守 — writes the access log in batches and signs checkpoints, each in a short operation of its own; what waits at
/// shutdown is still written.
/// </summary>
public sealed partial class TrailKeeper(
    IServiceScopeFactory scopes,
    IDbContextFactory<MingsuanDb> factory,
    AccessLog access,
    CheckpointJob checkpoints,
    TimeProvider clock,
    ILogger<TrailKeeper> log)
    : BackgroundService
{
    // All chains are looked at when the process starts and then every so often; in between only those with entries
    // dated since the run before, and a while before that, for transactions that took their time.
    private static readonly TimeSpan BetweenFullRuns = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMinutes(2);

    /// <summary>One run at a time: two would sign the same checkpoint.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>
    /// Writes whatever waits and signs a checkpoint over it; gives the checkpoint, or null when nothing was new.
    /// </summary>
    public Task<Checkpoint?> RunOnceAsync(CancellationToken ct) => RunOnceAsync(null, ct);

    private async Task<Checkpoint?> RunOnceAsync(DateTime? entriesSince, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await RunAsync(entriesSince, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Checkpoint?> RunAsync(DateTime? entriesSince, CancellationToken ct)
    {
        while (await InOperationAsync("trail.access", (db, token) => access.FlushAsync(db, token), ct) > 0)
        {
        }

        await using var reading = await factory.CreateDbContextAsync(ct);
        Checkpoint? made = null;
        foreach (var slice in (await checkpoints.FindAsync(reading, entriesSince, ct)).Chunk(CheckpointJob.MostLeaves))
        {
            made = await InOperationAsync(
                "trail.checkpoint", (db, token) => checkpoints.WriteAsync(db, slice, token), ct);
        }

        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTime? full = null;
        DateTime? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(CheckpointJob.Interval, clock, stoppingToken);
                var now = clock.GetUtcNow().UtcDateTime;
                var all = full is null || now - full >= BetweenFullRuns;
                await RunOnceAsync(all ? null : last - LongestTransaction, stoppingToken);
                full = all ? now : full;
                last = now;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
            }
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await RunOnceAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            Failed(log, failure);
        }
    }

    private async Task<T> InOperationAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(name, work, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The trail could not be kept this time")]
    private static partial void Failed(ILogger log, Exception failure);
}
