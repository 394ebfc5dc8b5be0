using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.PublicService.Consulting;

namespace Mingsuan.PublicService.Rows;

/// <summary>重点人群 — who is to be answered with particular care. (SD-J5, SD-P5)</summary>
internal enum SpecialGroup
{
    None,

    /// <summary>儿童.</summary>
    Child,

    /// <summary>孕产妇.</summary>
    Pregnant,

    /// <summary>老年人.</summary>
    Elderly,

    /// <summary>透析患者.</summary>
    Dialysis,

    /// <summary>合并基础病者.</summary>
    UnderlyingDisease,
}

/// <summary>
/// 咨询工单 — a question from the public, to an institution or to an area's agency, and its answer. It is no medical
/// service: nothing here names a visit, an insured person, an item or an amount, so that no prescription and no fee
/// line can hang on it. (JS-3-1, SD-J5, SD-P5)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class Consultation
{
    /// <summary>经办机构 — the books of consultations that go to no institution.</summary>
    public static readonly Guid ToAgency = Guid.Empty;

    public required Guid InstId { get; init; }

    /// <summary>咨询号.</summary>
    public required string Number { get; init; }

    /// <summary>医保区划 of the agency or the institution.</summary>
    public required string Area { get; init; }

    public required SpecialGroup Group { get; init; }

    public required DateTime AskedAt { get; init; }

    public string? Answer { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>The role of who answered; the public is told no more of them.</summary>
    public string? AnsweredRole { get; set; }

    public DateTime? AnsweredAt { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// 咨询内容 — what the asker wrote of himself. It stands apart from the ticket, and no proof is made of it: it can be
/// erased, and the ticket and its answer are proven still.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class ConsultationWords
{
    public required Guid InstId { get; init; }

    public required string Number { get; init; }

    /// <summary>称呼; empty when not given.</summary>
    public required Sensitive Name { get; init; }

    /// <summary>联系方式.</summary>
    public required Sensitive Contact { get; init; }

    /// <summary>主题.</summary>
    public required Sensitive Topic { get; init; }

    /// <summary>问题.</summary>
    public required Sensitive Question { get; init; }
}

internal sealed class ConsultationRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Consultation>(one =>
        {
            one.ToTable("publicservice_consultation");
            one.HasKey(row => new { row.InstId, row.Number });
            one.HasIndex(row => row.Number);
            one.HasIndex(row => new { row.InstId, row.AnsweredAt });
            one.Property(row => row.Number).HasMaxLength(ConsultationNumber.Length);
            one.Property(row => row.Area).HasMaxLength(6);
            one.Property(row => row.Answer).HasMaxLength(AskedQuestion.LongestText);
            one.Property(row => row.AnsweredBy).HasMaxLength(200);
            one.Property(row => row.AnsweredRole).HasMaxLength(20);
        });
        model.Entity<ConsultationWords>(words =>
        {
            words.ToTable("publicservice_consultation_words");
            words.HasKey(row => new { row.InstId, row.Number });
            words.HasOne<Consultation>().WithOne().HasForeignKey<ConsultationWords>(
                row => new { row.InstId, row.Number });
            words.Property(row => row.Number).HasMaxLength(ConsultationNumber.Length);
            words.Property(row => row.Name).HasMaxLength(AskedQuestion.LongestName);
            words.Property(row => row.Contact).HasMaxLength(AskedQuestion.LongestContact);
            words.Property(row => row.Topic).HasMaxLength(AskedQuestion.LongestTopic);
            words.Property(row => row.Question).HasMaxLength(AskedQuestion.LongestText);
        });
    }
}
