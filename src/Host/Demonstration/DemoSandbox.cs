using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;

namespace Mingsuan.Host.Demonstration;

/// <summary>
/// 演示沙箱 — the peers of a demonstration, as a process of their own with their own data. It is told where the platform
/// is, and the platform by <c>ecert.json</c> among its keys where the peer is; nothing else passes between them.
/// </summary>
public sealed class DemoSandbox : IAsyncDisposable
{
    private const string Program = "Mingsuan.Sandbox.dll";
    private const string Ready = "Sandbox is ready: ";
    private const string ReturnPath = "/patient/login/return";
    private const int IdBytes = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly string settings;

    /// <summary>What this process has written there; nothing before it has connected.</summary>
    private string? written;

    private DemoSandbox(Process process, string settings) => (this.process, this.settings) = (process, settings);

    /// <summary>地址 — of the e-certificate peer; known once it is connected.</summary>
    public string Address { get; private set; } = "";

    private JsonObject Client { get; init; } = [];

    /// <summary>
    /// Writes the peers' data and starts them; none when the program is not there. <paramref name="platform"/>: the
    /// addresses under which a browser reaches the platform.
    /// </summary>
    public static async Task<DemoSandbox?> StartAsync(
        DirectoryInfo data, DirectoryInfo keys, IReadOnlyList<string> platform, CancellationToken ct)
    {
        if (Found() is not { } program)
        {
            return null;
        }

        using var own = Sm2PrivateKey.Generate();
        using var peer = Sm2PrivateKey.Generate();
        var returnTo = platform.Select(address => (JsonNode)(address + ReturnPath)).ToArray();
        var (appId, appSecret) = (Random(), Random());
        var file = Path.Combine(data.FullName, "sandbox.json");
        await WriteAsync(file, new()
        {
            ["eCertificate"] = new JsonObject
            {
                ["appId"] = appId,
                ["appSecret"] = appSecret,
                ["privateKey"] = peer.ExportPem(),
                ["clientKey"] = own.PublicKey.Point,
                ["returnTo"] = new JsonArray(returnTo),
                ["holders"] = await HoldersAsync(ct),
            }
        }, ct);
        return new(Run(program, file), Path.Combine(keys.FullName, "ecert.json"))
        {
            Client = new()
            {
                ["appId"] = appId,
                ["appSecret"] = appSecret,
                ["privateKey"] = own.ExportPem(),
                ["peerKey"] = peer.PublicKey.Point,
                ["returnTo"] = new JsonArray([.. returnTo.Select(one => one.DeepClone())]),
            },
        };
    }

    /// <summary>PIN — of a person of the demonstration; anybody can work it out.</summary>
    public static string PinOf(string certno)
    {
        var digest = Sm3.Hash(Encoding.UTF8.GetBytes("mingsuan demo pin " + certno));
        return (BitConverter.ToUInt32(digest) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Waits until the peers answer, and tells the platform where. To be called when the platform listens: who cannot
    /// listen may not take the peers away from who does with the same keys.
    /// </summary>
    public async Task ConnectAsync(CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        waiting.CancelAfter(Patience);
        var line = await process.StandardOutput.ReadLineAsync(waiting.Token);
        Address = line?.StartsWith(Ready, StringComparison.Ordinal) == true
            ? line[Ready.Length..]
            : throw new InvalidOperationException("The sandbox did not start.");
        var client = Client.DeepClone().AsObject();
        client["address"] = Address;
        await WriteAsync(settings, client, ct);
        written = Text(client);
    }

    /// <summary>
    /// Takes the connection back, if it is still this one, and closes the peers' input, at which they end; whoever does
    /// not is ended.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (written is not null && File.Exists(settings) &&
            await File.ReadAllTextAsync(settings, CancellationToken.None) == written)
        {
            File.Delete(settings);
        }

        process.StandardInput.Close();
        using var waiting = new CancellationTokenSource(Farewell);
        try
        {
            await process.WaitForExitAsync(waiting.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Beside the published platform, or among its own files where both were built together.</summary>
    private static string? Found() => new[]
    {
        Path.Combine(AppContext.BaseDirectory, "sandbox", Program),
        Path.Combine(AppContext.BaseDirectory, Program),
    }.FirstOrDefault(File.Exists);

    private static Process Run(string program, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && IsDotnet(own) ? own : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])[program, "--data", file, "--ends-with-input"])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The sandbox cannot be started.");
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    private static async Task<JsonArray> HoldersAsync(CancellationToken ct)
    {
        await using var samples = File.OpenRead(Path.Combine(DemoData.Samples.FullName, "insured.json"));
        var rows = (await JsonNode.ParseAsync(samples, cancellationToken: ct))!.AsArray();
        return [.. rows.Select(row => (JsonNode)new JsonObject
        {
            ["userName"] = row!["name"]!.DeepClone(),
            ["idType"] = "01",
            ["idNo"] = row["certno"]!.DeepClone(),
            ["insuOrg"] = row["area"]!.DeepClone(),
            ["ecIndexNo"] = Convert.ToHexString(Sm3.Hash(Encoding.UTF8.GetBytes((string)row["certno"]!)))[..32],
            ["ecToken"] = row["eCertToken"]!.DeepClone(),
            ["pin"] = PinOf((string)row["certno"]!),
        })];
    }

    private static string Random() => Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));

    private static string Text(JsonObject content) => content.ToJsonString(WireJson.Options);

    /// <summary>Readable by their owner only: there are keys in it. Nobody reads half of it.</summary>
    private static async Task WriteAsync(string path, JsonObject content, CancellationToken ct)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(fresh, options))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(Text(content)), ct);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
