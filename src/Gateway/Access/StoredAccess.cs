using Mingsuan.Contracts.Access;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Gateway.Access;

/// <summary>
/// 访问日志入库 — hands each attempt to the trail's access log, which writes in batches and enters checkpoints. While the
/// database is gone for long, so that the log's room is used up, attempts go to the process log: memory stays bounded.
/// </summary>
public sealed class StoredAccess(AccessLog log, LoggedAccess? overflow = null) : IAccessLog
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
        if (!log.TryRecord(record))
        {
            overflow?.Record(entry);
        }
    }
}
