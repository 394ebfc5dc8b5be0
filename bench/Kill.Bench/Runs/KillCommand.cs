using System.Globalization;
using Mingsuan.Kill.Bench.Servers;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Bench.Runs;

/// <summary>
/// <c>bench kill [--kills N] [--seed S] [--database sqlite|postgres]</c>: the long form of the kill test.
/// </summary>
internal static class KillCommand
{
    private const int WrongUsage = 2;
    private const int UsualKills = 1_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--kills"] = UsualKills.ToString(CultureInfo.InvariantCulture),
            ["--seed"] = Random.Shared.Next(1, 100_000).ToString(CultureInfo.InvariantCulture),
            ["--database"] = "",
        };
        for (var at = 0; at < arguments.Length; at += 2)
        {
            if (!given.ContainsKey(arguments[at]) || at + 1 == arguments.Length)
            {
                return Usage();
            }

            given[arguments[at]] = arguments[at + 1];
        }

        var kinds = given["--database"] is { Length: > 0 } one ? [one] : new[] { "sqlite", "postgres" };
        if (!int.TryParse(given["--kills"], NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ||
            !int.TryParse(given["--seed"], NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ||
            kinds.Any(kind => kind is not ("sqlite" or "postgres")))
        {
            return Usage();
        }

        var sound = true;
        foreach (var kind in kinds)
        {
            sound &= await RunAsync(kind, new(kills, seed));
        }

        return sound ? 0 : 1;
    }

    private static async Task<bool> RunAsync(string kind, KillSettings settings)
    {
        Progress($"kill on {kind}, seed {settings.Seed}");
        await using var postgres = kind == "postgres" ? await FragilePostgres.StartAsync() : null;
        using var plan = postgres is null
            ? ServerPlan.Sqlite()
            : ServerPlan.Postgres(await postgres.NewDatabaseAsync());
        var report = await new KillRun(plan, settings, Progress).RunAsync(CancellationToken.None);
        Console.Out.WriteLine($"{kind}: {report}");
        foreach (var difference in report.Differences)
        {
            Console.Out.WriteLine($"{kind}: seed {settings.Seed}: {difference}");
        }

        return report.Differences.Count == 0 && report.Kills.Count == settings.Kills;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("usage: bench kill [--kills N] [--seed S] [--database sqlite|postgres]");
        return WrongUsage;
    }

    private static void Progress(string text) => Console.Error.WriteLine($"bench: {text}");
}
