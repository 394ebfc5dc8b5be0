using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Time;

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
    StorageHealth health,
    PlatformMeters meters,
    Pause pause,
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

        // Measured by the machine's clock: a test's clock may stand still.
        var began = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await RepeatedlyAsync(name, work, ct);
            outcome = result is IOutcome { Commits: false } ? "rolled-back" : "committed";
            return result;
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
        finally
        {
            meters.Ended(name, outcome, Stopwatch.GetElapsedTime(began));
        }
    }

    private bool Noted(Exception failure)
    {
        if (DatabaseErrors.KindOf(failure) != "none")
        {
            meters.Failed(failure);
        }

        return false;
    }

    private async Task<T> RepeatedlyAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(name, work, ct);
            }
            catch (Exception failure)
            {
                if (attempt == Attempts || !DatabaseErrors.MayRepeat(failure))
                {
                    health.Failed(failure);
                    throw;
                }

                Repeated(log, name, attempt, failure.GetBaseException().Message);
                meters.Repeated(name);
                meters.Failed(failure);
                await pause(TimeSpan.FromMilliseconds(20 * attempt * attempt), ct);
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
            health.Stored();
            return result;
        }
        catch (InvalidOperationException cut)
            when (db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            // Cut between two statements, the connection is missed only by its next use, and not as an error of it.
            throw new ConnectionLostException(name, cut);
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

/// <summary>连接中断 — the connection was lost before the commit: nothing is stored.</summary>
public sealed class ConnectionLostException(string operation, Exception inner)
    : Exception($"The connection of {operation} was lost before its commit.", inner);

/// <summary>提交结果不明 — the commit failed and may or may not have happened: look the claim up before answering.</summary>
public sealed class CommitUnknownException(string operation, Exception inner)
    : Exception($"The outcome of the commit of {operation} is unknown.", inner);
