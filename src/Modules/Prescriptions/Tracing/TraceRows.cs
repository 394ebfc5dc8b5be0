using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>
/// 追溯码占位 — one row for each code that was ever used: what is locked before it is used again, and where it stands. A
/// projection: what counts are the code's events. Sharded by the code, which has neither person nor institution.
/// </summary>
[TableClass(TableClass.Code)]
internal sealed class TraceCodeRow
{
    public required string Code { get; init; }

    public required TraceState State { get; set; }

    /// <summary>拆零.</summary>
    public required bool IsSplit { get; set; }

    /// <summary>Where it was used last, and for whom.</summary>
    public Guid? InstId { get; set; }

    public Guid? PersonId { get; set; }

    public Guid? SettlementId { get; set; }

    /// <summary>单据号.</summary>
    public string? Document { get; set; }

    public required DateTime At { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// 追溯码事件 — never changed. Lies with its code; the trail of the person proves it, where there is none that of the
/// institution.
/// </summary>
[TableClass(TableClass.Code)]
internal sealed class TraceEventRow
{
    public required string Code { get; init; }

    /// <summary>1 for the first event of the code.</summary>
    public required int Seq { get; init; }

    public required DateTime At { get; init; }

    public required TraceMove Move { get; init; }

    public required Guid InstId { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? SettlementId { get; init; }

    public Guid? SaleId { get; init; }

    /// <summary>单据号 — of the settlement, the retail document, or the prescription.</summary>
    public required string Document { get; init; }

    /// <summary>拆零.</summary>
    public required bool IsSplit { get; init; }

    /// <summary>医疗目录编码.</summary>
    public string? ItemCode { get; init; }

    /// <summary>定点医药机构批次流水号.</summary>
    public string? Bchno { get; init; }

    public required string Actor { get; init; }

    public TraceEvent Event => new(Move, new TraceDeed(InstId, PersonId, Document, IsSplit)
    {
        Settlement = SettlementId,
        Sale = SaleId,
    }, At);
}

/// <summary>结算追溯码 — which codes a settlement named or its medicine was sold with; leads from it to them.</summary>
[TableClass(TableClass.Person)]
internal sealed class TraceLine
{
    public required Guid PersonId { get; init; }

    public required Guid SettlementId { get; init; }

    public required string Code { get; init; }

    /// <summary>费用明细流水号, where the settlement said it.</summary>
    public string? FeedetlSn { get; init; }
}

/// <summary>
/// 商品销售记录 — one line of 3505 or 3506. Sharded by the institution; the trail of the person proves
/// it, where there is none that of the institution.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class GoodsRecord
{
    public required Guid InstId { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>A sale, or what came back.</summary>
    public required bool IsReturn { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? SettlementId { get; init; }

    /// <summary>医疗目录编码.</summary>
    public required string ItemCode { get; init; }

    /// <summary>定点医药机构批次流水号.</summary>
    public required string Bchno { get; init; }

    /// <summary>单据号.</summary>
    public required string Document { get; init; }

    /// <summary>拆零.</summary>
    public required bool IsSplit { get; init; }

    /// <summary>销售/退货数量 in ten-thousandths.</summary>
    public required long CountTenThousandths { get; init; }

    /// <summary>销售/退货时间 as stated.</summary>
    public required DateTime MovedAt { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>追溯码, blank-separated.</summary>
    public required string Codes { get; init; }

    /// <summary>The line as it came, without what says who the patient is.</summary>
    public required string Details { get; init; }

    public required string Actor { get; init; }

    /// <summary>When it was deleted as entered by mistake.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public int Version { get; set; }
}

internal sealed class TraceRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<TraceCodeRow>(row =>
        {
            row.ToTable("prescriptions_trace_code");
            row.HasKey(one => one.Code);
            row.Property(one => one.Code).HasMaxLength(30);
            row.Property(one => one.Document).HasMaxLength(60);
        });
        model.Entity<TraceEventRow>(row =>
        {
            row.ToTable("prescriptions_trace_event");
            row.HasKey(one => new { one.Code, one.Seq });
            row.HasIndex(one => one.PersonId);
            row.Ignore(one => one.Event);
            row.Property(one => one.Code).HasMaxLength(30);
            row.Property(one => one.Document).HasMaxLength(60);
            row.Property(one => one.ItemCode).HasMaxLength(50);
            row.Property(one => one.Bchno).HasMaxLength(30);
            row.Property(one => one.Actor).HasMaxLength(200);
        });
        model.Entity<TraceLine>(row =>
        {
            row.ToTable("prescriptions_trace_line");
            row.HasKey(one => new { one.PersonId, one.SettlementId, one.Code });
            row.HasOne<PersonAnchor>().WithMany().HasForeignKey(one => one.PersonId);
            row.Property(one => one.Code).HasMaxLength(30);
            row.Property(one => one.FeedetlSn).HasMaxLength(30);
        });
        model.Entity<GoodsRecord>(row =>
        {
            row.ToTable("prescriptions_goods_record");
            row.HasKey(one => new { one.InstId, one.RecordId });
            row.HasIndex(one => new { one.InstId, one.Bchno });
            row.HasIndex(one => one.PersonId);
            row.Property(one => one.ItemCode).HasMaxLength(50);
            row.Property(one => one.Bchno).HasMaxLength(30);
            row.Property(one => one.Document).HasMaxLength(60);
            row.Property(one => one.Actor).HasMaxLength(200);
        });
    }
}
