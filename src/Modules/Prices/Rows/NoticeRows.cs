using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Rows;

/// <summary>价格公示 — one version of what an institution tells the public before it charges. (HN-3)</summary>
[TableClass(TableClass.Institution)]
internal sealed class PriceNotice
{
    public required Guid InstId { get; init; }

    public required int Number { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required string PublishedBy { get; init; }

    public required DateTime PublishedAt { get; init; }
}

/// <summary>公示的一项 — its content, its price, and what insurance pays of it.</summary>
[TableClass(TableClass.Institution)]
internal sealed class NoticeLine
{
    public required Guid InstId { get; init; }

    public required int Number { get; init; }

    public required string Item { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>项目内容.</summary>
    public required string Content { get; init; }

    /// <summary>收费标准.</summary>
    public required Money Price { get; init; }

    /// <summary>医保支付政策.</summary>
    public required string Policy { get; init; }
}

/// <summary>
/// 知情同意 — who agreed to which version of the notice for a visit, when and in what way. The confirming person is told
/// by the relation to the patient, not by name. (HN-3)
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class ConsentRecord
{
    public required Guid PersonId { get; init; }

    public required Guid ConsentId { get; init; }

    public required Guid VisitId { get; init; }

    public required Guid InstId { get; init; }

    /// <summary>公示版本号.</summary>
    public required int Notice { get; init; }

    /// <summary>`page`, `paper` or `voice`.</summary>
    public required string Way { get; init; }

    /// <summary>`self`, `guardian` or `agent`.</summary>
    public required string ConfirmedBy { get; init; }

    public required DateTime GivenAt { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class NoticeRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PriceNotice>(notice =>
        {
            notice.ToTable("prices_notice");
            notice.HasKey(row => new { row.InstId, row.Number });
            notice.Property(row => row.PublishedBy).HasMaxLength(200);
        });
        model.Entity<NoticeLine>(line =>
        {
            line.ToTable("prices_notice_line");
            line.HasKey(row => new { row.InstId, row.Number, row.Item });
            line.HasOne<PriceNotice>().WithMany().HasForeignKey(row => new { row.InstId, row.Number });
            line.Property(row => row.Item).HasMaxLength(50);
            line.Property(row => row.Name).HasMaxLength(200);
            line.Property(row => row.Unit).HasMaxLength(20);
            line.Property(row => row.Content).HasMaxLength(500);
            line.Property(row => row.Policy).HasMaxLength(500);
        });
        model.Entity<ConsentRecord>(consent =>
        {
            consent.ToTable("prices_consent");
            consent.HasKey(row => new { row.PersonId, row.ConsentId });
            consent.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            consent.HasIndex(row => new { row.PersonId, row.VisitId });
            consent.Property(row => row.Way).HasMaxLength(16);
            consent.Property(row => row.ConfirmedBy).HasMaxLength(16);
            consent.Property(row => row.RecordedBy).HasMaxLength(200);
        });
    }
}
