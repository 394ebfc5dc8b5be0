using System.Globalization;
using Mingsuan.Kill.Bench.Servers;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>Many terminals at work against one server, and what they learn.</summary>
public sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly CancellationTokenSource cut = new();
    private readonly List<Wire> wires = [];
    private readonly Task[] work;
    private volatile bool stopped;

    private Load(ServerProcess server, int terminals, int seed)
    {
        var clock = TimeProvider.System;
        var hospital = new Hospital(server.Plan.DemoFile, clock);
        work = [.. Enumerable.Range(1, terminals).Select(number =>
        {
            var wire = new Wire(server.Plan.Port, Gauge);
            wires.Add(wire);
            var name = string.Create(CultureInfo.InvariantCulture, $"K{seed}T{number:D2}");
            var caller = new Caller(name, hospital, wire, Known, server.Up, clock);
            var terminal = new Terminal(hospital, caller, Known, new Random((seed * 1_000) + number));
            return Task.Run(() => terminal.WorkAsync(() => stopped, cut.Token));
        })];
    }

    public Gauge Gauge { get; } = new();

    public Known Known { get; } = new();

    /// <summary>Sets the terminals to work; the server runs and has described its demonstration.</summary>
    public static Load Start(ServerProcess server, int terminals, int seed) => new(server, terminals, seed);

    /// <summary>Lets each terminal end its visit, so that nothing is left open.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        stopped = true;
        await Task.WhenAll(work).WaitAsync(Deadline, ct);
    }

    public async ValueTask DisposeAsync()
    {
        stopped = true;
        await cut.CancelAsync();
        try
        {
            await Task.WhenAll(work);
        }
        catch (OperationCanceledException)
        {
            // Cut off: whoever did it has another failure to tell.
        }

        wires.ForEach(wire => wire.Dispose());
        cut.Dispose();
    }
}
