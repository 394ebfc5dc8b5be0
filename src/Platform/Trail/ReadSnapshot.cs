using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 只读快照 — one view of the whole database while others write; the caller's own transaction where one is open.
/// </summary>
internal sealed class ReadSnapshot(IDbContextTransaction? own) : IAsyncDisposable
{
    internal static async Task<ReadSnapshot> BeginAsync(MingsuanDb db, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return new ReadSnapshot(null);
        }

        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            await db.Database.OpenConnectionAsync(stop);

            // Deferred: a reader on SQLite must not ask for the write lock.
            var deferred = sqlite.BeginTransaction(deferred: true);
            return new ReadSnapshot(await db.Database.UseTransactionAsync(deferred, stop));
        }

        return new ReadSnapshot(await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop));
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
        {
            await own.RollbackAsync();
            await own.DisposeAsync();
        }
    }
}
