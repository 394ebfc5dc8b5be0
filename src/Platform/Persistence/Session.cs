using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 会话 — the database as one request sees it: inside an operation the operation's own connection, outside it a
/// connection for reading. A question that one module asks another goes through here, so it sees what the operation has
/// written.
/// </summary>
public sealed class Session(IDbContextFactory<MingsuanDb> factory) : IAsyncDisposable, IDisposable
{
    private MingsuanDb? reading;

    /// <summary>The context to ask.</summary>
    public MingsuanDb Db => Operation ?? (reading ??= NewReader());

    /// <summary>The running operation's context, or none.</summary>
    internal MingsuanDb? Operation { get; set; }

    public void Dispose() => reading?.Dispose();

    public ValueTask DisposeAsync() => reading?.DisposeAsync() ?? ValueTask.CompletedTask;

    private MingsuanDb NewReader()
    {
        var db = factory.CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }
}
