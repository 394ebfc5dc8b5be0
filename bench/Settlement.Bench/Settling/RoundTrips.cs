using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// Counts how often the platform waits for its database: once for each command, however many statements it carries, and
/// once for each commit. A transaction's beginning travels with its first command.
/// </summary>
internal sealed class RoundTrips : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const int Attempts = 5;
    private long count;

    /// <summary>
    /// The fewest of some runs of the work: in between the platform's own background work counts too.
    /// </summary>
    public async Task<long> OfAsync(Func<Task> work)
    {
        var fewest = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = Interlocked.Read(ref count);
            await work();
            fewest = Math.Min(fewest, Interlocked.Read(ref count) - before);
        }

        return fewest;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return Task.CompletedTask;
    }
}
