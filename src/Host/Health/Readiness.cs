using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Health;

/// <summary>
/// 就绪 — whether a call may be sent here: the database is reached, it took the latest change, and what settling rests on
/// is there. What cannot be told from the latest changes, because there were none for a while, an empty transaction
/// tells.
/// </summary>
internal sealed class Readiness(
    Session session, Operations operations, StorageHealth health, Prerequisites prerequisites)
{
    private const string Unreachable = "database unreachable";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    /// <summary>Why not; null when ready.</summary>
    public async Task<string?> ReasonAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            // An embedded database answers on the calling thread, for as long as another process holds it.
            var reached = Task.Run(() => session.Db.Database.CanConnectAsync(patience.Token), patience.Token);
            if (!await reached.WaitAsync(Patience, ct))
            {
                return health.Reason ?? Unreachable;
            }
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            return health.Reason ?? Unreachable;
        }

        if (health.Since > Stale)
        {
            await ProbeAsync(ct);
        }

        return health.Reason ?? await prerequisites.MissingAsync(ct);
    }

    private async Task ProbeAsync(CancellationToken ct)
    {
        try
        {
            await operations.RunAsync("ready", (_, _) => Task.FromResult(true), ct);
        }
        catch (Exception failure) when (DatabaseErrors.IsOutage(failure))
        {
            // The operation has told the reason already.
        }
    }
}
