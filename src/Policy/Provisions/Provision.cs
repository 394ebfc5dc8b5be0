using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Provisions;

/// <summary>
/// 规定 — one rule of a document: where it stands, where and when it holds, and in what case (<see cref="When"/>).
/// The effective period already reflects the document's dates, repeals and situations.
/// </summary>
public abstract record Provision
{
    /// <summary>The clause that it implements, an index into <see cref="LawSnapshot.Clauses"/>.</summary>
    public required int ClauseId { get; init; }

    /// <summary>The area of the document, an index into <see cref="Jurisdictions"/>.</summary>
    public required int Jurisdiction { get; init; }

    public required Period Effective { get; init; }

    public Condition When { get; init; } = Condition.Always;
}

/// <summary>
/// 准入 — conditions on whether a service may be charged at all, whatever the item
/// (licences, informed consent, services that are never an item).
/// </summary>
public sealed record Admission : Provision
{
    public required string Name { get; init; }

    public required IReadOnlyList<Need> Needs { get; init; }
}

/// <summary>
/// 不立项服务 — what may never be charged as an item in this area. An item stated by name is met when its name
/// contains one of <see cref="Services"/>.
/// </summary>
public sealed record NotAnItem : Provision
{
    public required IReadOnlyList<string> Services { get; init; }
}

/// <summary>项目取消 — an item code that ended, and what replaces it.</summary>
public sealed record RetiredItem : Provision
{
    public required string Item { get; init; }

    public required IReadOnlyList<string> ReplacedBy { get; init; }
}

/// <summary>Who is free to set a price, and how.</summary>
public enum PriceFreedom
{
    /// <summary>政府指导价: at most the listed price; the institution may charge less.</summary>
    AtMostListed,

    /// <summary>市场调节价: what the institution charges.</summary>
    Market,

    /// <summary>协议价: what the agreement says.</summary>
    Agreement,
}

/// <summary>价格政策 — how an institution in this case may set its price.</summary>
public sealed record PriceRegime : Provision
{
    public required PriceFreedom Freedom { get; init; }
}

/// <summary>
/// 未列项目 — what a charge for an item without a price answers in this case, and which document would hold the
/// price if it were in the library.
/// </summary>
public sealed record UnlistedItem : Provision
{
    public required Refusals.RefusalCode Code { get; init; }

    public string? MissingDocument { get; init; }
}

/// <summary>
/// 立项条件 — a question to who proposes an item in this area: it must be so, or must not be so, or the proposal goes
/// back with the clause.
/// </summary>
public sealed record ProposalQuestion : Provision
{
    public required string Name { get; init; }

    public required string Question { get; init; }

    public required bool MustHold { get; init; }
}

/// <summary>
/// 支付范围 — a condition on fund payment. All that match must agree: a lower document narrows. At least one that
/// pays must match; one that does not pay yields only to a paying one of a lower area.
/// </summary>
public sealed record Coverage : Provision
{
    public required string Name { get; init; }

    /// <summary>Whether the pool pays in this case; null: only adds needs.</summary>
    public bool? Pays { get; init; }

    /// <summary>The code when <see cref="Pays"/> is false.</summary>
    public Refusals.RefusalCode Else { get; init; } = Refusals.RefusalCode.NotIncluded;

    public IReadOnlyList<Need> Needs { get; init; } = [];

    public FollowUpWindow? FollowUp { get; init; }
}

/// <summary>
/// 复诊时限 — a follow-up must fall within <see cref="Months"/> after the last offline visit to a physical
/// institution (the corresponding day counts) for the same disease to <see cref="SameDiseaseCharacters"/> characters.
/// </summary>
public sealed record FollowUpWindow(int Months, int SameDiseaseCharacters);

/// <summary>What the fund accepts as the base of one line.</summary>
public enum StandardBase
{
    Charge,
    LowerOfChargeAndCeiling,
    LowerOfChargeAndPublicReference,
}

/// <summary>What happens to the part of a charge above the standard.</summary>
public enum ExcessTreatment
{
    /// <summary>The line may not be charged.</summary>
    Refuse,

    /// <summary>The insured person bears it, over-limit.</summary>
    Personal,

    /// <summary>It may not be charged to the insured person: the price becomes the standard.</summary>
    NotChargeable,
}

/// <summary>支付标准 — the base of payment for a line, and what becomes of the excess.</summary>
public sealed record PaymentStandard : Provision
{
    public required StandardBase Base { get; init; }

    public required ExcessTreatment Excess { get; init; }
}

/// <summary>费用类别 — kinds of cost that may be paid from different pockets.</summary>
public enum CostKind
{
    InScopeService,
    InScopeDrug,
    InitialCopay,
    SelfPaidService,
    SelfPaidDrug,
    OverLimit,
    NotIncludedService,
    NotIncludedDrug,
    Delivery,
}

/// <summary>支付来源 — whether the personal account may pay a kind of cost in this case. Cash always may.</summary>
public sealed record PaymentSource : Provision
{
    public required IReadOnlyList<CostKind> Costs { get; init; }

    public required bool Account { get; init; }
}

