using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据库错误 — read by SQLSTATE or result code, never by a constraint's name.</summary>
public static class DatabaseErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteBusySnapshot = 517;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    private const string ConnectionClass = "08";
    private const string ResourcesClass = "53";
    private const string OperatorClass = "57P";
    private const string SystemClass = "58";

    /// <summary>Whether the failed statement met an existing key.</summary>
    public static bool IsDuplicate(Exception failure) => Cause(failure) switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite =>
            sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        _ => false,
    };

    /// <summary>
    /// Whether work that has not reached its commit may simply be done again, at once: what cost the time of a wait
    /// already is not repeated.
    /// </summary>
    public static bool MayRepeat(Exception failure) => failure switch
    {
        CommitUnknownException => false,
        ConnectionLostException => true,
        _ => CauseMayPass(failure),
    };

    /// <summary>
    /// Whether the database, and not the request, is why it failed: gone, shutting down, full, locked, too slow. The
    /// same request may succeed later, under the same number.
    /// </summary>
    public static bool IsOutage(Exception failure) =>
        failure is CommitUnknownException || MayRepeat(failure) || Cause(failure) switch
        {
            PostgresException postgres => postgres.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
                || InClass(postgres, ResourcesClass, SystemClass, OperatorClass),
            NpgsqlException => true,
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteReadOnly or SqliteIoError
                or SqliteFull or SqliteCannotOpen,
            _ => failure is TimeoutException,
        };

    /// <summary>The reason as a short stable text that names no place: what readiness tells.</summary>
    public static string Reason(Exception failure) => Cause(failure) switch
    {
        PostgresException postgres when InClass(postgres, ResourcesClass) => "database full " + postgres.SqlState,
        PostgresException postgres when InClass(postgres, OperatorClass) => "database restarting " + postgres.SqlState,
        PostgresException postgres => "database error " + postgres.SqlState,
        NpgsqlException => "database unreachable",
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => "database locked",
        SqliteException { SqliteErrorCode: SqliteFull } => "database full",
        SqliteException sqlite => "database error " + sqlite.SqliteExtendedErrorCode,
        _ => failure is TimeoutException ? "database locked" : "database unreachable",
    };

    private static bool CauseMayPass(Exception failure) => Cause(failure) switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected || InClass(postgres, OperatorClass, ConnectionClass),
        NpgsqlException npgsql => npgsql.IsTransient && !TimedOut(npgsql),
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteLocked
            || sqlite.SqliteExtendedErrorCode == SqliteBusySnapshot,
        DbUpdateConcurrencyException => true,
        _ => false,
    };

    private static bool InClass(PostgresException postgres, params ReadOnlySpan<string> classes)
    {
        foreach (var one in classes)
        {
            if (postgres.SqlState.StartsWith(one, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TimedOut(Exception failure)
    {
        for (Exception? at = failure; at is not null; at = at.InnerException)
        {
            if (at is TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
    /// <summary>What kind of failure it was, of a few.</summary>
    public static string KindOf(Exception failure) => failure switch
    {
        CommitUnknownException => "commit-unknown",
        _ when IsDuplicate(failure) => "duplicate",
        _ when MayRepeat(failure) => "repeatable",
        _ when Cause(failure) is not null => "other",
        _ => "none",
    };

    private static Exception? Cause(Exception failure)
    {
        for (Exception? at = failure; at is not null; at = at.InnerException)
        {
            if (at is NpgsqlException or SqliteException or DbUpdateConcurrencyException)
            {
                return at;
            }
        }

        return null;
    }
}
