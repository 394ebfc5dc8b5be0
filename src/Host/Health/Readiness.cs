using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Health;

/// <summary>
/// 就绪 — whether this process can settle now: the database answers, has every migration, a law library is in force, and
/// the keys at hand are those under which the stored data lies.
/// </summary>
public sealed partial class Readiness(
    IDbContextFactory<MingsuanDb> factory,
    DatabaseChoice choice,
    LawInForce law,
    PlatformKeys keys,
    ILogger<Readiness> log)
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

/// <summary>健康检查 — /health/live: the process runs; /health/ready: it can settle.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken ct) =>
            await readiness.MissingAsync(ct) is { } missing
                ? Results.Text(missing, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }
}
