using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据库错误 — read by SQLSTATE or result code, never by a constraint's name.</summary>
public static class DatabaseErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>Whether the failed statement met an existing key.</summary>
    public static bool IsDuplicate(Exception failure) => Cause(failure) switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite =>
            sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        _ => false,
    };

    /// <summary>Whether work that has not reached its commit may simply be done again.</summary>
    public static bool MayRepeat(Exception failure) => failure is not CommitUnknownException && Cause(failure) switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.AdminShutdown
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        DbUpdateConcurrencyException => true,
        _ => false,
    };

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
