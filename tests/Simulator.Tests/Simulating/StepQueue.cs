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

        As(IsLibrary(one.State) ? null : this, () => one.Step(one.State));
    }

    /// <summary>Runs something as a part of the process.</summary>
    public void Within(Action work) => As(this, work);

    /// <summary>
    /// Runs something that belongs to no process: what the libraries do in between goes on in place.
    /// </summary>
    public static void Outside(Action work) => As(null, work);

    /// <summary>
    /// Entity Framework forgets in one place to say that it needs no context. Whoever waits for that place has said so,
    /// and would be carried off to another thread if it went on inside one.
    /// </summary>
    private static bool IsLibrary(object? state) => (state as Delegate)?.Target?.GetType().GenericTypeArguments
        .Any(type => type.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true)
        == true;

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
