using Microsoft.Extensions.Logging;
using Mingsuan.Contracts.Access;

namespace Mingsuan.Gateway.Access;

/// <summary>访问日志 written to the process log, where the stored one has no room.</summary>
public sealed partial class LoggedAccess(ILogger<LoggedAccess> log) : IAccessLog
{
    /// <inheritdoc />
    public void Record(AccessEntry entry) => Attempt(
        log,
        entry.What,
        entry.Outcome,
        entry.Institution,
        entry.Actor,
        entry.MsgId,
        entry.Person?.Value,
        entry.Address);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{What} {Outcome}: institution {Institution}, actor {Actor}, msgid {MsgId}, "
            + "person {Person}, from {Address}")]
    private static partial void Attempt(
        ILogger log,
        string what,
        string outcome,
        string? institution,
        string? actor,
        string? msgId,
        Guid? person,
        string? address);
}
