using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Platform.Outbox;

/// <summary>
/// 待发消息 — a message written in the same transaction as the change it tells of; sent afterwards, per bucket.
/// </summary>
[TableClass(TableClass.Local)]
public sealed class OutboxMessage
{
    /// <summary>The share of the queue that one dispatcher takes: 0 to 15, from the subject.</summary>
    public required int Bucket { get; init; }

    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose change it tells of: a person, an institution; messages of one subject keep their order.</summary>
    public required Guid Subject { get; init; }

    /// <summary>What happened, as a stable word.</summary>
    public required string Kind { get; init; }

    /// <summary>The message itself, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was sent, if it was.</summary>
    public DateTime? SentAt { get; set; }
}

/// <summary>写入待发消息 — appends to the outbox inside the running operation.</summary>
public sealed class OutboxWriter(IdSource ids, TimeProvider time)
{
    private const int Buckets = 16;

    /// <summary>Appends a message to what the operation will commit.</summary>
    public void Append(MingsuanDb db, Guid subject, string kind, string payload) => db.Add(new OutboxMessage
    {
        Bucket = subject.ToByteArray(bigEndian: true)[15] % Buckets,
        Id = ids.Next(),
        Subject = subject,
        Kind = kind,
        Payload = payload,
        CreatedAt = time.GetUtcNow().UtcDateTime,
    });
}

internal sealed class OutboxMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<OutboxMessage>(message =>
    {
        message.ToTable("platform_outbox");
        message.HasKey(row => new { row.Bucket, row.Id });
        message.Property(row => row.Kind).HasMaxLength(64);
        message.HasIndex(row => new { row.Bucket, row.SentAt, row.CreatedAt });
    });
}
