using Mingsuan.Migrations;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Operating;

/// <summary>What an operator gets wrong, and what the command says to it.</summary>
public sealed class CommandTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("99999")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task A_port_that_is_none_is_2_and_starts_nothing(string port)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mingsuan-port-{Guid.NewGuid():N}");
        var run = await HostProcess.RunAsync("demo", "--port", port, "--data", folder);
        (run.Exit, run.Out).ShouldBe((2, ""));
        run.Errors.ShouldNotBeNullOrWhiteSpace();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_directory_is_no_law_library()
    {
        var empty = Directory.CreateTempSubdirectory("mingsuan-empty-");
        var run = await HostProcess.RunAsync("law", "check", "--json", "--law", empty.FullName);
        run.Exit.ShouldBe(1);
        ((string)run.Json["diagnostics"]![0]!["code"]!).ShouldBe("L029");
        (await HostProcess.AskAsync(AskVerbTests.Review, "clock", "--law", empty.FullName)).Exit.ShouldBe(2);
        empty.Delete();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_database_that_lacks_a_migration_is_not_served_and_the_command_brings_it_up(string kind)
    {
        using var database = await TestDatabase.Create(kind, server);
        using var keys = new SqliteFile();
        string[] serve =
        [
            "serve", "--database", database.Choice, "--urls", "http://127.0.0.1:0",
            "--keys", Path.GetDirectoryName(keys.Path)!,
        ];

        var refused = await HostProcess.RunAsync(serve);
        (refused.Exit, refused.Out).ShouldBe((1, ""));
        refused.Errors.ShouldContain("run migrate first");

        var migrated = await HostProcess.RunAsync("migrate", "--database", database.Choice);
        migrated.Exit.ShouldBe(0, migrated.Errors);
        (await Schema.PendingAsync(DatabaseChoice.Parse(database.Choice), Ct)).ShouldBeEmpty();
        (await HostProcess.RunAsync([.. serve, "--metrics", "everybody"])).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_named_database_the_trail_of_the_setting_or_of_the_demonstration_is_verified()
    {
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var data = Directory.CreateTempSubdirectory("mingsuan-data-");
        var file = Path.Combine(data.FullName, "mingsuan.db");
        await stage.SqlAsync($"vacuum into '{file}'");
        var keys = stage.Host.Data.FullName;

        foreach (var (name, value) in new[]
        {
            ("MINGSUAN_DATABASE", "sqlite:" + file), ("MINGSUAN_DATA", data.FullName),
        })
        {
            var run = await HostProcess.WithAsync(
                new Dictionary<string, string> { [name] = value, ["MINGSUAN_KEYS"] = keys }, "", "trail", "verify");
            run.Exit.ShouldBe(0, name + run.Errors);
            run.Out.ShouldContain("holds");
        }

        data.Delete(recursive: true);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_exported_trail_is_verified_without_database_and_keys(string kind)
    {
        await using var stage = await SettledStage.OpenAsync(kind, server);
        var keys = stage.Host.Data.FullName;
        var (file, own) = (Path.Combine(keys, "export.db"), Path.Combine(keys, "own.pub.pem"));
        await File.WriteAllTextAsync(own, stage.Keys.Signing.PublicKey.ExportPem(), Ct);
        string[] export = ["trail", "export", file, "--database", stage.Host.Database, "--keys", keys];

        var written = await HostProcess.RunAsync(export);
        written.Exit.ShouldBe(0, written.Errors);
        (await HostProcess.RunAsync(export)).Exit.ShouldBe(2, "it does not write over a file");

        var whole = await HostProcess.RunAsync("trail", "verify", "--export", file, "--key", own);
        whole.Exit.ShouldBe(0, whole.Out + whole.Errors);
        var direct = await HostProcess.RunAsync(
            "trail", "verify", "--database", stage.Host.Database, "--keys", keys, "--key", own);
        whole.Out.ShouldBe(direct.Out);
        whole.Out.ShouldNotContain("records 0");
        var bytes = await File.ReadAllTextAsync(file, System.Text.Encoding.UTF8, Ct);
        bytes.ShouldNotContain((await File.ReadAllTextAsync(Path.Combine(keys, "platform.master.key"), Ct)).Trim());

        (await HostProcess.RunAsync("trail", "verify", "--export", own)).Exit.ShouldBe(2);
        (await HostProcess.RunAsync(
            "trail", "verify", "--export", file, "--database", stage.Host.Database)).Exit.ShouldBe(2);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "update settlement_settlement set cash = cash + 1";
            (await command.ExecuteNonQueryAsync(Ct)).ShouldBeGreaterThan(0);
        }

        var changed = await HostProcess.RunAsync("trail", "verify", "--export", file);
        changed.Exit.ShouldBe(1);
        changed.Out.ShouldContain("break T-RECORD-CHANGED settlement_settlement ");
    }
}
