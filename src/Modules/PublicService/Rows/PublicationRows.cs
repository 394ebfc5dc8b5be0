using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.PublicService.Rows;

/// <summary>What is published.</summary>
internal enum PublicationKind
{
    /// <summary>公告.</summary>
    Announcement,

    /// <summary>政策问答.</summary>
    Question,
}

/// <summary>How far it is.</summary>
internal enum PublicationState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>已发布.</summary>
    Published,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>
/// 公告与政策问答 — a text of an agency or a bureau for the people of an area. What was published is never changed: it is
/// withdrawn, with a reason, and written anew. (JS-3-1, GJ-6)
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class Publication
{
    public const int LongestTitle = 200;
    public const int LongestText = 4000;

    public required Guid Id { get; init; }

    public required PublicationKind Kind { get; init; }

    /// <summary>医保区划 for which it is meant, and everything below it.</summary>
    public required string Area { get; init; }

    /// <summary>标题, or the question.</summary>
    public required string Title { get; init; }

    /// <summary>正文, or the answer.</summary>
    public required string Text { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public DateOnly? EffectiveTo { get; init; }

    public required PublicationState State { get; set; }

    /// <summary>The role of who wrote it: `agency` or `bureau`.</summary>
    public required string Office { get; init; }

    public required string DraftedBy { get; init; }

    public required DateTime DraftedAt { get; init; }

    public string? PublishedBy { get; set; }

    public DateTime? PublishedAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawnReason { get; set; }

    public int Version { get; set; }

    /// <summary>Whether people could read it as being in force on a day.</summary>
    public bool StandsOn(DateOnly day) => PublishedAt is { } published
        && BeijingTime.Day(published) <= day
        && EffectiveOn <= day
        && (EffectiveTo is null || day <= EffectiveTo)
        && (WithdrawnAt is not { } withdrawn || day < BeijingTime.Day(withdrawn));
}

/// <summary>问答的依据 — a clause of the law library on which an answer rests.</summary>
[TableClass(TableClass.Reference)]
internal sealed class PublicationClause
{
    public required Guid PublicationId { get; init; }

    public required int Number { get; init; }

    public required string Area { get; init; }

    /// <summary>The document's id in the library.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The clause's place in it.</summary>
    public required string Anchor { get; init; }

    /// <summary>文号 as cited.</summary>
    public required string Document { get; init; }

    /// <summary>The article as printed.</summary>
    public required string Article { get; init; }
}

internal sealed class PublicationRowsMap : IEntityMap
{
    private const int LongestName = 200;

    public void Map(ModelBuilder model)
    {
        model.Entity<Publication>(one =>
        {
            one.ToTable("publicservice_publication");
            one.HasKey(row => row.Id);
            one.HasIndex(row => new { row.Kind, row.Area });
            one.Property(row => row.Area).HasMaxLength(6);
            one.Property(row => row.Title).HasMaxLength(Publication.LongestTitle);
            one.Property(row => row.Text).HasMaxLength(Publication.LongestText);
            one.Property(row => row.Office).HasMaxLength(20);
            one.Property(row => row.DraftedBy).HasMaxLength(LongestName);
            one.Property(row => row.PublishedBy).HasMaxLength(LongestName);
            one.Property(row => row.WithdrawnBy).HasMaxLength(LongestName);
            one.Property(row => row.WithdrawnReason).HasMaxLength(500);
        });
        model.Entity<PublicationClause>(clause =>
        {
            clause.ToTable("publicservice_publication_clause");
            clause.HasKey(row => new { row.PublicationId, row.Number });
            clause.HasOne<Publication>().WithMany().HasForeignKey(row => row.PublicationId);
            clause.Property(row => row.Area).HasMaxLength(6);
            clause.Property(row => row.DocumentId).HasMaxLength(100);
            clause.Property(row => row.Anchor).HasMaxLength(100);
            clause.Property(row => row.Document).HasMaxLength(LongestName);
            clause.Property(row => row.Article).HasMaxLength(LongestName);
        });
    }
}
