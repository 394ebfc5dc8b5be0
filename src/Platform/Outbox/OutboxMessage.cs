using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Outbox;

/// <summary>
/// 待发消息 — a message written in the same transaction as the change it tells of, and relayed afterwards. It lies with
/// its person, so that a settlement still commits on one node when the schema is spread over several.
/// </summary>
[TableClass(TableClass.Person)]
public sealed class OutboxMessage
{
    /// <summary>The shares of the queue; one process holds a share at a time.</summary>
    public const int Buckets = 16;

    /// <summary>Whose change it tells of; messages of one person keep their order.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>The place on the person's chain of what it tells; messages are relayed in this order.</summary>
    public required long Seq { get; init; }

    /// <summary>The share of the queue, from the person.</summary>
    public required int Bucket { get; init; }

    /// <summary>What happened, as a stable word.</summary>
    public required string Kind { get; init; }

    /// <summary>The message itself, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>How often relaying it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before, after a failure.</summary>
    public DateTime? NotBefore { get; set; }

    /// <summary>When it was given up; it and what follows it of this person wait for an operator.</summary>
    public DateTime? ParkedAt { get; set; }

    /// <summary>When every receiver had it.</summary>
    public DateTime? SentAt { get; set; }
}

/// <summary>
/// 队列租约 — who relays a share of the queue, and until when. On one node, since no two may hold a share at once.
/// </summary>
[TableClass(TableClass.Local)]
public sealed class OutboxLease
{
    /// <summary>The share.</summary>
    public required int Bucket { get; init; }

    /// <summary>The process.</summary>
    public required Guid Holder { get; set; }

    /// <summary>Until when, unless renewed.</summary>
    public required DateTime Until { get; set; }

    /// <summary>The concurrency token.</summary>
    public int Version { get; set; }
}

internal sealed class OutboxMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("platform_outbox");
            message.HasKey(row => new { row.PersonId, row.Id });
            message.Property(row => row.Kind).HasMaxLength(64);

            // Only what waits is in the index, so it stays as small as the lag.
            message.HasIndex(row => new { row.Bucket, row.CreatedAt }).HasFilter("sent_at IS NULL");
        });
        model.Entity<OutboxLease>(lease =>
        {
            lease.ToTable("platform_outbox_lease");
            lease.HasKey(row => row.Bucket);
        });
    }
}
