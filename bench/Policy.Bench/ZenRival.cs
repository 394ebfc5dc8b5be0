using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Policy.Bench;

/// <summary>
/// The same table on GoRules ZEN in Node.js: a child process of the same run, given the same rows and questions. It
/// proves its answers against the table before it measures.
/// </summary>
internal sealed record ZenRival(double Table, double Indexed, string About)
{
    public const string Name = "@gorules/zen-engine";
    private const string FolderVariable = "MINGSUAN_PEERS";
    private static readonly string DefaultFolder = Path.Combine("bench", "peers");

    /// <summary>Nanoseconds per decision; null when the rival is not installed.</summary>
    public static ZenRival? Run(PriceTable table)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(FolderVariable) ?? DefaultFolder, "zen");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", Name)))
        {
            BenchCommand.Progress($"{Name} is not installed in {folder}");
            return null;
        }

        BenchCommand.Progress($"measuring {Name}");
        try
        {
            return Ask(Path.Combine(folder, "price.mjs"), Task(table));
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException or JsonException)
        {
            BenchCommand.Progress($"{Name} does not run here: {error.Message}");
            return null;
        }
    }

    private static ZenRival? Ask(string script, string task)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        node.StandardInput.Write(task);
        node.StandardInput.Close();
        var answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        if (node.ExitCode != 0)
        {
            throw new IOException($"node ended with exit code {node.ExitCode}");
        }

        var found = JsonNode.Parse(answer)!;
        return new ZenRival((double)found["table"]!, (double)found["indexed"]!, (string)found["about"]!);
    }

    private static string Task(PriceTable table) => new JsonObject
    {
        ["rows"] = new JsonArray([.. table.Rows.Select(row => (JsonNode)new JsonObject
        {
            ["item"] = row.Item,
            ["level"] = row.Level,
            ["price"] = row.Price.Fen,
        })]),
        ["order"] = new JsonArray([.. PriceTable.Order.Select(row => (JsonNode)row)]),
    }.ToJsonString();
}
