using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Rows;

/// <summary>状况的种类 — what a standing says.</summary>
internal enum StandingKind
{
    /// <summary>公示: the notice names the item; without an item, the notice itself.</summary>
    Notice,

    /// <summary>备案价格.</summary>
    Price,

    /// <summary>线上线下对应的备案.</summary>
    Inclusion,

    /// <summary>纳入决定, of an area and not of an institution.</summary>
    Decision,

    /// <summary>台账: a province's decision on an item, by the number of its term.</summary>
    Register,
}

/// <summary>
/// 价格状况 — the projection that settlement reads: what of filings, notices and decisions holds in a span of days. It
/// is written in the transaction of what it follows from. What an area decides stands under no institution.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class Standing
{
    /// <summary>The place of what an area decided for all its institutions.</summary>
    public static readonly Guid Everywhere = Guid.Empty;

    public required Guid InstId { get; init; }

    /// <summary>项目编码; empty for the notice itself.</summary>
    public required string Item { get; init; }

    public required StandingKind Kind { get; init; }

    /// <summary>医保区划 of a decision; empty for an institution's own.</summary>
    public required string Area { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day; earlier than the first when it never came to hold.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>The version of the notice, filing or decision that says so.</summary>
    public required int Number { get; set; }

    public Money? Price { get; set; }

    /// <summary>Who received the price, separated by commas; or the state of the filing.</summary>
    public required string Words { get; set; }

    /// <summary>特需.</summary>
    public required bool Premium { get; set; }

    /// <summary>向境外提供.</summary>
    public required bool Overseas { get; set; }

    public int Version { get; set; }
}

internal sealed class StandingMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<Standing>(standing =>
    {
        standing.ToTable("prices_standing");
        standing.HasKey(row => new { row.InstId, row.Item, row.Kind, row.Area, row.ValidFrom });
        standing.Property(row => row.Item).HasMaxLength(50);
        standing.Property(row => row.Area).HasMaxLength(6);
        standing.Property(row => row.Words).HasMaxLength(40);
    });
}
