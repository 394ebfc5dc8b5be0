using Microsoft.Data.Sqlite;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>`trail verify` as an auditor runs it, on a copy of a database with real settlements in it.</summary>
public sealed class TrailVerbTests(PostgresServer server)
{
    [Fact]
    public async Task The_command_proves_a_copy_and_names_a_changed_value()
    {
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server);
        using var copy = new SqliteFile();
        await stage.SqlAsync("vacuum into '" + copy.Path + "'");
        var keys = stage.Host.Data.FullName;
        var (own, foreign) = (Path.Combine(keys, "own.pub.pem"), Path.Combine(keys, "foreign.pub.pem"));
        using var stranger = Sm2PrivateKey.Generate();
        await File.WriteAllTextAsync(own, stage.Keys.Signing.PublicKey.ExportPem());
        await File.WriteAllTextAsync(foreign, stranger.PublicKey.ExportPem());
        Task<HostProcess> Verify(params string[] more) =>
            HostProcess.RunAsync(["trail", "verify", "--database", "sqlite:" + copy.Path, "--keys", keys, .. more]);

        var whole = await Verify();
        whole.Exit.ShouldBe(0, whole.Out + whole.Errors);
        whole.Out.ShouldContain("subjects 27, entries 68,");
        whole.Out.ShouldNotContain("records 0");
        whole.Out.ShouldContain("signed by " + stage.Keys.Signing.PublicKey.Fingerprint);
        (await Verify("--key", own)).Exit.ShouldBe(0);

        var other = await Verify("--key", foreign);
        other.Exit.ShouldBe(1);
        other.Out.ShouldContain("T-CHECKPOINT-KEY trail_checkpoint");

        await ChangeAsync(copy, "update settlement_ledger_entry set amount = amount + 1 where account_name = 'cash'" +
            " or account_name = 'account'");
        var changed = await Verify("--key", own);
        changed.Exit.ShouldBe(1);
        changed.Out.ShouldContain("break T-RECORD-CHANGED settlement_ledger_entry ");
        changed.Out.ShouldContain(" amount expected ");
    }

    [Fact]
    public async Task Without_database_keys_or_schema_the_command_is_2_and_makes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("mingsuan-verb-");
        var database = Path.Combine(folder.FullName, "mingsuan.db");
        await File.WriteAllBytesAsync(database, []);
        using var keys = new SqliteFile();
        var keyFolder = Path.GetDirectoryName(keys.Path)!;
        PlatformKeys.OpenOrCreate(keyFolder, System.Security.Cryptography.RandomNumberGenerator.Fill).Dispose();

        foreach (var arguments in new string[][]
        {
            ["trail", "verify"],
            ["trail", "verify", "--database", "mysql:here"],
            ["trail", "verify", "--database", "sqlite:" + database + ".none", "--keys", keyFolder],
            ["trail", "verify", "--database", "sqlite:" + database, "--keys", folder.FullName],
            ["trail", "verify", "--database", "sqlite:" + database, "--keys", keyFolder],
            ["trail", "verify", "--database", "sqlite:" + database, "--keys", keyFolder, "--key", database],
        })
        {
            var run = await HostProcess.RunAsync(arguments);
            run.Exit.ShouldBe(2, string.Join(' ', arguments) + run.Out);
            run.Out.ShouldBeEmpty();
            run.Errors.ShouldNotBeNullOrWhiteSpace();
        }

        folder.GetFiles("*.pem").ShouldBeEmpty("a verifier makes no keys");
        folder.Delete(recursive: true);
    }

    private static async Task ChangeAsync(SqliteFile file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }
}
