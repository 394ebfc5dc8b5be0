using Microsoft.Data.Sqlite;
using Mingsuan.Testing;

namespace Mingsuan.Architecture.Tests.Fixtures;

public sealed class TestDatabaseTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_test_database_is_named_as_the_door_takes_it(string kind)
    {
        using var database = await TestDatabase.Create(kind, server);

        database.Choice.ShouldStartWith($"{kind}:");
    }

    [Fact]
    public void A_sqlite_file_goes_away_with_its_folder_even_after_use()
    {
        string path;
        using (var file = new SqliteFile())
        {
            path = file.Path;
            using var connection = new SqliteConnection($"Data Source={path}");
            connection.Open();
            File.Exists(path).ShouldBeTrue();
        }

        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeFalse();
    }
}
