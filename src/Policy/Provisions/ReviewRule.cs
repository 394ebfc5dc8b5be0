namespace Mingsuan.Policy.Provisions;

/// <summary>处理 — what a finding of a review rule leads to.</summary>
public enum Disposition
{
    /// <summary>疑点: the institution is asked, and may prove otherwise.</summary>
    Question,

    /// <summary>拒付: no fund is to pay it.</summary>
    Refuse,
}

/// <summary>比较项 — what several visits may share, or differ in.</summary>
public enum ReviewKey
{
    Person,
    Institution,
    Doctor,

    /// <summary>The legal day of the visit.</summary>
    Day,

    /// <summary>The minute in which the visit began.</summary>
    Minute,
    Department,

    /// <summary>同种疾病: the three-character category of the main diagnosis.</summary>
    Disease,
    VisitKind,
}

/// <summary>
/// 重复 — at least so many visits that have all of <paramref name="Same"/> in common; each of
/// <paramref name="Different"/> takes as many values among them. A visit that lacks one of these is not counted.
/// </summary>
public sealed record Repetition(int AtLeast, IReadOnlyList<ReviewKey> Same, IReadOnlyList<ReviewKey> Different);

/// <summary>
/// 审核规则 — a check of settled visits, online and offline alike: a case (<see cref="Provision.When"/>), a repetition,
/// a consultation beside the visit, or several of these together. Of rules with one name the nearest area's holds.
/// </summary>
public sealed record ReviewRule : Provision
{
    /// <summary>规则号, of which there is one in an area.</summary>
    public required string Name { get; init; }

    /// <summary>The finding in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The sentence that a finding tells.</summary>
    public required string Says { get; init; }

    public required Disposition Disposition { get; init; }

    public Repetition? Repeated { get; init; }

    /// <summary>
    /// Whether the person asked a consultation of the visit's institution on the visit's day. (鲁医保发〔2022〕44号 五)
    /// </summary>
    public bool BesideConsultation { get; init; }
}
