namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// What is ready to run of one simulated process. Nothing runs by itself: the simulation picks, on one thread. A dead
/// process takes nothing more.
/// </summary>
internal sealed class StepQueue : SynchronizationContext
{
    private readonly Lock guard = new();
    private readonly List<(SendOrPostCallback Step, object? State)> ready = [];

    public bool Dead { get; set; }

    public int Count
    {
        get
        {
            lock (guard)
            {
                return ready.Count;
            }
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (guard)
        {
            if (!Dead)
            {
                ready.Add((d, state));
            }
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new InvalidOperationException("Nothing may wait for a step.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs one of the ready steps.</summary>
    public void Run(int place)
    {
        (SendOrPostCallback Step, object? State) one;
        lock (guard)
        {
            one = ready[place];
            ready.RemoveAt(place);
        }

        Within(() => one.Step(one.State));
    }

    /// <summary>Runs something as a part of the process.</summary>
    public void Within(Action work) => As(this, work);

    /// <summary>
    /// Runs something that belongs to no process: what the libraries do in between goes on in place.
    /// </summary>
    public static void Outside(Action work) => As(null, work);

    private static void As(SynchronizationContext? context, Action work)
    {
        var before = Current;
        SetSynchronizationContext(context);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
