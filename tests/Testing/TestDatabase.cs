namespace Mingsuan.Testing;

/// <summary>One empty database of the wanted kind, made for one test and gone after it.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly IDisposable? file;

    private TestDatabase(string choice, IDisposable? file)
    {
        Choice = choice;
        this.file = file;
    }

    /// <summary>What <c>--database</c> takes: <c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.</summary>
    public string Choice { get; }

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
}
