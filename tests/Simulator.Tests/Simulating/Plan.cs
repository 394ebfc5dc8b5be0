using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>What kind of run a seed is for.</summary>
internal sealed record Plan
{
    /// <summary>How many hospitals' windows charge at once.</summary>
    public int? Clients { get; init; }

    /// <summary>Whether messages are lost, doubled and delayed, and the clock jumps.</summary>
    public bool Turbulent { get; init; } = true;

    /// <summary>Dies at this point of the run, counted from 1, and at no other.</summary>
    public int? DieAt { get; init; }

    /// <summary>Faults built into the server, to see that the simulator finds them.</summary>
    public Func<IInterceptor>? Broken { get; init; }
}

/// <summary>What a run came to.</summary>
internal sealed record Outcome(
    ulong Seed, IReadOnlyList<string> Faults, IReadOnlyList<string> Journal, string Digest, Tally Tally)
{
    public bool Holds => Faults.Count == 0;

    /// <summary>The faults, and what led to them; the server's single steps are left out.</summary>
    public override string ToString() =>
        $"seed {Seed}: {string.Join("\n", Faults)}\n" +
        string.Join('\n', Journal.Where(line => line.Count(sign => sign == ' ') > 1).TakeLast(120));
}

/// <summary>What happened how often, so that a test can see that the hard things did happen.</summary>
internal sealed class Tally
{
    public int Points { get; set; }

    public int Crashes { get; set; }

    public int CrashesInFlight { get; set; }

    public int CommitFaults { get; set; }

    public int Conflicts { get; set; }

    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int Jumps { get; set; }

    public int Requests { get; set; }

    public int Settlements { get; set; }

    public int Reversals { get; set; }

    public int Undone { get; set; }

    public int Replays { get; set; }

    public int MostInFlight { get; set; }
}

/// <summary>The tallies of many runs, some of them at the same time.</summary>
internal sealed class Totals
{
    private readonly ConcurrentBag<Tally> tallies = [];

    public int Runs => tallies.Count;

    public void Add(Tally tally) => tallies.Add(tally);

    public int Sum(Func<Tally, int> of) => tallies.Sum(of);

    public override string ToString() =>
        $"{Runs} runs: {Sum(t => t.Requests)} requests, {Sum(t => t.Points)} points, {Sum(t => t.Crashes)} crashes " +
        $"({Sum(t => t.CrashesInFlight)} requests in flight), {Sum(t => t.CommitFaults)} broken commits, " +
        $"{Sum(t => t.Conflicts)} conflicts, " +
        $"{Sum(t => t.Lost)} lost, {Sum(t => t.Doubled)} doubled, {Sum(t => t.Jumps)} clock jumps, " +
        $"{Sum(t => t.Settlements)} settlements, {Sum(t => t.Reversals)} reversals, {Sum(t => t.Undone)} undone, " +
        $"{Sum(t => t.Replays)} replays, at most {tallies.Max(t => t.MostInFlight)} at once";
}
