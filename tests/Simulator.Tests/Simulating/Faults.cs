using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>Faults that a careless change could bring in, built into the server from outside.</summary>
internal static class Faults
{
    private const string ClaimsForgotten = "claims are forgotten";
    private const string CommitLost = "a commit is answered and not done";
    private const string TotalsKept = "the year's totals are not written";
    private const string AccountKept = "the account is not written";
    private const string ConflictKept = "an attempt that met a conflict stays";
    private const string AnswerApart = "the answer is stored outside the transaction";

    public static TheoryData<string> All =>
        [ClaimsForgotten, CommitLost, TotalsKept, AccountKept, ConflictKept, AnswerApart];

    public static IInterceptor Of(string name) => name switch
    {
        ClaimsForgotten => new Forgetful("DELETE FROM platform_claim;"),
        CommitLost => new LosesCommits(),
        TotalsKept => new Skips("settlement_accumulator"),
        AccountKept => new Skips("settlement_account"),
        ConflictKept => new KeepsConflicts(),
        AnswerApart => new CommitsEarly("settlement_settlement"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such fault"),
    };

    /// <summary>Empties a table whenever a transaction begins.</summary>
    private sealed class Forgetful(string sql) : DbTransactionInterceptor
    {
        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection,
            TransactionEndEventData eventData,
            DbTransaction result,
            CancellationToken cancellationToken = default)
        {
            using var command = connection.CreateCommand();
            command.Transaction = result;
            command.CommandText = sql;
            command.ExecuteNonQuery();
            return new(result);
        }
    }

    /// <summary>Every ninth commit is a rollback that says it committed.</summary>
    private sealed class LosesCommits : DbTransactionInterceptor
    {
        private int commits;

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            if (++commits % 9 != 0)
            {
                return new(result);
            }

            transaction.Rollback();
            return new(InterceptionResult.Suppress());
        }
    }

    /// <summary>Turns the updates of a table into ones that change nothing and say they did.</summary>
    private sealed class Skips(string table) : DbCommandInterceptor
    {
        private readonly Regex update = new($"UPDATE \"{table}\" SET [^\n]*");

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            command.CommandText = update.Replace(
                command.CommandText, $"UPDATE \"{table}\" SET \"version\" = \"version\" + 1");
            return new(result);
        }
    }

    /// <summary>What a statement before the conflict wrote is stored, as if each had its own transaction.</summary>
    private sealed class KeepsConflicts : DbCommandInterceptor
    {
        public override Task CommandFailedAsync(
            DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Exception is PostgresException)
            {
                command.Transaction?.Commit();
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Commits when a table was written and goes on in a new transaction: what comes later, such as the claim's answer,
    /// is stored apart, and may not be.
    /// </summary>
    private sealed class CommitsEarly(string table) : DbCommandInterceptor
    {
        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            CommitAfter(command);
            return new(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            int result,
            CancellationToken cancellationToken = default)
        {
            CommitAfter(command);
            return new(result);
        }

        private void CommitAfter(DbCommand command)
        {
            if (command.CommandText.Contains($"INSERT INTO \"{table}\"", StringComparison.Ordinal))
            {
                using var apart = command.Connection!.CreateCommand();
                apart.CommandText = "COMMIT; BEGIN IMMEDIATE;";
                apart.Transaction = command.Transaction;
                apart.ExecuteNonQuery();
            }
        }
    }
}
