using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Migrations;

/// <summary>数据库结构 — brings a database to the present schema, or says what it lacks.</summary>
public static class Schema
{
    /// <summary>Applies every pending migration.</summary>
    public static async Task MigrateAsync(DatabaseChoice choice, CancellationToken ct)
    {
        await using var turn = choice.EmbeddedFile is { } file ? await MigrationTurn.TakeAsync(file, ct) : null;
        await using var db = Open(choice);
        if (turn is not null)
        {
            await MigrationTurn.ForgetDeadHolderAsync(db, ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    /// <summary>The migrations that the database lacks.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(DatabaseChoice choice, CancellationToken ct)
    {
        await using var db = Open(choice);
        return (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
    }

    /// <summary>Whether the model has changes for which no migration was made.</summary>
    public static bool HasChangesWithoutMigration(DatabaseKind kind)
    {
        using DbContext db = kind == DatabaseKind.Sqlite
            ? new SqliteSchemaFactory().CreateDbContext([])
            : new PostgresSchemaFactory().CreateDbContext([]);
        return db.Database.HasPendingModelChanges();
    }

    private static DbContext Open(DatabaseChoice choice)
    {
        if (choice.Kind == DatabaseKind.Sqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteSchema>();
            choice.Configure(sqlite);
            return new SqliteSchema(sqlite.Options);
        }

        var postgres = new DbContextOptionsBuilder<PostgresSchema>();
        choice.Configure(postgres);
        return new PostgresSchema(postgres.Options);
    }
}
