using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Settlement.Families;

/// <summary>
/// 家庭共济绑定 — a member may draw on a holder's personal account from a day to a day, by the holder's consent, until that
/// is revoked.
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class FamilyBond
{
    /// <summary>The member who may draw.</summary>
    public required Guid PersonId { get; init; }

    public required Guid BondId { get; init; }

    /// <summary>The person whose account pays.</summary>
    public required Guid HolderId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, that day included; none is open.</summary>
    public DateOnly? To { get; set; }

    /// <summary>How the holder agreed.</summary>
    public required string Consent { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public int Version { get; set; }
}

internal sealed class FamilyRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<FamilyBond>(bond =>
    {
        bond.ToTable("settlement_family_bond");
        bond.HasKey(row => new { row.PersonId, row.BondId });
        bond.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
        bond.HasIndex(row => row.HolderId);
        bond.Property(row => row.Consent).HasMaxLength(500);
        bond.Property(row => row.RecordedBy).HasMaxLength(200);
        bond.Property(row => row.RevokedBy).HasMaxLength(200);
    });
}
