using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 报文占用 — the claim of one request: (institution, infno, msgid) is executed once and answered for ever alike.
/// </summary>
[TableClass(TableClass.Institution)]
public sealed class RequestClaim
{
    /// <summary>The institution that sent the request.</summary>
    public required Guid InstId { get; init; }

    /// <summary>交易编号.</summary>
    public required string Infno { get; init; }

    /// <summary>发送方报文ID.</summary>
    public required string Msgid { get; init; }

    /// <summary>Hex digest over canonical input, infno and institution.</summary>
    public required string Digest { get; init; }

    /// <summary>The person whom the request concerned, when it did.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The settlement that it led to, when it did.</summary>
    public Guid? SettlementId { get; set; }

    /// <summary>
    /// The place on the person's chain that commits to this row; none for a request that left nothing on a chain.
    /// </summary>
    public long? TrailSeq { get; set; }

    /// <summary>The committed answer, as JSON.</summary>
    public string Result { get; set; } = "";

    /// <summary>When the claim was made.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>批次占用 — one settlement per (visit, charge batch, generation); 2208 opens the next generation.</summary>
[TableClass(TableClass.Person)]
public sealed class BatchClaim
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>就诊ID.</summary>
    public required Guid MdtrtId { get; init; }

    /// <summary>收费批次号.</summary>
    public required string ChrgBchno { get; init; }

    /// <summary>1 for the first settlement of the batch, one more after each reversal.</summary>
    public required int Generation { get; init; }

    /// <summary>The settlement that holds the claim.</summary>
    public required Guid SettlementId { get; init; }

    /// <summary>When the claim was made.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class ClaimMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<RequestClaim>(claim =>
        {
            claim.ToTable("platform_claim");
            claim.HasKey(row => new { row.InstId, row.Infno, row.Msgid });
            claim.Property(row => row.Infno).HasMaxLength(6);
            claim.Property(row => row.Msgid).HasMaxLength(30);
            claim.Property(row => row.Digest).HasMaxLength(64);
        });
        model.Entity<BatchClaim>(claim =>
        {
            claim.ToTable("platform_batch_claim");
            claim.HasKey(row => new { row.PersonId, row.MdtrtId, row.ChrgBchno, row.Generation });
            claim.Property(row => row.ChrgBchno).HasMaxLength(30);
        });
    }
}
