namespace Mingsuan.Platform.Persistence;

/// <summary>写入闸 — lets one writer of this process through at a time, first come, first served.</summary>
public sealed class WriteGate
{
    // Whoever waits longer would be answered later than the caller listens.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock guard = new();
    private readonly LinkedList<TaskCompletionSource> waiting = new();
    private bool taken;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (guard)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>
    /// Waits for the turn; disposing the answer passes it on. Throws <see cref="TimeoutException"/> when those before
    /// take too long.
    /// </summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource>? place;
        lock (guard)
        {
            if (!taken)
            {
                taken = true;
                return new Pass(this);
            }

            place = waiting.AddLast(turn);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        await using (patience.Token.Register(() => Abandon(place, patience.Token)))
        {
            try
            {
                await turn.Task;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException("The turn to write did not come in time.");
            }
        }

        return new Pass(this);
    }

    private void Abandon(LinkedListNode<TaskCompletionSource> place, CancellationToken ct)
    {
        lock (guard)
        {
            if (place.List is null)
            {
                return;
            }

            waiting.Remove(place);
        }

        place.Value.TrySetCanceled(ct);
    }

    private void Leave()
    {
        TaskCompletionSource? next;
        lock (guard)
        {
            next = waiting.First?.Value;
            if (next is null)
            {
                taken = false;
                return;
            }

            waiting.RemoveFirst();
        }

        next.TrySetResult();
    }

    private sealed class Pass(WriteGate gate) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
