using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Rows;

/// <summary>备案价格的种类.</summary>
internal enum FiledPriceKind
{
    /// <summary>试行价.</summary>
    Trial,

    /// <summary>自主定价.</summary>
    SelfSet,

    /// <summary>特需.</summary>
    Premium,

    /// <summary>向境外提供.</summary>
    Overseas,
}

/// <summary>
/// 价格备案 — one version of a price that an institution set itself, with its cost and who has received it. A version
/// is never changed: another price is another version. (CX-8-2, CX-8-3)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class PriceFiling
{
    public required Guid InstId { get; init; }

    public required string Item { get; init; }

    public required int Number { get; init; }

    /// <summary>医保区划 of the institution: which departments receive it.</summary>
    public required string Area { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    public required FiledPriceKind Kind { get; init; }

    public required Money Price { get; init; }

    /// <summary>成本.</summary>
    public required Money Cost { get; init; }

    /// <summary>成本构成与定价依据.</summary>
    public required string CostBasis { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required string FiledBy { get; init; }

    public required DateTime FiledAt { get; init; }

    public string? InsuranceBy { get; set; }

    public DateTime? InsuranceAt { get; set; }

    public string? HealthBy { get; set; }

    public DateTime? HealthAt { get; set; }

    public string? MarketBy { get; set; }

    public DateTime? MarketAt { get; set; }

    public int Version { get; set; }
}

/// <summary>线上线下对应的备案状态.</summary>
internal enum InclusionState
{
    /// <summary>已提出.</summary>
    Filed,

    /// <summary>已备案.</summary>
    Accepted,

    /// <summary>退回.</summary>
    Returned,
}

/// <summary>
/// 线上线下对应 — the offline item whose content an online one has, at a public price; filed before funds pay. (NHC-4)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class InclusionFiling
{
    public required Guid InstId { get; init; }

    public required string Item { get; init; }

    public required int Number { get; init; }

    public required string Area { get; init; }

    public required string OfflineItem { get; init; }

    /// <summary>内容相同的说明.</summary>
    public required string Content { get; init; }

    public required Money Price { get; init; }

    /// <summary>公立机构收费价格, worked out from the law when it was filed.</summary>
    public required Money PublicPrice { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required InclusionState State { get; set; }

    /// <summary>备案号.</summary>
    public string? FilingNumber { get; set; }

    public string? Reason { get; set; }

    public required string FiledBy { get; init; }

    public required DateTime FiledAt { get; init; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class FilingRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PriceFiling>(filing =>
        {
            filing.ToTable("prices_filing");
            filing.HasKey(row => new { row.InstId, row.Item, row.Number });
            filing.Property(row => row.Item).HasMaxLength(50);
            filing.Property(row => row.Area).HasMaxLength(6);
            filing.Property(row => row.Name).HasMaxLength(200);
            filing.Property(row => row.Unit).HasMaxLength(20);
            filing.Property(row => row.CostBasis).HasMaxLength(1000);
            filing.Property(row => row.FiledBy).HasMaxLength(200);
            filing.Property(row => row.InsuranceBy).HasMaxLength(200);
            filing.Property(row => row.HealthBy).HasMaxLength(200);
            filing.Property(row => row.MarketBy).HasMaxLength(200);
        });
        model.Entity<InclusionFiling>(filing =>
        {
            filing.ToTable("prices_inclusion");
            filing.HasKey(row => new { row.InstId, row.Item, row.Number });
            filing.Property(row => row.Item).HasMaxLength(50);
            filing.Property(row => row.Area).HasMaxLength(6);
            filing.Property(row => row.OfflineItem).HasMaxLength(50);
            filing.Property(row => row.Content).HasMaxLength(1000);
            filing.Property(row => row.FilingNumber).HasMaxLength(100);
            filing.Property(row => row.Reason).HasMaxLength(500);
            filing.Property(row => row.FiledBy).HasMaxLength(200);
            filing.Property(row => row.DecidedBy).HasMaxLength(200);
        });
    }
}
