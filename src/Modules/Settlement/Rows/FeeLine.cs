using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Rows;

/// <summary>费用明细 — one line as uploaded by 2204, with what the catalogue said of it and its split.</summary>
[TableClass(TableClass.Person)]
internal sealed class FeeLine
{
    public required Guid PersonId { get; init; }

    public required Guid VisitId { get; init; }

    public required string ChrgBchno { get; init; }

    /// <summary>The generation of the batch: one more after each reversal.</summary>
    public required int Generation { get; init; }

    public required string FeedetlSn { get; init; }

    /// <summary>The place in the upload, which decides ties of an allotment.</summary>
    public required int Place { get; init; }

    public required Guid InstId { get; init; }

    public required string MedListCodg { get; init; }

    public required string MedinsListCodg { get; init; }

    /// <summary>The catalogue's own code, by which rules know the item.</summary>
    public required string ItemCode { get; init; }

    public required string ItemName { get; init; }

    /// <summary>`service` or `drug`.</summary>
    public required string Kind { get; init; }

    /// <summary>`A`, `B` or `C`.</summary>
    public required string ReimbursementClass { get; init; }

    public required string ChargeCategory { get; init; }

    /// <summary>先行自付比例 in ten-thousandths.</summary>
    public required int InitialCopayTenThousandths { get; init; }

    /// <summary>单价 in millionths of a yuan.</summary>
    public required long PriceMicroYuan { get; init; }

    /// <summary>数量 in ten-thousandths.</summary>
    public required long CountTenThousandths { get; init; }

    /// <summary>最高限价 per unit, when there is one.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>同级同类公立价 per unit, when there is one.</summary>
    public Money? PublicReference { get; init; }

    public required Money Amount { get; init; }

    public required Money FullSelfPay { get; init; }

    public required Money OverLimit { get; init; }

    public required Money InitialCopay { get; init; }

    public required Money InScope { get; init; }

    /// <summary>服务事实 — how the service was done, as canonical JSON; none: the line states nothing of it.</summary>
    public string? Facts { get; init; }

    public required string? DiseCodg { get; init; }

    public required string? Rxno { get; init; }

    public required bool ExternalPrescription { get; init; }

    public required string BillingDoctorCode { get; init; }

    public required DateTime OccurredAt { get; init; }

    public required DateTime UploadedAt { get; init; }
}

internal sealed class FeeLineMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<FeeLine>(line =>
    {
        line.ToTable("settlement_fee_line");
        line.HasKey(row => new { row.PersonId, row.VisitId, row.ChrgBchno, row.Generation, row.FeedetlSn });
        line.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
        line.Property(row => row.ChrgBchno).HasMaxLength(30);
        line.Property(row => row.FeedetlSn).HasMaxLength(30);
        line.Property(row => row.MedListCodg).HasMaxLength(50);
        line.Property(row => row.MedinsListCodg).HasMaxLength(150);
    });
}
