using System.Diagnostics;
using System.Globalization;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests;

/// <summary>
/// 仿真 — thousands of small worlds in which everything goes wrong that can. MINGSUAN_SEEDS=N plays more of them,
/// MINGSUAN_SEED=S one of them again.
/// </summary>
public sealed class SimulatorTests(GroundFixture fixture, ITestOutputHelper output)
{
    private const int Seeds = 1_000;

    private Ground Ground => fixture.Ground;

    [Fact]
    public void In_every_world_each_acknowledged_settlement_is_booked_once_and_proven()
    {
        var total = new Totals();
        var watch = Stopwatch.StartNew();
        foreach (var seed in Chosen())
        {
            var outcome = Simulation.Run(Ground, seed, new Plan());
            total.Add(outcome.Tally);
            outcome.Holds.ShouldBeTrue(outcome + $"\n{total} in {watch.Elapsed.TotalSeconds:F1} s");
        }

        output.WriteLine($"{total} in {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static IEnumerable<ulong> Chosen()
    {
        if (Environment.GetEnvironmentVariable("MINGSUAN_SEED") is { Length: > 0 } one)
        {
            return [ulong.Parse(one, CultureInfo.InvariantCulture)];
        }

        var count = Environment.GetEnvironmentVariable("MINGSUAN_SEEDS") is { Length: > 0 } many
            ? int.Parse(many, CultureInfo.InvariantCulture)
            : Seeds;
        return Enumerable.Range(1, count).Select(seed => (ulong)seed);
    }
}
