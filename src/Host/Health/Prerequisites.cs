using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Health;

/// <summary>
/// 前提 — what settling rests on besides a database that takes changes: every migration is there, a law library is in
/// force, and the keys at hand are those under which the stored data lies.
/// </summary>
public sealed partial class Prerequisites(
    IDbContextFactory<MingsuanDb> factory,
    DatabaseChoice choice,
    LawInForce law,
    PlatformKeys keys,
    ILogger<Prerequisites> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What is missing; null when nothing is.</summary>
    public async Task<string?> MissingAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return law.Current is null ? "no law in force" : await StoredAsync(patience.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Unreachable(log, failure.GetBaseException().Message);
            return "database unreachable";
        }
    }

    private async Task<string?> StoredAsync(CancellationToken ct)
    {
        if ((await Schema.PendingAsync(choice, ct)).Count > 0)
        {
            return "migrations pending";
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        var newest = await db.Set<TrailSubjectKey>().AsNoTracking()
            .Where(key => key.Wrapped != null)
            .OrderByDescending(key => key.PersonId)
            .FirstOrDefaultAsync(ct);
        return newest is null || newest.OpensUnder(keys) ? null : "keys do not open the stored data";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: {Reason}")]
    private static partial void Unreachable(ILogger log, string reason);
}
