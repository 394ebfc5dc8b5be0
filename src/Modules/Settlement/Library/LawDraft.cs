using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Settlement.Library;

/// <summary>文件草案的状态.</summary>
internal enum LawDraftState
{
    /// <summary>待复核.</summary>
    Proposed,

    /// <summary>已发布.</summary>
    Published,

    /// <summary>未通过.</summary>
    Rejected,
}

/// <summary>
/// 文件草案 — law files that one officer proposes and another publishes: what loading them came to, and what they change of
/// settlements that were made. (楚医保规〔2022〕3号 第三十三条)
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class LawDraft
{
    public required Guid DraftId { get; init; }

    /// <summary>标题 — of the documents in it, as they name themselves.</summary>
    public required string Title { get; init; }

    public required string Reason { get; init; }

    /// <summary>The files, packed.</summary>
    public required byte[] Files { get; init; }

    /// <summary>The library that it was compared with.</summary>
    public required string BasedOn { get; init; }

    /// <summary>The library that it makes.</summary>
    public required string Makes { get; init; }

    /// <summary>核对结果 as JSON.</summary>
    public required string Report { get; init; }

    /// <summary>对已结算业务的影响 as JSON, as `whatif` prints it.</summary>
    public required string Effect { get; init; }

    public required string ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }

    public required LawDraftState State { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Word { get; set; }

    public int Version { get; set; }
}

internal sealed class LawDraftMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<LawDraft>(draft =>
    {
        draft.ToTable("settlement_law_draft");
        draft.HasKey(row => row.DraftId);
        draft.HasIndex(row => row.ProposedAt);
        draft.Property(row => row.Title).HasMaxLength(500);
        draft.Property(row => row.Reason).HasMaxLength(500);
        draft.Property(row => row.BasedOn).HasMaxLength(64);
        draft.Property(row => row.Makes).HasMaxLength(64);
        draft.Property(row => row.ProposedBy).HasMaxLength(200);
        draft.Property(row => row.DecidedBy).HasMaxLength(200);
        draft.Property(row => row.Word).HasMaxLength(500);
    });
}
