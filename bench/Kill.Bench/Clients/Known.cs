using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>What a hospital knows of one charge batch at the end of its visit.</summary>
public sealed class KnownBatch
{
    public required Patient Patient { get; init; }

    public required string Visit { get; init; }

    public required string SettleMsgid { get; init; }

    public required JsonObject SettleInput { get; init; }

    /// <summary>The acknowledged 2207; none when its answer never came.</summary>
    public JsonObject? Settled { get; set; }

    /// <summary>The acknowledged 2208.</summary>
    public JsonObject? Reversed { get; set; }

    /// <summary>Whether a 2601 was acknowledged, so that nothing may stand.</summary>
    public bool Undone { get; set; }
}

/// <summary>What all clients together know: the acknowledgements, and whatever was not as it must be.</summary>
public sealed class Known
{
    private long lost;
    private long unavailable;
    private long repeated;

    public ConcurrentQueue<KnownBatch> Batches { get; } = new();

    /// <summary>Answers that must never come, with the message that they came to.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Message numbers of writing transactions that were acknowledged, with what was acknowledged.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>Requests whose answer never came.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Answers that the platform is not available for now.</summary>
    public long Unavailable => Interlocked.Read(ref unavailable);

    /// <summary>Answers that were given before and lost, and that the repeated message got.</summary>
    public long Repeated => Interlocked.Read(ref repeated);

    public void CountLost() => Interlocked.Increment(ref lost);

    public void CountUnavailable() => Interlocked.Increment(ref unavailable);

    public void CountRepeated() => Interlocked.Increment(ref repeated);
}
