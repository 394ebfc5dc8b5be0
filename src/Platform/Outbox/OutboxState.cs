using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Outbox;

/// <summary>待发消息的积压 — how many messages wait, how many of them are parked, and since when.</summary>
public sealed record OutboxState(long Waiting, long Parked, DateTime? OldestAt)
{
    /// <summary>Reads it from the index of what waits.</summary>
    public static async Task<OutboxState> ReadAsync(MingsuanDb db, CancellationToken ct)
    {
        var waiting = db.Set<OutboxMessage>().AsNoTracking().Where(message => message.SentAt == null);
        return await waiting
            .GroupBy(_ => 1)
            .Select(all => new OutboxState(
                all.LongCount(),
                all.LongCount(message => message.ParkedAt != null),
                all.Min(message => (DateTime?)message.CreatedAt)))
            .SingleOrDefaultAsync(ct) ?? new OutboxState(0, 0, null);
    }
}
