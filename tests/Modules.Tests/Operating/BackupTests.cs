using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;
using Npgsql;

namespace Mingsuan.Modules.Tests.Operating;

/// <summary>备份与恢复 — as docs/operating/backup.md tells it: back up, lose everything, restore, prove.</summary>
public sealed class BackupTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_SQLite_file_with_its_keys_is_proven_and_without_them_is_worth_nothing()
    {
        var safe = Directory.CreateTempSubdirectory("mingsuan-backup-");
        var copy = Path.Combine(safe.FullName, "backup.db");
        string before;
        await using (var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server))
        {
            before = await CountsAsync(stage.Db());
            await stage.SqlAsync($"vacuum into '{copy}'");
            Keep(stage, safe);
        }

        var place = Directory.CreateTempSubdirectory("mingsuan-restored-");
        var restored = Path.Combine(place.FullName, "mingsuan.db");
        File.Copy(copy, restored);
        await ProveAsync("sqlite:" + restored, safe);
        await using (var db = Open("sqlite:" + restored))
        {
            (await CountsAsync(db)).ShouldBe(before);
        }

        (await HostProcess.RunAsync("trail", "verify", "--database", "sqlite:" + restored)).Exit.ShouldBe(2);
        place.Delete(recursive: true);
        safe.Delete(recursive: true);
    }

    [Fact]
    public async Task A_restored_PostgreSQL_dump_with_its_keys_is_proven()
    {
        var safe = Directory.CreateTempSubdirectory("mingsuan-backup-");
        var dump = Path.Combine(safe.FullName, "backup.dump");
        string before;
        NpgsqlConnectionStringBuilder place;
        await using (var stage = await SettledStage.OpenAsync(DatabaseKinds.Postgres, server))
        {
            place = new NpgsqlConnectionStringBuilder(stage.Host.Database["postgres:".Length..]);
            before = await CountsAsync(stage.Db());
            await RunAsync(place, "pg_dump", "--format=custom", "--file", dump);
            Keep(stage, safe);
        }

        await SqlAsync(place, $"drop database {place.Database} with (force)");
        await SqlAsync(place, $"create database {place.Database}");
        await RunAsync(place, "pg_restore", "--exit-on-error", "--single-transaction", dump);

        NpgsqlConnection.ClearAllPools();
        var database = "postgres:" + place.ConnectionString;
        await ProveAsync(database, safe);
        await using (var db = Open(database))
        {
            (await CountsAsync(db)).ShouldBe(before);
            await db.Database.ExecuteSqlRawAsync("update settlement_account set spent = spent + 1", Ct);
        }

        var changed = await HostProcess.RunAsync(
            "trail", "verify", "--database", database, "--keys", safe.FullName);
        changed.Exit.ShouldBe(1, "a restored copy that was touched is found out");
        changed.Out.ShouldContain("settlement_account");
        safe.Delete(recursive: true);
    }

    private static void Keep(SettledStage stage, DirectoryInfo safe)
    {
        foreach (var name in new[] { "platform.master.key", "platform.sm2.pem" })
        {
            File.Copy(Path.Combine(stage.Host.Data.FullName, name), Path.Combine(safe.FullName, name));
        }
    }

    private static async Task ProveAsync(string database, DirectoryInfo keys)
    {
        var run = await HostProcess.RunAsync("trail", "verify", "--database", database, "--keys", keys.FullName);
        run.Exit.ShouldBe(0, run.Out + run.Errors);
        run.Out.ShouldContain("holds");
        run.Out.ShouldNotContain("records 0");
    }

    /// <summary>How many rows each table has.</summary>
    private static async Task<string> CountsAsync(MingsuanDb db)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!))
        {
            var count = "select count(*) as \"Value\" from " + table;
            counts[table] = await db.Database.SqlQueryRaw<long>(count).SingleAsync(Ct);
        }

        counts["settlement_settlement"].ShouldBe(4);
        return string.Join(", ", counts);
    }

    private static MingsuanDb Open(string database)
    {
        var options = new DbContextOptionsBuilder<MingsuanDb>();
        DatabaseChoice.Parse(database).Configure(options);
        return new MingsuanDb(options.Options, Mingsuan.Migrations.SchemaMaps.All);
    }

    private static async Task SqlAsync(NpgsqlConnectionStringBuilder place, string sql)
    {
        var other = new NpgsqlConnectionStringBuilder(place.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task RunAsync(NpgsqlConnectionStringBuilder place, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "--host", place.Host!, "--port", place.Port.ToString(CultureInfo.InvariantCulture),
            "--username", place.Username!, "--dbname", place.Database!,
        }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, errors);
    }
}
