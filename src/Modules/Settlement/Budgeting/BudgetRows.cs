using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Budgeting;

/// <summary>
/// 总额指标 — one figure of an institution and year for online and offline together; each amendment is a new row with its
/// day. (CX-24)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class BudgetAmendment
{
    public required Guid InstId { get; init; }

    public required int Year { get; init; }

    /// <summary>1 for the figure as first set, one more with each change.</summary>
    public required int Amendment { get; init; }

    public required Money Amount { get; init; }

    /// <summary>From which day, that day included.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required string Reason { get; init; }

    /// <summary>预警线 in ten-thousandths of the figure, ascending, separated by commas.</summary>
    public required string Thresholds { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required string Actor { get; init; }
}

internal sealed class BudgetRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<BudgetAmendment>(budget =>
    {
        budget.ToTable("settlement_budget");
        budget.HasKey(row => new { row.InstId, row.Year, row.Amendment });
        budget.Property(row => row.Reason).HasMaxLength(500);
        budget.Property(row => row.Thresholds).HasMaxLength(200);
        budget.Property(row => row.Actor).HasMaxLength(200);
    });
}
