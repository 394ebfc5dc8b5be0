using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Filings;

/// <summary>
/// 备案 — what an institution filed for a person: who filed it, from when to when it holds, and its withdrawal.
/// </summary>
internal interface IFiling
{
    Guid PersonId { get; }

    /// <summary>待遇申报明细流水号.</summary>
    Guid FilingId { get; }

    /// <summary>The institution that filed it, the only one that may withdraw it.</summary>
    Guid InstId { get; }

    DateOnly ValidFrom { get; }

    /// <summary>The last day on which it holds: as filed, or the day before its withdrawal.</summary>
    DateOnly? HoldsUntil { get; set; }

    DateTime? WithdrawnAt { get; set; }

    string? WithdrawReason { get; set; }

    int Version { get; set; }
}

/// <summary>门诊慢特病备案 — a chronic disease registered by 2503; it gives a right from its first day on.</summary>
[TableClass(TableClass.Person)]
internal sealed class DiseaseFiling : IFiling
{
    public required Guid PersonId { get; init; }

    public required Guid FilingId { get; init; }

    public required Guid InstId { get; init; }

    public required string Insutype { get; init; }

    /// <summary>门慢门特病种目录代码.</summary>
    public required string Code { get; init; }

    public required string DiseaseName { get; init; }

    public Sensitive? Tel { get; init; }

    public Sensitive? Address { get; init; }

    /// <summary>参保机构医保区划.</summary>
    public required string InsuOptins { get; init; }

    /// <summary>鉴定定点医药机构编号.</summary>
    public required string IdentifiedBy { get; init; }

    public required DateOnly IdentifiedOn { get; init; }

    public required string DoctorCode { get; init; }

    public required Sensitive DoctorName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>结束日期 as filed.</summary>
    public DateOnly? ValidTo { get; init; }

    public required DateOnly? HoldsUntil { get; set; }

    public required DateTime FiledAt { get; init; }

    public required string OpterNo { get; init; }

    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawReason { get; set; }

    public int Version { get; set; }
}

/// <summary>人员定点备案 — an institution that a person chose, filed by 2505.</summary>
[TableClass(TableClass.Person)]
internal sealed class ChoiceFiling : IFiling
{
    public required Guid PersonId { get; init; }

    public required Guid FilingId { get; init; }

    public required Guid InstId { get; init; }

    /// <summary>业务申请类型.</summary>
    public required string Business { get; init; }

    /// <summary>定点排序号.</summary>
    public required string Place { get; init; }

    public required string ChosenCode { get; init; }

    public required string ChosenName { get; init; }

    public Sensitive? Tel { get; init; }

    public Sensitive? Address { get; init; }

    public Sensitive? AgentName { get; init; }

    public string? AgentCertType { get; init; }

    public Sensitive? AgentCertno { get; init; }

    public Sensitive? AgentTel { get; init; }

    public Sensitive? AgentAddress { get; init; }

    /// <summary>代办人关系.</summary>
    public required string AgentRelation { get; init; }

    public string? Memo { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>结束日期 as filed.</summary>
    public DateOnly? ValidTo { get; init; }

    public required DateOnly? HoldsUntil { get; set; }

    public required DateTime FiledAt { get; init; }

    public required string OpterNo { get; init; }

    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawReason { get; set; }

    public int Version { get; set; }
}

internal sealed class FilingMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<DiseaseFiling>(filing =>
        {
            filing.ToTable("registry_disease_filing");
            filing.HasKey(row => new { row.PersonId, row.FilingId });
            filing.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            filing.Property(row => row.Insutype).HasMaxLength(6);
            filing.Property(row => row.Code).HasMaxLength(30);
            filing.Property(row => row.DiseaseName).HasMaxLength(300);
            filing.Property(row => row.InsuOptins).HasMaxLength(6);
            filing.Property(row => row.IdentifiedBy).HasMaxLength(30);
            filing.Property(row => row.DoctorCode).HasMaxLength(30);
            filing.Property(row => row.OpterNo).HasMaxLength(30);
            filing.Property(row => row.WithdrawReason).HasMaxLength(500);
        });
        model.Entity<ChoiceFiling>(filing =>
        {
            filing.ToTable("registry_choice_filing");
            filing.HasKey(row => new { row.PersonId, row.FilingId });
            filing.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            filing.Property(row => row.Business).HasMaxLength(3);
            filing.Property(row => row.Place).HasMaxLength(3);
            filing.Property(row => row.ChosenCode).HasMaxLength(30);
            filing.Property(row => row.ChosenName).HasMaxLength(200);
            filing.Property(row => row.AgentCertType).HasMaxLength(6);
            filing.Property(row => row.AgentRelation).HasMaxLength(3);
            filing.Property(row => row.Memo).HasMaxLength(500);
            filing.Property(row => row.OpterNo).HasMaxLength(30);
            filing.Property(row => row.WithdrawReason).HasMaxLength(500);
        });
    }
}
