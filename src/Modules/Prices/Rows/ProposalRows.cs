using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Rows;

/// <summary>立项申请的状态.</summary>
internal enum ProposalState
{
    /// <summary>已申请.</summary>
    Applied,

    /// <summary>州（市）已受理.</summary>
    Accepted,

    /// <summary>初审通过，已报省.</summary>
    Reported,

    /// <summary>省级核定.</summary>
    Approved,

    /// <summary>省级驳回.</summary>
    Rejected,

    /// <summary>退回: a condition is not fulfilled.</summary>
    Returned,
}

/// <summary>项目来源 — how a service came to be done online. (CX-2-1)</summary>
internal enum SourceKind
{
    /// <summary>线下延伸.</summary>
    Extended,

    /// <summary>新增.</summary>
    New,
}

/// <summary>立项申请 — a service that a hospital proposes as a price item, and where it stands. (CX-5, CX-6)</summary>
[TableClass(TableClass.Institution)]
internal sealed class Proposal
{
    public required Guid InstId { get; init; }

    public required Guid ProposalId { get; init; }

    /// <summary>统筹地区 that accepts and reviews it.</summary>
    public required string Area { get; init; }

    public required string Name { get; init; }

    /// <summary>项目内涵.</summary>
    public required string Scope { get; init; }

    public required string Unit { get; init; }

    public required SourceKind Source { get; init; }

    /// <summary>线下同项目, of an extended service.</summary>
    public string? OfflineItem { get; init; }

    /// <summary>逐条回答: question → answer, as JSON.</summary>
    public required string Answers { get; set; }

    /// <summary>相似项目, found when it was proposed, as JSON.</summary>
    public required string Similar { get; init; }

    /// <summary>与相似项目的区别.</summary>
    public string? Difference { get; init; }

    public required ProposalState State { get; set; }

    /// <summary>Why it went back or was rejected.</summary>
    public string? Reason { get; set; }

    /// <summary>条号 by which it went back, as printed.</summary>
    public string? Clauses { get; set; }

    public required string AppliedBy { get; init; }

    public required DateTime AppliedAt { get; init; }

    public string? AcceptedBy { get; set; }

    public DateTime? AcceptedAt { get; set; }

    public string? ReviewedBy { get; set; }

    public DateTime? ReviewedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>批准文号.</summary>
    public string? Document { get; set; }

    /// <summary>核定的最高限价.</summary>
    public Money? Ceiling { get; set; }

    public int Version { get; set; }
}

/// <summary>佐证材料 — what is known for ever of an attachment: its name, size and digest. (CX-6)</summary>
[TableClass(TableClass.Institution)]
internal sealed class Evidence
{
    public required Guid InstId { get; init; }

    public required Guid ProposalId { get; init; }

    public required int Place { get; init; }

    /// <summary>The condition that it proves.</summary>
    public required string Condition { get; init; }

    public required string Name { get; init; }

    public required int Size { get; init; }

    /// <summary>SM3 of the contents, hex.</summary>
    public required string Digest { get; init; }
}

/// <summary>佐证内容 — the bytes; the digest beside the attachment proves them.</summary>
[TableClass(TableClass.Institution)]
internal sealed class EvidenceContent
{
    public required Guid InstId { get; init; }

    public required Guid ProposalId { get; init; }

    public required int Place { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class ProposalRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Proposal>(proposal =>
        {
            proposal.ToTable("prices_proposal");
            proposal.HasKey(row => new { row.InstId, row.ProposalId });
            proposal.HasIndex(row => new { row.Area, row.State });
            proposal.Property(row => row.Area).HasMaxLength(6);
            proposal.Property(row => row.Name).HasMaxLength(200);
            proposal.Property(row => row.Scope).HasMaxLength(1000);
            proposal.Property(row => row.Unit).HasMaxLength(20);
            proposal.Property(row => row.OfflineItem).HasMaxLength(50);
            proposal.Property(row => row.Difference).HasMaxLength(1000);
            proposal.Property(row => row.Reason).HasMaxLength(500);
            proposal.Property(row => row.Clauses).HasMaxLength(500);
            proposal.Property(row => row.Document).HasMaxLength(100);
            proposal.Property(row => row.AppliedBy).HasMaxLength(200);
            proposal.Property(row => row.AcceptedBy).HasMaxLength(200);
            proposal.Property(row => row.ReviewedBy).HasMaxLength(200);
            proposal.Property(row => row.DecidedBy).HasMaxLength(200);
        });
        model.Entity<Evidence>(evidence =>
        {
            evidence.ToTable("prices_evidence");
            evidence.HasKey(row => new { row.InstId, row.ProposalId, row.Place });
            evidence.HasOne<Proposal>().WithMany().HasForeignKey(row => new { row.InstId, row.ProposalId });
            evidence.Property(row => row.Condition).HasMaxLength(50);
            evidence.Property(row => row.Name).HasMaxLength(200);
            evidence.Property(row => row.Digest).HasMaxLength(64);
        });
        model.Entity<EvidenceContent>(content =>
        {
            content.ToTable("prices_evidence_content");
            content.HasKey(row => new { row.InstId, row.ProposalId, row.Place });
            content.HasOne<Evidence>().WithOne()
                .HasForeignKey<EvidenceContent>(row => new { row.InstId, row.ProposalId, row.Place });
        });
    }
}
