namespace Mingsuan.Policy.Bench;

/// <summary><c>bench [NAME] [--json]</c>: runs the measurements named, or all.</summary>
internal static class BenchCommand
{
    private const int WrongUsage = 2;

    private static readonly (string Name, Action<Report> Run)[] Benches =
    [
        ("price", PriceBench.Run),
        ("adjudicate", AdjudicateBench.Run),
        ("whatif", WhatIfBench.Run),
    ];

    public static int Run(string[] arguments)
    {
        var json = arguments.Contains("--json");
        var names = arguments.Where(one => one is not ("--json" or "--quick")).ToList();
        var chosen = names.Count == 0 ? Benches : [.. Benches.Where(one => names.Contains(one.Name))];
        if (names.Count > 1 || chosen.Length == 0)
        {
            Console.Error.WriteLine(
                $"usage: bench [{string.Join('|', Benches.Select(one => one.Name))}] [--json]");
            return WrongUsage;
        }

        var report = new Report();
        foreach (var (name, run) in chosen)
        {
            Progress($"measuring {name}");
            run(report);
        }

        Console.Out.WriteLine(json ? report.Json() : report.Table());
        return 0;
    }

    public static void Progress(string text) => Console.Error.WriteLine($"bench: {text}");
}
