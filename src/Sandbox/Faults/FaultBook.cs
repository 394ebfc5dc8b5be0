namespace Mingsuan.Sandbox.Faults;

/// <summary>故障 — how a peer misbehaves on demand.</summary>
internal enum Fault
{
    /// <summary>None.</summary>
    None,

    /// <summary>慢: the answer comes after everybody's patience.</summary>
    Slow,

    /// <summary>丢应答: the work is done, the connection ends without an answer.</summary>
    Lost,

    /// <summary>重复: the answer to the call before comes once more.</summary>
    Duplicate,

    /// <summary>签名错误.</summary>
    Signature,

    /// <summary>过期: what the call relies on has run out.</summary>
    Expired,
}

/// <summary>故障簿 — which calls of a method go wrong next, and how many were made.</summary>
internal sealed class FaultBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Fault>> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);

    /// <summary>Lets the next calls of a method go wrong.</summary>
    public void Order(string method, Fault fault, int times)
    {
        lock (gate)
        {
            var queue = waiting.GetValueOrDefault(method) ?? (waiting[method] = new());
            for (var at = 0; at < times; at++)
            {
                queue.Enqueue(fault);
            }
        }
    }

    /// <summary>How this call goes.</summary>
    public Fault Take(string method)
    {
        lock (gate)
        {
            calls[method] = calls.GetValueOrDefault(method) + 1;
            return waiting.TryGetValue(method, out var queue) && queue.TryDequeue(out var next) ? next : Fault.None;
        }
    }

    /// <summary>How often each method was called.</summary>
    public IReadOnlyDictionary<string, int> Calls()
    {
        lock (gate)
        {
            return new Dictionary<string, int>(calls, StringComparer.Ordinal);
        }
    }
}
