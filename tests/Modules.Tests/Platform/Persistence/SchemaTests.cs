using Microsoft.EntityFrameworkCore;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

public sealed class SchemaTests(PostgresServer server)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public void Every_change_of_the_model_has_a_migration(DatabaseKind kind) =>
        Schema.HasChangesWithoutMigration(kind).ShouldBeFalse("run eng/new-migration NAME");

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Migrating_leaves_nothing_pending_and_may_be_repeated(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        using var database = await TestDatabase.Create(kind, server);
        var choice = DatabaseChoice.Parse(database.Choice);
        (await Schema.PendingAsync(choice, ct)).ShouldNotBeEmpty();
        await Schema.MigrateAsync(choice, ct);
        await Schema.MigrateAsync(choice, ct);
        (await Schema.PendingAsync(choice, ct)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_migration_has_its_reviewed_script()
    {
        foreach (var provider in new[] { "Sqlite", "Postgres" })
        {
            var migrations = Directory.GetFiles(RepositoryRoot.At("src", "Migrations", provider), "2*.cs")
                .Where(file => !file.EndsWith(".Designer.cs", StringComparison.Ordinal))
                .Select(Path.GetFileNameWithoutExtension).Order();
            var scripts = Directory.GetFiles(RepositoryRoot.At("db", provider.ToLowerInvariant()), "*.sql")
                .Select(Path.GetFileNameWithoutExtension).Order();
            scripts.ShouldBe(migrations);
        }
    }

    [Theory]
    [InlineData("mysql:x")]
    [InlineData("sqlite:")]
    [InlineData("postgres:nonsense=1")]
    public void Another_database_is_refused(string text) =>
        Should.Throw<FormatException>(() => DatabaseChoice.Parse(text));
}
