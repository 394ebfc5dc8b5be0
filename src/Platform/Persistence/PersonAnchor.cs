using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>参保人锚 — the row that a settlement locks; it exists from the moment the person does.</summary>
[TableClass(TableClass.Person)]
public sealed class PersonAnchor
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>锁定参保人 — the one lock of a settlement.</summary>
public static class PersonLock
{
    /// <summary>
    /// Locks the person until the transaction ends; false when there is no such person. On SQLite the transaction
    /// already holds the write lock, so this only reads. A second call in the same operation asks nothing: its context
    /// remembers the anchor that it locked.
    /// </summary>
    public static async Task<bool> LockPersonAsync(this MingsuanDb db, Guid personId, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null && db.Set<PersonAnchor>().Local.FindEntry(personId) is
            { State: EntityState.Unchanged })
        {
            return true;
        }

        var anchors = db.Database.IsNpgsql()
            ? db.Set<PersonAnchor>().FromSql(
                $"SELECT person_id, version FROM platform_person_anchor WHERE person_id = {personId} FOR UPDATE")
            : db.Set<PersonAnchor>().Where(anchor => anchor.PersonId == personId);
        var found = await anchors.AsTracking().ToListAsync(ct);
        return found.Count == 1;
    }
}

internal sealed class PersonAnchorMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<PersonAnchor>(anchor =>
    {
        anchor.ToTable("platform_person_anchor");
        anchor.HasKey(row => row.PersonId);
    });
}
