using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>One run of the command, as a shell would run it.</summary>
internal sealed record HostProcess(int Exit, string Out, string Errors)
{
    public static readonly string InventedRegion =
        RepositoryRoot.At("tests", "Policy.Tests", "Law", "regions", "yunze");

    /// <summary>Standard output, all of it, as the one JSON value that it must be.</summary>
    public JsonNode Json => JsonNode.Parse(Out) ?? throw new InvalidDataException("Standard output holds null.");

    public static Task<HostProcess> RunAsync(params string[] arguments) => AskAsync("", arguments);

    /// <summary>Runs with the text on standard input and the shipped library.</summary>
    public static Task<HostProcess> AskAsync(string input, params string[] arguments) =>
        WithAsync(new Dictionary<string, string>(), input, arguments);

    /// <summary>Runs with settings of the environment.</summary>
    public static async Task<HostProcess> WithAsync(
        IReadOnlyDictionary<string, string> settings, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["MINGSUAN_LAW"] = RepositoryRoot.At("law");
        foreach (var name in new[] { "MINGSUAN_KEYS", "MINGSUAN_DATABASE", "MINGSUAN_DATA" })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mingsuan.Host.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit says why.
        }

        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, await output, await errors);
    }
}
