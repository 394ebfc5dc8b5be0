using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Settlement.Exporting;

/// <summary>导出状态.</summary>
internal enum ExportState
{
    /// <summary>待审批.</summary>
    Requested,

    /// <summary>已批准.</summary>
    Approved,

    /// <summary>未批准.</summary>
    Rejected,

    /// <summary>已下载.</summary>
    Downloaded,
}

/// <summary>
/// 导出申请 — settlements of one institution leave the platform only when a second person agrees, once, and with names and
/// certificates masked unless the request says why not. (CX-34)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class SettlementExport
{
    public required Guid InstId { get; init; }

    public required Guid ExportId { get; init; }

    /// <summary>The filter, as JSON.</summary>
    public required string Filter { get; init; }

    /// <summary>`csv` or `xlsx`.</summary>
    public required string Format { get; init; }

    public required bool Unmasked { get; init; }

    public required string Reason { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTime RequestedAt { get; init; }

    public required ExportState State { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public DateTime? DownloadedAt { get; set; }

    /// <summary>How many settlements left.</summary>
    public int? Rows { get; set; }

    public int Version { get; set; }
}

internal sealed class ExportRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<SettlementExport>(export =>
    {
        export.ToTable("settlement_export");
        export.HasKey(row => new { row.InstId, row.ExportId });
        export.Property(row => row.Format).HasMaxLength(8);
        export.Property(row => row.Reason).HasMaxLength(500);
        export.Property(row => row.RequestedBy).HasMaxLength(200);
        export.Property(row => row.DecidedBy).HasMaxLength(200);
    });
}
