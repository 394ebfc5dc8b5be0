using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Host.Trail;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `trail verify` — proves chains, checkpoints and every money row; exit 1 on a break, which it names.
/// </summary>
internal static class TrailVerb
{
    public static Command Command()
    {
        var database = DatabaseOption.Create();
        var keys = KeyFolder.Option();
        var key = new Option<FileInfo?>("--key")
        {
            Description = "The platform's public key (PEM): only it may have signed.",
        };
        var verify = new Command("verify", "Proves the trail.") { database, keys, key };
        verify.SetAction((parsed, ct) => VerifyAsync(
            parsed.GetRequiredValue(database), parsed.GetValue(keys), parsed.GetValue(key), ct));
        return new Command("trail", "The trail of what happened.") { verify };
    }

    private static async Task<int> VerifyAsync(
        DatabaseChoice choice, DirectoryInfo? keys, FileInfo? pinned, CancellationToken ct)
    {
        var folder = keys ?? KeyFolder.Of(choice);
        if (!PlatformKeys.AreIn(folder.FullName) || choice.EmbeddedFile is { Exists: false })
        {
            await Console.Error.WriteLineAsync(
                $"No database, or no keys in {folder.FullName}: name them with --database and --keys.");
            return 2;
        }

        var pins = new List<Sm2PublicKey>();
        if (pinned is not null)
        {
            if (!pinned.Exists ||
                Sm2PublicKey.TryImportPem(await File.ReadAllTextAsync(pinned.FullName, ct)) is not { } key)
            {
                await Console.Error.WriteLineAsync($"{pinned.FullName} holds no SM2 public key.");
                return 2;
            }

            pins.Add(key);
        }

        var options = new DbContextOptionsBuilder<MingsuanDb>();
        choice.Configure(options);
        await using var db = new MingsuanDb(options.Options, SchemaMaps.All);
        try
        {
            using var own = PlatformKeys.Open(folder.FullName);
            var report = await new TrailVerifier(ProvenTables.All).VerifyAsync(
                db, new TrailVerification { Keys = own, Pinned = pins }, ct);
            Print(report, pins.Count > 0);
            return report.Holds ? 0 : 1;
        }
        catch (Exception unreadable) when (unreadable is DbException or CryptoFailureException)
        {
            await Console.Error.WriteLineAsync($"The database or its keys cannot be read: {unreadable.Message}");
            return 2;
        }
    }

    private static void Print(TrailReport report, bool pinned)
    {
        var counts = report.Counts;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"subjects {counts.Subjects}, entries {counts.Entries}, payloads {counts.Payloads}, " +
            $"records {counts.Records}, leaves {counts.Leaves}, checkpoints {counts.Checkpoints}, " +
            $"uncheckpointed {counts.EntriesUncheckpointed}"));
        foreach (var fingerprint in report.Fingerprints)
        {
            Console.WriteLine($"signed by {fingerprint}{(pinned ? " (pinned)" : "")}");
        }

        foreach (var one in report.Breaks)
        {
            Console.WriteLine(
                $"break {one.Code} {one.Table} {one.Key} {one.Column} expected {one.Expected} found {one.Found}");
        }

        Console.WriteLine(report.Holds ? "holds" : $"broken: {report.BreakCount}");
    }
}
