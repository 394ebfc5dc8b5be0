namespace Mingsuan.Platform.Time;

/// <summary>标识来源 — makes identifiers (UUID version 7); replaced where a run must be repeatable.</summary>
public class IdSource(TimeProvider time)
{
    /// <summary>A new identifier.</summary>
    public virtual Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
