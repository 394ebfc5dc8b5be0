using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>Faults that a careless change could bring in, built into the server from outside.</summary>
internal static class Faults
{
    private const string ClaimsForgotten = "claims are forgotten";
    private const string CommitLost = "a commit is answered and not done";
    private const string TotalsKept = "the year's totals are not written";
    private const string AccountKept = "the account is not written";

    public static TheoryData<string> All => [ClaimsForgotten, CommitLost, TotalsKept, AccountKept];

    public static IInterceptor Of(string name) => name switch
    {
        ClaimsForgotten => new Forgetful("DELETE FROM platform_claim;"),
        CommitLost => new LosesCommits(),
        TotalsKept => new Skips("settlement_accumulator"),
        AccountKept => new Skips("settlement_account"),
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
}
