using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// 冲突 — what PostgreSQL does to a statement inside a transaction: a serialization failure, a deadlock, an end of the
/// connection. From then on the transaction takes nothing more, and its commit is a rollback.
/// </summary>
internal sealed class Conflicts(Simulation run, Chance fates, int percent)
    : DbCommandInterceptor, IDbTransactionInterceptor
{
    private static readonly string[] States =
    [
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.AdminShutdown,
    ];

    private readonly ConditionalWeakTable<DbTransaction, string> aborted = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Meet(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Meet(command);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        if (!aborted.TryGetValue(transaction, out _))
        {
            return new(result);
        }

        transaction.Rollback();
        return new(InterceptionResult.Suppress());
    }

    private void Meet(DbCommand command)
    {
        if (command.Transaction is not { } transaction)
        {
            return;
        }

        if (aborted.TryGetValue(transaction, out _))
        {
            throw Failure(PostgresErrorCodes.InFailedSqlTransaction);
        }

        if (run.Turbulent && fates.Percent(percent))
        {
            var state = fates.One(States);
            run.Journal.Add("conflict " + state + " met");
            run.Tally.Conflicts++;
            aborted.Add(transaction, state);
            throw Failure(state);
        }
    }

    private static PostgresException Failure(string state) => new("simulated", "ERROR", "ERROR", state);
}