/// <summary>年度起付的形态 — how a deductible accumulates.</summary>
public enum DeductiblePer
{
    /// <summary>Each visit anew.</summary>
    Visit,

    /// <summary>Once a benefit year.</summary>
    Year,

    /// <summary>Once a benefit year for each level, with a total for the year.</summary>
    LevelAndYear,
}

/// <summary>Which fund a benefit row pays from, in the national names.</summary>
public enum Fund
{
    Hifp,
    Hifob,
    Hifmi,
    Hifes,
    Cvlserv,
    Maf,
    Oth,
}

/// <summary>The order of deductible and ratio.</summary>
public enum BenefitOrder
{
    DeductibleThenRatio,
    RatioThenDeductible,
}

/// <summary>
/// 待遇 — one row of a benefit table: for whom and where (<see cref="Provision.When"/>), how the in-scope amount is
/// split. Amounts are fen. <see cref="Pool"/> names the accumulator that the row shares with others.
/// </summary>
public sealed record Benefit : Provision
{
    public required string Pool { get; init; }

    public required bool Pays { get; init; }

    public Fund Fund { get; init; } = Fund.Hifp;

    /// <summary>报销比例; zero with <see cref="FixedSum"/>.</summary>
    public decimal Ratio { get; init; }

    /// <summary>起付标准, and how it accumulates.</summary>
    public Money Deductible { get; init; }

    public DeductiblePer DeductiblePer { get; init; } = DeductiblePer.Visit;

    /// <summary>
    /// The most that deductibles may come to in a benefit year, over all levels; null: no such total.
    /// </summary>
    public Money? DeductibleYearTotal { get; init; }

    /// <summary>定额支付: the fund pays this sum (at most the in-scope amount), passing deductible and ratio.</summary>
    public Money? FixedSum { get; init; }

    /// <summary>单次限额.</summary>
    public Money? VisitLimit { get; init; }

    /// <summary>年度限额; null: none.</summary>
    public Money? YearLimit { get; init; }

    public BenefitOrder Order { get; init; } = BenefitOrder.DeductibleThenRatio;

    /// <summary>The benefit year's first month and day.</summary>
    public int YearStartMonth { get; init; } = 1;

    public int YearStartDay { get; init; } = 1;

    /// <summary>慢特病病种: the disease code that this row is for; null: any.</summary>
    public string? DiseaseCode { get; init; }

    /// <summary>Three-character categories that this row's disease covers; empty: any.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];
}

/// <summary>保底比例 — the ratio is at least this much in this case, whatever a lower document says.</summary>
public sealed record RatioFloor : Provision
{
    public required decimal AtLeast { get; init; }
}

/// <summary>What a benefit claim without the registration falls back to.</summary>
public sealed record Unregistered : Provision
{
    /// <summary>true: computed as an ordinary visit; false: no fund pays.</summary>
    public required bool AsOrdinary { get; init; }
}

/// <summary>账务口径 — how a region accounts for totals (nhsa §6.2).</summary>
public sealed record Dialect : Provision
{
    /// <summary>Whether the fund total includes the personal account.</summary>
    public required bool FundTotalIncludesAccount { get; init; }

    /// <summary>Whether reversals must go in reverse order (倒序).</summary>
    public required bool ReversalLastFirst { get; init; }
}

/// <summary>等级归并 — the price level of a local hospital grade.</summary>
public sealed record GradeMap : Provision
{
    public required IReadOnlyDictionary<string, int> Levels { get; init; }
}

/// <summary>What a deadline that was missed leads to.</summary>
public enum Lapse
{
    /// <summary>Marked overdue and put before an officer.</summary>
    MarkOverdue,

    /// <summary>The application lapses.</summary>
    Lapses,
}

/// <summary>期限 — a deadline: working days or months from an event (whose day is not counted).</summary>
public sealed record Clock : Provision
{
    public required string Step { get; init; }

    public int WorkingDays { get; init; }

    public int Months { get; init; }

    /// <summary>Whether a last day that is a rest day moves to the next working day.</summary>
    public required bool Rolls { get; init; }

    /// <summary>true: the answer is the first day allowed, the day after the term is full.</summary>
    public required bool FirstDayAfter { get; init; }

    public required Lapse Lapse { get; init; }
}

/// <summary>报送 — a weekly duty to report, due to the minute.</summary>
public sealed record Report : Provision
{
    public required string Step { get; init; }

    public required DayOfWeek Day { get; init; }

    public required TimeOnly Time { get; init; }

    public required bool HolidaysMoveIt { get; init; }

    /// <summary>The situation in which alone the duty stands; null: always.</summary>
    public string? Situation { get; init; }
}

/// <summary>目录 — a drug or item of a sample or official list: its class and initial co-payment.</summary>
public sealed record CatalogueEntry : Provision
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>service or drug.</summary>
    public required string Kind { get; init; }

    /// <summary>A, B or C.</summary>
    public required string Class { get; init; }

    public decimal InitialCopay { get; init; }

    public Money? Ceiling { get; init; }
}

/// <summary>病种 — a disease of a list, with the categories of diagnosis that belong to it.</summary>
public sealed record Disease : Provision
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Diagnoses { get; init; }
}
