namespace Mingsuan.Platform.Persistence;

/// <summary>写入闸 — lets one writer of this process through at a time, first come, first served.</summary>
public sealed class WriteGate
{
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

    /// <summary>Waits for the turn; disposing the answer passes it on.</summary>
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

        await using (ct.Register(() => Abandon(place, ct)))
        {
            await turn.Task;
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
