using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Budgeting;

/// <summary>总额的状态.</summary>
internal enum BudgetState
{
    /// <summary>待审批.</summary>
    Proposed,

    /// <summary>已批准.</summary>
    Approved,

    /// <summary>未批准.</summary>
    Rejected,
}

/// <summary>
/// 总额指标 — one figure of an institution and year for online and offline together; each amendment is a new row with its
/// day and its document. One officer proposes it, and it counts only once another has approved it. (CX-24, CX-33)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class BudgetAmendment
{
    public required Guid InstId { get; init; }

    public required int Year { get; init; }

    /// <summary>1 for the figure as first proposed, one more with each proposal, approved or not.</summary>
    public required int Amendment { get; init; }

    public required Money Amount { get; init; }

    /// <summary>From which day, that day included.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>文号 — of the document that sets the figure.</summary>
    public required string Document { get; init; }

    public required string Reason { get; init; }

    /// <summary>预警线 in ten-thousandths of the figure, ascending, separated by commas.</summary>
    public required string Thresholds { get; init; }

    public required string ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }

    public required BudgetState State { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BudgetRowsMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<BudgetAmendment>(budget =>
    {
        budget.ToTable("settlement_budget");
        budget.HasKey(row => new { row.InstId, row.Year, row.Amendment });
        budget.Property(row => row.Document).HasMaxLength(100);
        budget.Property(row => row.Reason).HasMaxLength(500);
        budget.Property(row => row.Thresholds).HasMaxLength(200);
        budget.Property(row => row.ProposedBy).HasMaxLength(200);
        budget.Property(row => row.DecidedBy).HasMaxLength(200);
    });
}
