using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 业务结果 — a result that may ask for its transaction to be rolled back: a refusal leaves nothing behind.
/// </summary>
public interface IOutcome
{
    /// <summary>Whether what was written stays.</summary>
    bool Commits { get; }
}

/// <summary>
/// 业务操作 — runs one state change: one connection, one transaction. An operation started inside another joins it, so that
/// a whole transaction of the national interface is one transaction of the database; whether it is kept is then the
/// outer operation's decision.
/// </summary>
public sealed partial class Operations(
    IDbContextFactory<MingsuanDb> factory,
    DatabaseChoice choice,
    WriteGate gate,
    Session session,
    ILogger<Operations> log)
{
    private const int Attempts = 4;

    /// <summary>
    /// Runs the work and commits what it wrote. A conflict or a lost connection before the commit repeats the work on a
    /// fresh context; an error at the commit throws <see cref="CommitUnknownException"/>.
    /// </summary>
    public async Task<T> RunAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (session.Operation is { } running)
        {
            var joined = await work(running, ct);
            await running.SaveChangesAsync(ct);
            return joined;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(name, work, ct);
            }
            catch (Exception failure) when (attempt < Attempts && DatabaseErrors.MayRepeat(failure))
            {
                Repeated(log, name, attempt, failure.GetBaseException().Message);
                // A pause of the machine, not of the business: it runs on even where a test's clock stands still.
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt * attempt), ct);
            }
        }
    }

    private async Task<T> OnceAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var turn = choice.Kind == DatabaseKind.Sqlite ? await gate.EnterAsync(ct) : null;
        await using var db = await factory.CreateDbContextAsync(ct);

        // On SQLite this is BEGIN IMMEDIATE: the write lock is taken now, not at the first write.
        await using var transaction = choice.Kind == DatabaseKind.Sqlite
            ? await db.Database.BeginTransactionAsync(ct)
            : await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

        // A failure rolls the whole transaction back, so a savepoint before each write would never be gone back to.
        db.Database.AutoSavepointsEnabled = false;
        session.Operation = db;
        try
        {
            var result = await work(db, ct);
            if (result is IOutcome { Commits: false })
            {
                await transaction.RollbackAsync(ct);
                return result;
            }

            await db.SaveChangesAsync(ct);
            await CommitAsync(name, transaction);
            return result;
        }
        finally
        {
            session.Operation = null;
        }
    }

    private static async Task CommitAsync(string name, IDbContextTransaction transaction)
    {
        try
        {
            // Not cancellable: a caller who hangs up must not leave the outcome open.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            throw new CommitUnknownException(name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Name}: attempt {Attempt} is repeated: {Reason}")]
    private static partial void Repeated(ILogger log, string name, int attempt, string reason);
}

/// <summary>提交结果不明 — the commit failed and may or may not have happened: look the claim up before answering.</summary>
public sealed class CommitUnknownException(string operation, Exception inner)
    : Exception($"The outcome of the commit of {operation} is unknown.", inner);
