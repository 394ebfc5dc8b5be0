using System.CommandLine;
using Mingsuan.Acceptance;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Host.Verbs;

/// <summary>`acceptance verify` — whether a signed report holds: under a pinned key, or the platform's own.</summary>
internal static class AcceptanceVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A report file." };
        var key = new Option<FileInfo?>("--key") { Description = "The key of reports (PEM): only it may have signed." };
        var keys = KeyFolder.Option();
        var verify = new Command("verify", "Checks a signed acceptance report.") { file, key, keys };
        verify.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(key), parsed.GetValue(keys), ct));
        return new Command("acceptance", "Acceptance runs.") { verify };
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo? pem, DirectoryInfo? folder, CancellationToken ct)
    {
        try
        {
            using var key = await KeyAsync(pem, folder, ct);
            var holds = AcceptanceModule.Holds(await File.ReadAllTextAsync(file.FullName, ct), key);
            Console.WriteLine(holds ? $"holds, signed by {key.Fingerprint}" : "does not hold");
            return holds ? 0 : 1;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException
            or CryptoFailureException or FormatException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 2;
        }
    }

    private static async Task<Sm2PublicKey> KeyAsync(FileInfo? pem, DirectoryInfo? folder, CancellationToken ct)
    {
        if (pem is not null)
        {
            return Sm2PublicKey.TryImportPem(await File.ReadAllTextAsync(pem.FullName, ct))
                ?? throw new FormatException($"{pem.FullName} holds no SM2 public key.");
        }

        using var own = PlatformKeys.Open((folder ?? KeyFolder.Of(DatabaseOption.Usual())).FullName);
        return AcceptanceModule.ReportKey(own);
    }
}
