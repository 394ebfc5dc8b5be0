using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// A connection that breaks at the commit: it happened or it did not, and the server cannot know which.
/// </summary>
internal sealed class CommitFaults(Simulation run, Chance fates) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default) => Breaks("before")
            ? throw new SqliteException("simulated: the commit was not sent", 10)
            : new(result);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default) => Breaks("after")
            ? throw new SqliteException("simulated: the commit was not answered", 10)
            : Task.CompletedTask;

    private bool Breaks(string when)
    {
        if (!run.Turbulent || !fates.Percent(2))
        {
            return false;
        }

        run.Journal.Add("commit fault " + when);
        run.Tally.CommitFaults++;
        return true;
    }
}
