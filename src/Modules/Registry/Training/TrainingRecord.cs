using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Training;

/// <summary>记录种类.</summary>
internal enum TrainingKind
{
    /// <summary>培训.</summary>
    Training,

    /// <summary>自查.</summary>
    SelfCheck,
}

/// <summary>培训与自查记录 — what an institution did to keep its agreement; entered by it, read by the agency. (楚医保规〔2022〕3号
/// 第二十一条)</summary>
[TableClass(TableClass.Institution)]
internal sealed class TrainingRecord
{
    public required Guid InstId { get; init; }

    public required Guid RecordId { get; init; }

    public required TrainingKind Kind { get; init; }

    public required DateOnly HeldOn { get; init; }

    public required string Title { get; init; }

    /// <summary>人数 — who took part, or how many things were looked at.</summary>
    public required int Count { get; init; }

    /// <summary>内容与结果.</summary>
    public required string Summary { get; init; }

    public required string By { get; init; }

    public required DateTime At { get; init; }

    /// <summary>撤回 — a record entered wrongly stays, and says so.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public int Version { get; set; }
}

internal sealed class TrainingMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<TrainingRecord>(record =>
    {
        record.ToTable("registry_training");
        record.HasKey(row => new { row.InstId, row.RecordId });
        record.HasIndex(row => new { row.InstId, row.HeldOn });
        record.Property(row => row.Title).HasMaxLength(200);
        record.Property(row => row.Summary).HasMaxLength(2000);
        record.Property(row => row.By).HasMaxLength(200);
        record.Property(row => row.WithdrawnBy).HasMaxLength(200);
    });
}
