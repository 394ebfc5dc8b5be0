using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>费用类型 — what a line charges for.</summary>
public enum LineKind : byte
{
    Service,
    Drug,

    /// <summary>配送: not a medical cost; shown beside the settlement, paid in cash.</summary>
    Delivery,
}

/// <summary>支付类别 — 甲乙丙.</summary>
public enum ReimbursementClass : byte
{
    A,
    B,
    C,
}

/// <summary>
/// 费用明细 — one line as charged. Unit prices are yuan (up to six decimals), the amount is fen and includes the
/// rounding of the line; ceilings are per unit. A class, or the initial co-payment of class B, that nobody stated is
/// null: such a line may not be charged. A ceiling that nobody stated is none.
/// </summary>
public sealed record ClaimLine(
    string Id,
    LineKind Kind,
    string Code,
    ReimbursementClass? Class,
    decimal? InitialCopay,
    decimal UnitPrice,
    decimal Quantity,
    Money Amount,
    decimal? Ceiling = null,
    decimal? PublicReference = null)
{
    /// <summary>备案 — what the institution filed for this item; null: nothing is known of it.</summary>
    public LineFiling? Filing { get; init; }

    /// <summary>服务事实 — how this service was done; null: the line states nothing of it. (ADR 0023)</summary>
    public LineFacts? Facts { get; init; }
}

/// <summary>
/// 一行的服务事实 — the facts that one line states, and what the claim says of them otherwise. (楚医保规〔2022〕3号 第九条)
/// </summary>
public sealed class LineFacts
{
    private readonly Fact[] stated;
    private readonly FactSet own;
    private readonly FactSet before;

    /// <summary>Takes the facts of <paramref name="own"/> that belong to a line, over those of the claim.</summary>
    public LineFacts(FactSet own, FactSet claim)
    {
        stated = [.. FactVocabulary.All.Where(one => one.InLine && own.Has(one.Fact)).Select(one => one.Fact)];
        this.own = own;
        before = claim.Copy();
    }

    internal void State(FactSet facts)
    {
        foreach (var fact in stated)
        {
            facts.Take(fact, own);
        }
    }

    internal void Restore(FactSet facts)
    {
        foreach (var fact in stated)
        {
            facts.Take(fact, before);
        }
    }
}

/// <summary>
/// 一行的备案事实 — the filed price of a service and who has received it (a mask of <c>institution.filings</c>), whether
/// the online item is filed against its offline one, and whether it was decided that funds pay it.
/// </summary>
public sealed record LineFiling(Money? Price, long? Received, bool? InclusionFiled, bool? Included)
{
    /// <summary>Nobody filed, announced or decided anything.</summary>
    public static readonly LineFiling None = new(null, null, null, null);

    /// <summary>公示价格 per unit, of the notice in force. (湘医保发〔2020〕20号 三)</summary>
    public decimal? Announced { get; init; }

    /// <summary>新增线上项目 — not an offline service that came online. (楚医保规〔2022〕3号 第十条)</summary>
    public bool? New { get; init; }

    /// <summary>台账阶段 — a word of <c>line.register</c>: where an approved item stands in its life.</summary>
    public long? Register { get; init; }

    /// <summary>批准文号 — the document that approved it; decides nothing, but tells whoever reads the facts.</summary>
    public string? Approval { get; init; }
}

/// <summary>最近一次线下就诊 — the last visit to a physical institution, and what it was for.</summary>
public sealed record OfflineVisit(DateOnly On, IReadOnlyList<string> Diagnoses);

/// <summary>慢特病备案 — a registration for a disease of the list.</summary>
public sealed record ChronicRegistration(string Code, Period Period);

/// <summary>年度累计 — what this pool's totals were before this claim.</summary>
public sealed record YearTotals(Money DeductibleUsed, Money FundPaid, Money? DeductibleUsedAtLevel)
{
    public static readonly YearTotals None = new(Money.Zero, Money.Zero, null);
}

/// <summary>
/// 结算申请 — one claim: a visit's lines of one charging batch, with the facts that rules may name. The facts are
/// lent to the adjudicator while it runs.
/// </summary>
public sealed record Claim
{
    /// <summary>The pooling area of the institution.</summary>
    public required RegionView Region { get; init; }

    /// <summary>服务发生日.</summary>
    public required DateOnly On { get; init; }

    public required FactSet Facts { get; init; }

    public required IReadOnlyList<ClaimLine> Lines { get; init; }

    public OfflineVisit? LastOffline { get; init; }

    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    public IReadOnlyList<ChronicRegistration> Chronic { get; init; } = [];

    /// <summary>两病: hypertension, diabetes.</summary>
    public IReadOnlyList<string> TwoDiseases { get; init; } = [];

    /// <summary>病种编码.</summary>
    public string? DiseaseCode { get; init; }

    public Money AccountBalance { get; init; }

    public bool UseAccount { get; init; }

    /// <summary>家庭共济账户 — what a relative's account may give after the own one; nothing unless asked for.</summary>
    public Money FamilyBalance { get; init; }

    public YearTotals Year { get; init; } = YearTotals.None;
}
