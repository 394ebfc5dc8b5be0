namespace Mingsuan.Kill.Bench.Clients;

/// <summary>What became of a request that was sent whole.</summary>
public enum Fate
{
    /// <summary>Sent, and no answer yet.</summary>
    Open,

    /// <summary>Answered.</summary>
    Answered,

    /// <summary>The connection ended without an answer.</summary>
    Lost,
}

/// <summary>One request from the moment when its last byte was handed to the system.</summary>
public sealed class Sending
{
    public Fate Fate { get; internal set; }
}

/// <summary>
/// Counts requests between their sending and their answer. A kill happens under the same lock as the counting, so what
/// it says was in flight was.
/// </summary>
public sealed class Gauge
{
    private readonly Lock guard = new();
    private readonly HashSet<Sending> open = [];
    private readonly List<(Func<bool> Holds, TaskCompletionSource Told)> waiting = [];
    private long answered;

    /// <summary>How many requests were answered so far.</summary>
    public long Answered => Interlocked.Read(ref answered);

    public int Open
    {
        get
        {
            lock (guard)
            {
                return open.Count;
            }
        }
    }

    public Sending Sent()
    {
        var sending = new Sending();
        lock (guard)
        {
            open.Add(sending);
            Tell();
        }

        return sending;
    }

    public void Ended(Sending sending, bool wasAnswered)
    {
        lock (guard)
        {
            open.Remove(sending);
            sending.Fate = wasAnswered ? Fate.Answered : Fate.Lost;
            answered += wasAnswered ? 1 : 0;
            Tell();
        }
    }

    /// <summary>Waits until so many more are answered.</summary>
    public Task AnsweredAsync(long more, CancellationToken ct)
    {
        var goal = Answered + more;
        return WhenAsync(() => answered >= goal, ct);
    }

    /// <summary>Waits until at least so many are in flight.</summary>
    public Task InFlightAsync(int least, CancellationToken ct) => WhenAsync(() => open.Count >= least, ct);

    /// <summary>Acts while at least so many are in flight and gives them; null when there are fewer.</summary>
    public IReadOnlyList<Sending>? During(int least, Action act)
    {
        lock (guard)
        {
            if (open.Count < least)
            {
                return null;
            }

            act();
            return [.. open];
        }
    }

    /// <summary>Waits until each of them is answered or lost.</summary>
    public Task EndedAsync(IReadOnlyList<Sending> sent, CancellationToken ct) =>
        WhenAsync(() => sent.All(one => one.Fate != Fate.Open), ct);

    private Task WhenAsync(Func<bool> holds, CancellationToken ct)
    {
        lock (guard)
        {
            if (holds())
            {
                return Task.CompletedTask;
            }

            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((holds, told));
            return told.Task.WaitAsync(ct);
        }
    }

    private void Tell()
    {
        for (var at = waiting.Count - 1; at >= 0; at--)
        {
            if (waiting[at].Holds())
            {
                waiting[at].Told.TrySetResult();
                waiting.RemoveAt(at);
            }
        }
    }
}
