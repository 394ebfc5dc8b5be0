namespace Mingsuan.PublicService.Consulting;

/// <summary>
/// 公众提交限速 — how much one address may send in an hour, so that nobody floods the desks of those who answer. Counts are
/// kept in this process only, and for a bounded number of addresses: the one longest silent is forgotten first.
/// </summary>
internal sealed class PublicBrake(TimeProvider clock)
{
    /// <summary>So many questions of one address in an hour.</summary>
    public const int MostInHour = 10;

    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> sent = new(StringComparer.Ordinal);

    /// <summary>Counts one; how long to wait when it is one too many, which is then not counted.</summary>
    public TimeSpan Take(string address)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!sent.TryGetValue(address, out var times))
            {
                MakeRoom();
                sent[address] = times = new();
            }

            while (times.TryPeek(out var first) && now - first >= Window)
            {
                times.Dequeue();
            }

            if (times.Count >= MostInHour)
            {
                return times.Peek() + Window - now;
            }

            times.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    private void MakeRoom()
    {
        if (sent.Count >= MostAddresses)
        {
            sent.Remove(sent.MinBy(one => one.Value.Count == 0 ? DateTimeOffset.MinValue : one.Value.Last()).Key);
        }
    }
}
