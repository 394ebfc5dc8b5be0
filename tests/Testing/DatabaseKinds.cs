using Xunit;

namespace Mingsuan.Testing;

/// <summary>Both databases, for <c>[ClassData(typeof(DatabaseKinds))]</c>: every storage test runs on each.</summary>
public sealed class DatabaseKinds : TheoryData<string>
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public DatabaseKinds()
    {
        Add(Sqlite);
        Add(Postgres);
    }
}
