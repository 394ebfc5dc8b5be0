using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// Every step that the server takes with its database, before and after: there others may come in between, and there
/// the process may die.
/// </summary>
internal sealed class PointInterceptor(Func<string, Task> point)
    : IDbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken ct)
    {
        await point("query").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken ct)
    {
        await point("queried").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken ct)
    {
        await point("execute").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken ct)
    {
        await point("executed").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken ct)
    {
        await point("begin").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken ct)
    {
        await point("begun").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken ct)
    {
        await point("commit").ConfigureAwait(false);
        return result;
    }

    public async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken ct) =>
        await point("committed").ConfigureAwait(false);

    public async ValueTask<InterceptionResult> TransactionRollingBackAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken ct)
    {
        await point("rollback").ConfigureAwait(false);
        return result;
    }

    public async Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken ct) =>
        await point("rolledback").ConfigureAwait(false);

    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken ct)
    {
        await point("save").ConfigureAwait(false);
        return result;
    }

    public async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken ct)
    {
        await point("saved").ConfigureAwait(false);
        return result;
    }
}

/// <summary>Knows the open connections of one life of the server, and does not let them wait for a disk.</summary>
internal sealed class OpenConnections : DbConnectionInterceptor
{
    private readonly HashSet<DbConnection> open = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF;";
        command.ExecuteNonQuery();
        open.Add(connection);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) =>
        open.Remove(connection);

    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        open.Remove(connection);
        return Task.CompletedTask;
    }

    /// <summary>What the system does for a dead process: its connections end, and what was not committed.</summary>
    public void Cut()
    {
        foreach (var connection in open)
        {
            connection.Dispose();
        }

        open.Clear();
    }
}
