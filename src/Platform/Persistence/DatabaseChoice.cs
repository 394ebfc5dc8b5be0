using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据库种类 — the two databases the platform runs on.</summary>
public enum DatabaseKind
{
    /// <summary>Embedded, one file.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    Postgres,
}

/// <summary>数据库选择 — `sqlite:PATH` or `postgres:CONNECTION`, as given on the command line.</summary>
public sealed record DatabaseChoice(DatabaseKind Kind, string ConnectionString)
{
    private const string SqlitePrefix = "sqlite:";
    private const string PostgresPrefix = "postgres:";

    /// <summary>The file of an embedded database; null for a server.</summary>
    public FileInfo? EmbeddedFile => Kind == DatabaseKind.Sqlite
        ? new FileInfo(new SqliteConnectionStringBuilder(ConnectionString).DataSource)
        : null;

    /// <summary>Reads the choice; throws <see cref="FormatException"/> on anything else.</summary>
    public static DatabaseChoice Parse(string text)
    {
        if (text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length)
        {
            var sqlite = new SqliteConnectionStringBuilder
            {
                DataSource = Path.GetFullPath(text[SqlitePrefix.Length..]),
                ForeignKeys = true,
                DefaultTimeout = SqlitePragmas.LockWaitSeconds,
            };
            return new(DatabaseKind.Sqlite, sqlite.ToString());
        }

        if (text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length)
        {
            return new(DatabaseKind.Postgres, PostgresConnection(text[PostgresPrefix.Length..]));
        }

        throw new FormatException("A database is given as sqlite:PATH or postgres:CONNECTION.");
    }

    /// <summary>Points an options builder at this database.</summary>
    public void Configure(DbContextOptionsBuilder options)
    {
        if (Kind == DatabaseKind.Sqlite)
        {
            options.UseSqlite(ConnectionString).AddInterceptors(SqlitePragmas.Instance);
        }
        else
        {
            options.UseNpgsql(ConnectionString);
        }
    }

    private static string PostgresConnection(string text)
    {
        try
        {
            // No server-side prepared statements unless the connection asks for them: they break behind a pooler in
            // transaction mode. And no DISCARD ALL with each use of a pooled connection: nothing here changes the
            // state of a session.
            return new NpgsqlConnectionStringBuilder(text) { NoResetOnClose = true }.ToString();
        }
        catch (ArgumentException refused)
        {
            throw new FormatException("The PostgreSQL connection cannot be read: " + refused.Message, refused);
        }
    }
}
