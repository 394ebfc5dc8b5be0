using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Access;

/// <summary>访问日志 — takes note of each attempt, after any rollback; bounded and batched behind this method.</summary>
public interface IAccessLog
{
    /// <summary>Takes note of an attempt; never waits and never fails the request.</summary>
    void Record(AccessEntry entry);
}

/// <summary>一次访问 — who tried what, and how it ended.</summary>
public sealed record AccessEntry
{
    /// <summary>When the message was received (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>What was asked: an infno, or a route.</summary>
    public required string What { get; init; }

    /// <summary>The institution's code as declared.</summary>
    public string? Institution { get; init; }

    /// <summary>The operator as declared.</summary>
    public string? Actor { get; init; }

    /// <summary>发送方报文ID as declared.</summary>
    public string? MsgId { get; init; }

    /// <summary>The person whose record was touched, when known.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The address of the socket.</summary>
    public string? Address { get; init; }

    /// <summary>`ok`, `replayed`, or the code of the refusal.</summary>
    public required string Outcome { get; init; }
}
