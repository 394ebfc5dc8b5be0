using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Mingsuan.Host.Trail;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `trail verify` — proves chains, checkpoints and every money row, of a database or of an exported file; exit 1 on a
/// break, which it names. `trail export` writes such a file.
/// </summary>
internal static class TrailVerb
{
    private static readonly TrailExport Export = new(ProvenTables.All, SchemaMaps.All);

    public static Command Command() => new("trail", "The trail of what happened.") { Verify(), Exporting() };

    private static Command Verify()
    {
        var database = DatabaseOption.CreateOptional();
        var keys = KeyFolder.Option();
        var export = new Option<FileInfo?>("--export") { Description = "A file that `trail export` wrote." };
        var key = new Option<FileInfo?>("--key")
        {
            Description = "The platform's public key (PEM): only it may have signed.",
        };
        var verify = new Command("verify", "Proves the trail.") { database, export, keys, key };
        verify.SetAction((parsed, ct) => Answered(async () =>
        {
            var pins = await PinsAsync(parsed.GetValue(key), ct);
            if (parsed.GetValue(export) is { } file)
            {
                return parsed.GetValue(database) is null
                    ? await VerifyFileAsync(file, pins, ct)
                    : throw new FormatException("Name a database or an exported file, not both.");
            }

            var (choice, folder) = Stored(parsed.GetValue(database), parsed.GetValue(keys));
            using var own = PlatformKeys.Open(folder.FullName);
            await using var db = DatabaseOption.Open(choice);
            return await VerifyAsync(db, own, pins, ct);
        }));
        return verify;
    }

    private static Command Exporting()
    {
        var database = DatabaseOption.CreateOptional();
        var keys = KeyFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = "The file to make; it must not be there yet." };
        var export = new Command("export", "Writes the trail and what it proves to one file.") { file, database, keys };
        export.SetAction((parsed, ct) => Answered(async () =>
        {
            var target = parsed.GetRequiredValue(file);
            var (choice, folder) = Stored(parsed.GetValue(database), parsed.GetValue(keys));
            using var own = PlatformKeys.Open(folder.FullName);
            await using (new FileStream(target.FullName, Fresh()))
            {
            }

            await using var db = DatabaseOption.Open(choice);
            await Export.WriteAsync(db, own, RandomNumberGenerator.Fill, target.FullName, ct);
            await Console.Out.WriteLineAsync($"exported to {target.FullName}");
            return 0;
        }));
        return export;
    }

    /// <summary>Made anew, readable by its owner only: it holds what the database holds.</summary>
    private static FileStreamOptions Fresh()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static async Task<int> Answered(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception unreadable) when (unreadable is DbException or CryptoFailureException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 2;
        }
    }

    private static (DatabaseChoice Choice, DirectoryInfo Keys) Stored(DatabaseChoice? given, DirectoryInfo? keys)
    {
        var choice = given ?? DatabaseOption.Usual();
        var folder = keys ?? KeyFolder.Of(choice);
        return PlatformKeys.AreIn(folder.FullName) && choice.EmbeddedFile is not { Exists: false }
            ? (choice, folder)
            : throw new FormatException(
                $"No database, or no keys in {folder.FullName}: name them with --database and --keys.");
    }

    private static async Task<IReadOnlyList<Sm2PublicKey>> PinsAsync(FileInfo? pinned, CancellationToken ct)
    {
        if (pinned is null)
        {
            return [];
        }

        return pinned.Exists && Sm2PublicKey.TryImportPem(await File.ReadAllTextAsync(pinned.FullName, ct)) is { } key
            ? [key]
            : throw new FormatException($"{pinned.FullName} holds no SM2 public key.");
    }

    private static async Task<int> VerifyFileAsync(
        FileInfo file, IReadOnlyList<Sm2PublicKey> pins, CancellationToken ct)
    {
        if (await Export.OpenAsync(file.FullName, ct) is not { } opened)
        {
            throw new FormatException($"{file.FullName} is no exported trail.");
        }

        await using var db = opened.Db;
        using var keys = opened.Keys;
        return await VerifyAsync(db, keys, pins, ct);
    }

    private static async Task<int> VerifyAsync(
        MingsuanDb db, PlatformKeys keys, IReadOnlyList<Sm2PublicKey> pins, CancellationToken ct)
    {
        var report = await new TrailVerifier(ProvenTables.All).VerifyAsync(
            db, new TrailVerification { Keys = keys, Pinned = pins }, ct);
        Print(report, pins.Count > 0);
        return report.Holds ? 0 : 1;
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
