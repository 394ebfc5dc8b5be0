using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.PublicService.Rows;

/// <summary>
/// 值班 — who of an institution answers the public, from an instant (included) to one (excluded). (SD-J5)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class Duty
{
    public required Guid InstId { get; init; }

    public required Guid DutyId { get; init; }

    /// <summary>医师药师护士编码; the public is told the kind only.</summary>
    public required string Practitioner { get; init; }

    /// <summary>`doctor`, `pharmacist`, `nurse`.</summary>
    public required string Kind { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required string EnteredBy { get; init; }

    public required DateTime EnteredAt { get; init; }

    public string? RemovedBy { get; set; }

    public DateTime? RemovedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class DutyRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<Duty>(duty =>
    {
        duty.ToTable("publicservice_duty");
        duty.HasKey(row => new { row.InstId, row.DutyId });
        duty.HasIndex(row => new { row.InstId, row.EndsAt });
        duty.Property(row => row.Practitioner).HasMaxLength(50);
        duty.Property(row => row.Kind).HasMaxLength(20);
        duty.Property(row => row.EnteredBy).HasMaxLength(200);
        duty.Property(row => row.RemovedBy).HasMaxLength(200);
    });
}
