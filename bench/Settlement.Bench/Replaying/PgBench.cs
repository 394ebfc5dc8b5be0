using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Mingsuan.Testing;

namespace Mingsuan.Settlement.Bench.Replaying;

/// <summary>PostgreSQL's own load program, replaying a script with the plainest protocol it has.</summary>
internal sealed partial class PgBench(int port, string database, string script)
{
    /// <summary>Scripts a second.</summary>
    public async Task<double> RunAsync(int clients, int seconds)
    {
        var start = new ProcessStartInfo(PostgresPrograms.Find().PathOf("pgbench"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[
            "-n", "-h", "127.0.0.1", "-p", Text(port), "-U", "postgres", "-c", Text(clients),
            "-j", Text(Math.Min(clients, Environment.ProcessorCount)), "-T", Text(seconds), "-f", script, database])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = Rate().Match(output);
        return process.ExitCode == 0 && rate.Success
            ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {output}{await errors}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
