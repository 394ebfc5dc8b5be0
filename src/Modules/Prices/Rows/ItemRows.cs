using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Rows;

/// <summary>项目台账 — an online item of an area: its source, and the document that allows it. (CX-2-1)</summary>
[TableClass(TableClass.Reference)]
internal sealed class RegisteredItem
{
    public required string Area { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required SourceKind Source { get; init; }

    /// <summary>计价单位; none of what was entered by hand.</summary>
    public string? Unit { get; init; }

    /// <summary>线下同项目, of an extended service.</summary>
    public string? OfflineItem { get; init; }

    /// <summary>立项申请 that it came from.</summary>
    public Guid? ProposalId { get; init; }

    /// <summary>批准文号; without one it cannot be enabled.</summary>
    public string? Approval { get; set; }

    public DateOnly? EnabledFrom { get; set; }

    public required string RegisteredBy { get; init; }

    public required DateTime RegisteredAt { get; init; }

    public string? EnabledBy { get; set; }

    public int Version { get; set; }
}

/// <summary>项目决定的内容.</summary>
internal enum TermStage
{
    /// <summary>试行.</summary>
    Trial,

    /// <summary>正式.</summary>
    Formal,

    /// <summary>停用.</summary>
    Stopped,
}

/// <summary>
/// 项目的一次核定 — what a province decided of an item, from which day on and by which document. The latest that has begun
/// holds; a trial that is over waits for assessment. Never changed: another decision is another term. (HN-1, AMB-06)
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class ItemTerm
{
    public required string Area { get; init; }

    public required string Code { get; init; }

    public required int Number { get; init; }

    public required TermStage Stage { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    /// <summary>试行末日, of a trial alone.</summary>
    public DateOnly? TrialUntil { get; init; }

    /// <summary>核定的最高限价; without one the price is what the law library or a filing says.</summary>
    public Money? Ceiling { get; init; }

    public required string Document { get; init; }

    public required string DecidedBy { get; init; }

    public required DateTime DecidedAt { get; init; }
}

/// <summary>纳入决定 — whether an area's funds pay an item, why, and by which document. (CX-10-2)</summary>
[TableClass(TableClass.Reference)]
internal sealed class InclusionDecision
{
    public required string Area { get; init; }

    public required string Item { get; init; }

    public required int Number { get; init; }

    public required bool Included { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required string Document { get; init; }

    /// <summary>临床价值.</summary>
    public required string ClinicalValue { get; init; }

    /// <summary>价格水平.</summary>
    public required string PriceLevel { get; init; }

    /// <summary>支付能力.</summary>
    public required string Affordability { get; init; }

    public required string DecidedBy { get; init; }

    public required DateTime DecidedAt { get; init; }
}

internal sealed class ItemRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<RegisteredItem>(item =>
        {
            item.ToTable("prices_item");
            item.HasKey(row => new { row.Area, row.Code });
            item.Property(row => row.Area).HasMaxLength(6);
            item.Property(row => row.Code).HasMaxLength(50);
            item.Property(row => row.Name).HasMaxLength(200);
            item.Property(row => row.Unit).HasMaxLength(20);
            item.Property(row => row.OfflineItem).HasMaxLength(50);
            item.Property(row => row.Approval).HasMaxLength(100);
            item.Property(row => row.RegisteredBy).HasMaxLength(200);
            item.Property(row => row.EnabledBy).HasMaxLength(200);
        });
        model.Entity<ItemTerm>(term =>
        {
            term.ToTable("prices_item_term");
            term.HasKey(row => new { row.Area, row.Code, row.Number });
            term.Property(row => row.Area).HasMaxLength(6);
            term.Property(row => row.Code).HasMaxLength(50);
            term.Property(row => row.Document).HasMaxLength(100);
            term.Property(row => row.DecidedBy).HasMaxLength(200);
        });
        model.Entity<InclusionDecision>(decision =>
        {
            decision.ToTable("prices_decision");
            decision.HasKey(row => new { row.Area, row.Item, row.Number });
            decision.Property(row => row.Area).HasMaxLength(6);
            decision.Property(row => row.Item).HasMaxLength(50);
            decision.Property(row => row.Document).HasMaxLength(100);
            decision.Property(row => row.ClinicalValue).HasMaxLength(500);
            decision.Property(row => row.PriceLevel).HasMaxLength(500);
            decision.Property(row => row.Affordability).HasMaxLength(500);
            decision.Property(row => row.DecidedBy).HasMaxLength(200);
        });
    }
}
