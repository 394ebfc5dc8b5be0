using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Exporting;

/// <summary>导出状态.</summary>
internal enum RegistryExportState
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
/// 登记簿导出 — one kind of the register, as it stands on a day, leaves the platform only when a second person agrees, once,
/// and masked unless the request says why not. (楚医保规〔2022〕3号 第三十四条)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class RegistryExport
{
    public required Guid InstId { get; init; }

    public required Guid ExportId { get; init; }

    public required string Kind { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>`csv` or `xlsx`.</summary>
    public required string Format { get; init; }

    public required bool Unmasked { get; init; }

    /// <summary>管辖区划 of who asked: nothing from elsewhere leaves.</summary>
    public required string Regions { get; init; }

    public required string Reason { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTime RequestedAt { get; init; }

    public required RegistryExportState State { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public DateTime? DownloadedAt { get; set; }

    public int? Rows { get; set; }

    public int Version { get; set; }
}

internal sealed class RegistryExportMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<RegistryExport>(export =>
    {
        export.ToTable("registry_export");
        export.HasKey(row => new { row.InstId, row.ExportId });
        export.Property(row => row.Kind).HasMaxLength(20);
        export.Property(row => row.Format).HasMaxLength(8);
        export.Property(row => row.Regions).HasMaxLength(200);
        export.Property(row => row.Reason).HasMaxLength(500);
        export.Property(row => row.RequestedBy).HasMaxLength(200);
        export.Property(row => row.DecidedBy).HasMaxLength(200);
    });
}
