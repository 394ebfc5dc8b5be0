namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 存储状况 — what the latest state changes say of the database: the reason of the last failure that was the database's,
/// until a change is stored again. Readiness tells it; nothing is decided by it.
/// </summary>
public sealed class StorageHealth(TimeProvider time)
{
    private sealed record Trouble(string Reason, DateTimeOffset At);

    private Trouble? trouble;

    /// <summary>Why the database takes no changes, as a short stable text; null while it takes them.</summary>
    public string? Reason => Volatile.Read(ref trouble)?.Reason;

    /// <summary>How long ago it last refused a change; null while it takes them.</summary>
    public TimeSpan? Since => Volatile.Read(ref trouble) is { } last ? time.GetUtcNow() - last.At : null;

    internal void Stored() => Volatile.Write(ref trouble, null);

    internal void Failed(Exception failure)
    {
        if (DatabaseErrors.IsOutage(failure))
        {
            Volatile.Write(ref trouble, new(DatabaseErrors.Reason(failure), time.GetUtcNow()));
        }
    }
}
