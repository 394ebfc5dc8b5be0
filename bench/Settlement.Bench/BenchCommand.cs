using Mingsuan.Policy.Bench;
using Mingsuan.Settlement.Bench.Growing;
using Mingsuan.Settlement.Bench.Settling;
using Mingsuan.Settlement.Bench.Tracing;

namespace Mingsuan.Settlement.Bench;

/// <summary><c>bench [NAME] [--json] [--quick]</c>: runs the measurement named, or all, those of the core
/// first.</summary>
internal static class BenchCommand
{
    private const int WrongUsage = 2;

    private static readonly (string Name, Func<Report, bool, Task> Run)[] Benches =
    [
        ("price", (report, _) => Task.Run(() => PriceBench.Run(report))),
        ("adjudicate", (report, _) => Task.Run(() => AdjudicateBench.Run(report))),
        ("whatif", (report, _) => Task.Run(() => WhatIfBench.Run(report))),
        ("settle", async (report, quick) =>
        {
            await SettleBench.RunAsync(report, quick);
            await GrowthBench.RunAsync(report, quick);
        }),
        ("trace", TraceBench.RunAsync),
    ];

    /// <summary>Parts of the above, for who works on them.</summary>
    private static readonly (string Name, Func<Report, bool, Task> Run)[] Parts =
    [
        ("settle-load", SettleBench.RunAsync),
        ("settle-unprepared", SettleBench.UnpreparedAsync),
        ("settle-growth", GrowthBench.RunAsync),
        ("settle-profile", SettleBench.ProfileAsync),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var json = arguments.Contains("--json");
        var quick = arguments.Contains("--quick");
        var names = arguments.Where(one => one is not ("--json" or "--quick")).ToList();
        var chosen = names.Count == 0 ? Benches : [.. Benches.Concat(Parts).Where(one => names.Contains(one.Name))];
        if (names.Count > 1 || chosen.Length == 0)
        {
            await Console.Error.WriteLineAsync(
                $"usage: bench [{string.Join('|', Benches.Select(one => one.Name))}] [--json] [--quick]");
            return WrongUsage;
        }

        var report = new Report();
        foreach (var (name, run) in chosen)
        {
            Progress($"measuring {name}");
            await run(report, quick);
        }

        Console.Out.WriteLine(json ? report.Json() : report.Table());
        return 0;
    }

    public static void Progress(string text) => Console.Error.WriteLine($"bench: {text}");
}
