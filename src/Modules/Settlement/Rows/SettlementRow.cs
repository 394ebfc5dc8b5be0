using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Rows;

/// <summary>
/// 结算记录 — one settlement, or one reversal of one (all amounts negative). It keeps the library's hash, the canonical
/// facts and
/// the result; steps are recomputed from them when somebody asks.
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class SettlementRow
{
    /// <summary>联网结算.</summary>
    public const string Network = "network";

    /// <summary>手工报销.</summary>
    public const string Manual = "manual";

    public required Guid PersonId { get; init; }

    public required Guid SettlementId { get; init; }

    public required Guid InstId { get; init; }

    public required Guid VisitId { get; init; }

    public required string ChrgBchno { get; init; }

    public required int Generation { get; init; }

    /// <summary>The settlement that this one reverses; none for a settlement.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>The reversal of this settlement, once there is one.</summary>
    public Guid? ReversedBy { get; set; }

    public required string Msgid { get; init; }

    public required string Insutype { get; init; }

    /// <summary>清算经办机构: where the person is insured.</summary>
    public required string ClrOptins { get; init; }

    /// <summary>结算途径: `network`, or `manual` when an officer entered a claim on paper.</summary>
    public required string Route { get; init; }

    public required string MedType { get; init; }

    public required string Channel { get; init; }

    public required string CertType { get; init; }

    public required string OpterNo { get; init; }

    public required string OpterName { get; init; }

    public string? Invono { get; init; }

    public string? DiseCodg { get; init; }

    /// <summary>The benefit pool, its year and the level it counts at; none when no pool paid.</summary>
    public string? Pool { get; init; }

    public int? BenefitYear { get; init; }

    public required string Level { get; init; }

    /// <summary>服务发生日, which decides the rules and the year.</summary>
    public required DateOnly ServiceOn { get; init; }

    public required DateTime SettledAt { get; init; }

    public required Money Fee { get; init; }

    public required Money FullSelfPay { get; init; }

    public required Money OverLimit { get; init; }

    public required Money InitialCopay { get; init; }

    public required Money InScope { get; init; }

    public required Money Deductible { get; init; }

    public required Money Hifp { get; init; }

    public required Money Hifob { get; init; }

    public required Money Hifmi { get; init; }

    public required Money Hifes { get; init; }

    public required Money Cvlserv { get; init; }

    public required Money Maf { get; init; }

    public required Money Oth { get; init; }

    public required Money Account { get; init; }

    public required Money FamilyAccount { get; init; }

    /// <summary>Whose account paid <see cref="FamilyAccount"/>; none when none did.</summary>
    public Guid? FamilyHolderId { get; init; }

    public required Money Cash { get; init; }

    public required Money Hospital { get; init; }

    /// <summary>统筹支付比例 in ten-thousandths.</summary>
    public required int RatioTenThousandths { get; init; }

    /// <summary>个人账户余额 after this settlement.</summary>
    public required Money Balance { get; init; }

    /// <summary>Whether the region's books count the account into the fund's total, as it stood then.</summary>
    public required bool AccountInFundTotal { get; init; }

    public required string LawHash { get; init; }

    /// <summary>The claim as `adjudicate` takes it, canonical.</summary>
    public required string Facts { get; init; }

    public int Version { get; set; }

    public Money FundTotal => Hifp + Hifob + Hifmi + Hifes + Cvlserv + Maf + Oth;

    public Money Personal => Account + Cash;
}

/// <summary>结算明细 — what a settlement came to for one line; the columns sum to the settlement's.</summary>
[TableClass(TableClass.Person)]
internal sealed class SettledLine
{
    public required Guid PersonId { get; init; }

    public required Guid SettlementId { get; init; }

    public required string FeedetlSn { get; init; }

    public required Money Fee { get; init; }

    public required Money FullSelfPay { get; init; }

    public required Money OverLimit { get; init; }

    public required Money InitialCopay { get; init; }

    public required Money InScope { get; init; }

    public required Money Deductible { get; init; }

    public required Money Fund { get; init; }

    public required Money Account { get; init; }

    public required Money Cash { get; init; }

    /// <summary>Why no fund pays the line; empty when one does.</summary>
    public required string Code { get; init; }
}

internal sealed class SettlementRowMap : IEntityMap
{
    internal const string Table = "settlement_settlement";

    public void Map(ModelBuilder model)
    {
        model.Entity<SettlementRow>(row =>
        {
            row.ToTable(Table);
            row.HasKey(one => new { one.PersonId, one.SettlementId });
            row.HasOne<PersonAnchor>().WithMany().HasForeignKey(one => one.PersonId);
            row.HasIndex(one => new { one.PersonId, one.VisitId });
            row.HasIndex(one => new { one.InstId, one.SettledAt });
            row.Ignore(one => one.FundTotal);
            row.Ignore(one => one.Personal);
            row.Property(one => one.ChrgBchno).HasMaxLength(30);
            row.Property(one => one.Msgid).HasMaxLength(30);
            row.Property(one => one.LawHash).HasMaxLength(64);
            row.Property(one => one.ClrOptins).HasMaxLength(6);
            row.Property(one => one.Route).HasMaxLength(16);
        });
        model.Entity<SettledLine>(line =>
        {
            line.ToTable("settlement_settled_line");
            line.HasKey(one => new { one.PersonId, one.SettlementId, one.FeedetlSn });
            line.HasOne<SettlementRow>().WithMany().HasForeignKey(one => new { one.PersonId, one.SettlementId });
            line.Property(one => one.FeedetlSn).HasMaxLength(30);
            line.Property(one => one.Code).HasMaxLength(32);
        });
    }
}
