using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Platform.Persistence;

/// <summary>SQLite 连接设置 — each opened connection writes ahead, syncs fully and waits for a lock.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>How long another process may hold the file before a writer gives up.</summary>
    public const int LockWaitSeconds = 5;

    private const string Settings =
        "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

    public static readonly SqlitePragmas Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
