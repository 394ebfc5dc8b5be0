using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Closing;

/// <summary>日结 — one day of one institution, closed once. The latest is the mark up to which is posted.</summary>
[TableClass(TableClass.Institution)]
internal sealed class DayClose
{
    public required Guid InstId { get; init; }

    /// <summary>The posting day.</summary>
    public required DateOnly Day { get; init; }

    public required DateTime ClosedAt { get; init; }

    public required string Actor { get; init; }

    /// <summary>Settlements and reversals in it.</summary>
    public required int Items { get; init; }

    public required Money Fee { get; init; }

    public required Money Fund { get; init; }
}

/// <summary>日结合计 — a closed day's sums of one channel and scheme.</summary>
[TableClass(TableClass.Institution)]
internal sealed class DayCloseTotal
{
    public required Guid InstId { get; init; }

    public required DateOnly Day { get; init; }

    public required string Channel { get; init; }

    public required string Insutype { get; init; }

    public required int Settlements { get; init; }

    public required int Reversals { get; init; }

    public required Money Fee { get; init; }

    public required Money Hifp { get; init; }

    public required Money Hifob { get; init; }

    public required Money Hifmi { get; init; }

    public required Money Hifes { get; init; }

    public required Money Cvlserv { get; init; }

    public required Money Maf { get; init; }

    public required Money Oth { get; init; }

    public required Money Account { get; init; }

    public required Money FamilyAccount { get; init; }

    public required Money Cash { get; init; }

    public required Money Hospital { get; init; }

    public Money Fund => Hifp + Hifob + Hifmi + Hifes + Cvlserv + Maf + Oth;
}

/// <summary>日结明细 — a settlement or reversal is posted on exactly one day: the day that its row here names.</summary>
[TableClass(TableClass.Institution)]
internal sealed class DayCloseItem
{
    public required Guid InstId { get; init; }

    public required Guid SettlementId { get; init; }

    public required DateOnly Day { get; init; }
}

internal sealed class CloseRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<DayClose>(close =>
        {
            close.ToTable("settlement_day_close");
            close.HasKey(row => new { row.InstId, row.Day });
            close.Property(row => row.Actor).HasMaxLength(200);
        });
        model.Entity<DayCloseTotal>(total =>
        {
            total.ToTable("settlement_day_close_total");
            total.HasKey(row => new { row.InstId, row.Day, row.Channel, row.Insutype });
            total.HasOne<DayClose>().WithMany().HasForeignKey(row => new { row.InstId, row.Day });
            total.Property(row => row.Channel).HasMaxLength(16);
            total.Property(row => row.Insutype).HasMaxLength(6);
            total.Ignore(row => row.Fund);
        });
        model.Entity<DayCloseItem>(item =>
        {
            item.ToTable("settlement_day_close_item");
            item.HasKey(row => new { row.InstId, row.SettlementId });
            item.HasOne<DayClose>().WithMany().HasForeignKey(row => new { row.InstId, row.Day });
        });
    }
}
