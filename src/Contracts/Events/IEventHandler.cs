using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Events;

/// <summary>
/// 事件接收者 — what a module does when another one tells that something happened. It is told at least once, each
/// person's events in order, so it must bear being told twice: the event's id says which it was.
/// </summary>
public interface IEventHandler
{
    /// <summary>Whether it wants events of this kind.</summary>
    bool Takes(string kind);

    /// <summary>Takes one; an exception means that it did not, and the event comes again later.</summary>
    Task HandleAsync(PlatformEvent happened, CancellationToken ct);
}

/// <summary>事件 — something that happened to a person's record, told after it was committed.</summary>
/// <param name="Id">The event, the same at each telling.</param>
/// <param name="Person">Whose record.</param>
/// <param name="Seq">Its place on the person's chain.</param>
/// <param name="Kind">What happened, as a stable word.</param>
/// <param name="Payload">The particulars.</param>
/// <param name="At">When it was written (UTC).</param>
public sealed record PlatformEvent(
    Guid Id, PersonId Person, long Seq, string Kind, JsonObject Payload, DateTime At);
