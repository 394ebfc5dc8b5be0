using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Platform.Outbox;

/// <summary>写入待发消息 — appends to the outbox inside the running operation.</summary>
public sealed class OutboxWriter(IdSource ids, TimeProvider time)
{
    /// <summary>
    /// Appends a message to what the operation will commit. It tells of what the operation has just put on the
    /// person's chain, and takes its place in the order from there: no clock and no counter of its own.
    /// </summary>
    public void Append(MingsuanDb db, Guid person, string kind, string payload)
    {
        var told = db.Set<TrailPersonEntry>().Local.Where(entry => entry.PersonId == person)
            .MaxBy(entry => entry.Seq)
            ?? throw new InvalidOperationException($"{kind} tells of nothing on the person's chain");
        db.Add(new OutboxMessage
        {
            PersonId = person,
            Id = ids.Next(),
            Seq = told.Seq,
            Bucket = person.ToByteArray(bigEndian: true)[15] % OutboxMessage.Buckets,
            Kind = kind,
            Payload = payload,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
    }
}
