using System.Diagnostics;
using System.Globalization;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests;

/// <summary>
/// 仿真 — many small worlds in which everything goes wrong that can. MINGSUAN_SEEDS=N plays so many of them,
/// MINGSUAN_SEED=S one of them again; without either, the first two thousand.
/// </summary>
public sealed class SimulatorTests(GroundFixture fixture, ITestOutputHelper output)
{
    private const int Seeds = 2_000;

    private static readonly ParallelOptions AllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private Ground Ground => fixture.Ground;

    [Fact]
    public void In_every_world_each_acknowledged_settlement_is_booked_once_and_proven()
    {
        var total = new Totals();
        var watch = Stopwatch.StartNew();
        var (seeds, chosen) = Chosen();
        Parallel.ForEach(seeds, AllCores, seed =>
        {
            var outcome = Simulation.Run(Ground, seed, new Plan());
            total.Add(outcome.Tally);
            outcome.Holds.ShouldBeTrue(outcome.ToString());
        });

        output.WriteLine($"{total} in {watch.Elapsed.TotalSeconds:F1} s");
        if (!chosen)
        {
            total.Runs.ShouldBe(Seeds);
            total.Sum(run => run.CrashesInFlight).ShouldBeGreaterThan(total.Runs);
            total.Sum(run => run.Settlements).ShouldBeGreaterThan(total.Runs);
            total.Sum(run => run.Undone).ShouldBeGreaterThan(total.Runs / 10);
            total.Sum(run => run.CommitFaults).ShouldBeGreaterThan(total.Runs / 20);
            total.Sum(run => run.Conflicts).ShouldBeGreaterThan(total.Runs / 2);
        }
    }

    [Fact]
    public void One_seed_plays_the_same_world_every_time()
    {
        foreach (var seed in new ulong[] { 7, 8, 9 })
        {
            var first = Simulation.Run(Ground, seed, new Plan());
            var second = Simulation.Run(Ground, seed, new Plan());

            second.Journal.ShouldBe(first.Journal);
            second.Digest.ShouldBe(first.Digest);
            first.Journal.Count.ShouldBeGreaterThan(100);
        }

        Simulation.Run(Ground, 7, new Plan()).Digest.ShouldNotBe(Simulation.Run(Ground, 8, new Plan()).Digest);
    }

    [Fact]
    public void A_charge_survives_a_crash_at_each_single_await_of_its_way()
    {
        var died = 0;
        for (var point = 1; ; point++)
        {
            var outcome = Simulation.Run(
                Ground, seed: 3, new Plan { Turbulent = false, Clients = 1, DieAt = point });
            outcome.Holds.ShouldBeTrue($"died at point {point}: {outcome}");
            outcome.Tally.Settlements.ShouldBeGreaterThan(0);
            if (outcome.Tally.Crashes == 0)
            {
                break;
            }

            died++;
        }

        output.WriteLine($"died at each of {died} points");
        died.ShouldBeGreaterThan(60);
    }

    [Theory]
    [MemberData(nameof(Faults.All), MemberType = typeof(Faults))]
    public void A_fault_that_is_built_in_is_found(string fault)
    {
        const int enough = 60;
        var plan = new Plan { Broken = () => Faults.Of(fault) };
        for (ulong seed = 1; seed <= enough; seed++)
        {
            if (Simulation.Run(Ground, seed, plan) is { Holds: false } found)
            {
                output.WriteLine($"{fault}: found by seed {seed}: {found.Faults[0]}");
                Simulation.Run(Ground, seed, plan).Faults.ShouldBe(found.Faults, "the seed finds it again");
                return;
            }
        }

        Assert.Fail($"{enough} worlds did not find that {fault}");
    }

    private static (IEnumerable<ulong> Seeds, bool Chosen) Chosen()
    {
        if (Environment.GetEnvironmentVariable("MINGSUAN_SEED") is { Length: > 0 } one)
        {
            return ([ulong.Parse(one, CultureInfo.InvariantCulture)], true);
        }

        return Environment.GetEnvironmentVariable("MINGSUAN_SEEDS") is { Length: > 0 } many
            ? (First(int.Parse(many, CultureInfo.InvariantCulture)), true)
            : (First(Seeds), false);
    }

    private static IEnumerable<ulong> First(int count) => Enumerable.Range(1, count).Select(seed => (ulong)seed);
}
