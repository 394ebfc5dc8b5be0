using System.Globalization;
using System.Runtime.InteropServices;

namespace Mingsuan.Policy.Bench;

/// <summary>The machine that figures belong to, as far as the system tells.</summary>
internal static class MachineFacts
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string LoadFile = "/proc/loadavg";

    public static IEnumerable<(string Name, string Value)> Read()
    {
        yield return ("processor", Processor());
        yield return ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB");
        yield return ("system", $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("load", Load());
    }

    private static string Processor() =>
        Lines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown";

    /// <summary>Processes that wanted a core in the last minute: above 1, others shared the machine.</summary>
    private static string Load() => Lines(LoadFile).FirstOrDefault()?.Split(' ')[0] ?? "unknown";

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
