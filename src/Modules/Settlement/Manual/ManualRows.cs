using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Settlement.Manual;

/// <summary>手工报销 — an invoice of an institution is reimbursed on paper once, until that is reversed.</summary>
[TableClass(TableClass.Institution)]
internal sealed class ManualClaim
{
    public required Guid InstId { get; init; }

    /// <summary>发票号.</summary>
    public required string Invono { get; init; }

    /// <summary>1 for the first claim of the invoice, one more after each reversal.</summary>
    public required int Generation { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid SettlementId { get; init; }

    /// <summary>Why it was not settled over the network.</summary>
    public required string Reason { get; init; }

    public required string EnteredBy { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class ManualRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<ManualClaim>(claim =>
    {
        claim.ToTable("settlement_manual_claim");
        claim.HasKey(row => new { row.InstId, row.Invono, row.Generation });
        claim.Property(row => row.Invono).HasMaxLength(20);
        claim.Property(row => row.Reason).HasMaxLength(500);
        claim.Property(row => row.EnteredBy).HasMaxLength(200);
    });
}
