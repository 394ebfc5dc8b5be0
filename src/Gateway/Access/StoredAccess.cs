using Mingsuan.Contracts.Access;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Gateway.Access;

/// <summary>
/// 访问日志入库 — hands each attempt to the trail's access log, which writes in batches and enters checkpoints.
/// </summary>
public sealed class StoredAccess(AccessLog log) : IAccessLog
{
    /// <inheritdoc />
    public void Record(AccessEntry entry)
    {
        var record = new AccessRecord(
            entry.Person is { } person ? TrailSubject.Person(person.Value) : null,
            $"{entry.Institution}/{entry.Actor}",
            entry.What,
            $"{entry.MsgId}@{entry.Address}",
            entry.Outcome);
        var handed = log.RecordAsync(record, CancellationToken.None);
        if (!handed.IsCompletedSuccessfully)
        {
            // Full: the record waits its turn, the request does not.
            _ = handed.AsTask();
        }
    }
}
