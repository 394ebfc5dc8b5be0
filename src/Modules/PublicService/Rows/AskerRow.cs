using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.PublicService.Consulting;

namespace Mingsuan.PublicService.Rows;

/// <summary>
/// 咨询人 — which insured person asked, when who answered for the institution knew. It stands apart from the ticket, and
/// nothing of a visit or of money can hang on it; a review asks it whether a follow-up was only a consultation.
/// (SD-J5, SD-P5)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class ConsultationAsker
{
    public required Guid InstId { get; init; }

    /// <summary>咨询号.</summary>
    public required string Number { get; init; }

    public required Guid PersonId { get; init; }

    public required string EnteredBy { get; init; }

    public required DateTime EnteredAt { get; init; }
}

internal sealed class ConsultationAskerMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<ConsultationAsker>(asker =>
    {
        asker.ToTable("publicservice_asker");
        asker.HasKey(row => new { row.InstId, row.Number });
        asker.Property(row => row.Number).HasMaxLength(ConsultationNumber.Length);
        asker.Property(row => row.EnteredBy).HasMaxLength(200);
    });
}
