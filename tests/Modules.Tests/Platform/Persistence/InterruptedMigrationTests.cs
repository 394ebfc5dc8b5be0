using Microsoft.Data.Sqlite;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

public sealed class InterruptedMigrationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_mark_of_a_migrator_that_was_killed_holds_nobody_up()
    {
        using var file = new SqliteFile();
        var choice = DatabaseChoice.Parse("sqlite:" + file.Path);
        await Schema.MigrateAsync(choice, TestContext.Current.CancellationToken);
        await using (var killed = new SqliteConnection($"Data Source={file.Path};Pooling=false"))
        {
            await killed.OpenAsync(TestContext.Current.CancellationToken);
            await using var mark = killed.CreateCommand();
            mark.CommandText = "insert into __EFMigrationsLock (Id, Timestamp) values (1, '2026-01-01 00:00:00')";
            (await mark.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        await Schema.MigrateAsync(choice, TestContext.Current.CancellationToken).WaitAsync(Patience);
    }
}
