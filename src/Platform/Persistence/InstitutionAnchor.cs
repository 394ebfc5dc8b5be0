using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>机构锚 — the row that is locked before something is appended to an institution's chain.</summary>
[TableClass(TableClass.Institution)]
public sealed class InstitutionAnchor
{
    /// <summary>The institution.</summary>
    public required Guid InstId { get; init; }

    /// <summary>The concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>锁定机构 — the one lock of an institution's chain; taken after a person's where both are needed.</summary>
public static class InstitutionLock
{
    /// <summary>
    /// Locks the institution until the transaction ends, making its anchor when there is none yet. On SQLite the
    /// transaction already holds the write lock.
    /// </summary>
    public static async Task LockInstitutionAsync(this MingsuanDb db, Guid instId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO platform_institution_anchor (inst_id, version) VALUES ({instId}, 0) ON CONFLICT DO NOTHING",
            ct);
        if (db.Database.IsNpgsql())
        {
            await db.Set<InstitutionAnchor>().FromSql(
                $"SELECT inst_id, version FROM platform_institution_anchor WHERE inst_id = {instId} FOR UPDATE")
                .AsNoTracking().ToListAsync(ct);
        }
    }
}

internal sealed class InstitutionAnchorMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<InstitutionAnchor>(anchor =>
    {
        anchor.ToTable("platform_institution_anchor");
        anchor.HasKey(row => row.InstId);
    });
}
