using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Exchange.Lists;

/// <summary>结算清单 — a settlement list as uploaded by 4101A, whole; a later one stands beside an earlier.</summary>
[TableClass(TableClass.Person)]
internal sealed class SettlementList
{
    public required Guid PersonId { get; init; }

    public required Guid ListId { get; init; }

    public required Guid InstId { get; init; }

    public required Guid VisitId { get; init; }

    public required Guid SettlementId { get; init; }

    /// <summary>状态分类, when said.</summary>
    public string? StatusType { get; init; }

    /// <summary>The whole input, canonical: known and unknown keys.</summary>
    public required Sensitive Content { get; init; }

    public required string OpterNo { get; init; }

    public required DateTime ReceivedAt { get; init; }
}

internal sealed class SettlementListMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<SettlementList>(list =>
    {
        list.ToTable("exchange_settlement_list");
        list.HasKey(row => new { row.PersonId, row.ListId });
        list.HasIndex(row => new { row.PersonId, row.SettlementId });
        list.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
        list.Property(row => row.StatusType).HasMaxLength(6);
        list.Property(row => row.OpterNo).HasMaxLength(30);
    });
}
