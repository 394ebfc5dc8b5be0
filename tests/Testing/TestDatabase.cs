using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Testing;

/// <summary>One empty database of the wanted kind, made for one test and gone after it.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<SqliteFile>> Migrated = new(MigrateAsync);

    private readonly IDisposable? file;

    private TestDatabase(string choice, IDisposable? file)
    {
        Choice = choice;
        this.file = file;
    }

    /// <summary>What <c>--database</c> takes: <c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.</summary>
    public string Choice { get; }

    /// <summary>One with every migration, copied from one that was migrated once: most tests begin there.</summary>
    public static async Task<TestDatabase> CreateMigrated(string kind, PostgresServer server)
    {
        if (kind == DatabaseKinds.Postgres)
        {
            return new TestDatabase($"postgres:{await server.NewMigratedDatabase()}", file: null);
        }

        var file = new SqliteFile();
        await CopyMigrated(file.Path);
        return new TestDatabase($"sqlite:{file.Path}", file);
    }

    /// <summary>Puts an embedded database with every migration where somebody wants it.</summary>
    public static async Task CopyMigrated(string path) => File.Copy((await Migrated.Value).Path, path);

    public static async Task<TestDatabase> Create(string kind, PostgresServer server)
    {
        switch (kind)
        {
            case DatabaseKinds.Sqlite:
                var file = new SqliteFile();
                return new TestDatabase($"sqlite:{file.Path}", file);
            case DatabaseKinds.Postgres:
                return new TestDatabase($"postgres:{await server.NewDatabase()}", file: null);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of database");
        }
    }

    public void Dispose() => file?.Dispose();

    /// <summary>All of it in the one file.</summary>
    private static async Task<SqliteFile> MigrateAsync()
    {
        var template = new SqliteFile();
        await Schema.MigrateAsync(DatabaseChoice.Parse($"sqlite:{template.Path}"), CancellationToken.None);
        template.Checkpoint();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.Dispose();
        return template;
    }
}
