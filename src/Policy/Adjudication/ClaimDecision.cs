using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 金额列 — the columns of a settlement, for a line or for the whole, in fen. Lines sum exactly to the whole.
/// </summary>
public sealed class Columns
{
    private static readonly int FundCount = Enum.GetValues<Fund>().Length;
    private readonly Money[] funds = new Money[FundCount];

    /// <summary>医疗费总额 medfee_sumamt.</summary>
    public Money Fee { get; set; }

    /// <summary>全自费 fulamt_ownpay_amt.</summary>
    public Money FullSelfPay { get; set; }

    /// <summary>超限价 overlmt_selfpay.</summary>
    public Money OverLimit { get; set; }

    /// <summary>先行自付 preselfpay_amt.</summary>
    public Money InitialCopay { get; set; }

    /// <summary>政策范围内 inscp_scp_amt.</summary>
    public Money InScope { get; set; }

    /// <summary>实际支付起付线 act_pay_dedc, within the in-scope amount.</summary>
    public Money Deductible { get; set; }

    /// <summary>个人账户 acct_pay, family sharing included.</summary>
    public Money Account { get; set; }

    /// <summary>家庭共济 acct_mulaid_pay.</summary>
    public Money FamilyAccount { get; set; }

    /// <summary>医院负担 hosp_part_amt.</summary>
    public Money Hospital { get; set; }

    public Money this[Fund fund]
    {
        get => funds[(int)fund];
        set => funds[(int)fund] = value;
    }

    /// <summary>Σ of the funds, without the account.</summary>
    public Money FundTotal
    {
        get
        {
            var sum = Money.Zero;
            foreach (var fund in funds)
            {
                sum += fund;
            }

            return sum;
        }
    }

    /// <summary>个人负担 psn_part_amt = account + cash.</summary>
    public Money Personal => Fee - FundTotal - Hospital;

    /// <summary>现金 psn_cash_pay.</summary>
    public Money Cash => Personal - Account;
}

/// <summary>A member of a line without which its amount cannot be split.</summary>
public enum LineMember
{
    Class,
    InitialCopay,
    PublicReference,
}

/// <summary>What became of one line.</summary>
public sealed class LineDecision(ClaimLine line)
{
    public ClaimLine Line { get; } = line;

    public Columns Columns { get; } = new();

    /// <summary>None, or why no fund pays this line, or why it may not be charged.</summary>
    public RefusalCode Code { get; internal set; }

    /// <summary>The clause of <see cref="Code"/>; with none, that by which the pool may pay.</summary>
    public int ClauseId { get; internal set; } = -1;

    /// <summary>
    /// With a refusal by price list or admission: the item, what replaces it, the fact that is missing.
    /// </summary>
    public PriceAnswer Detail { get; internal set; }

    /// <summary>With <see cref="RefusalCode.MissingFact"/>: what the line itself does not state.</summary>
    public LineMember? Lacks { get; internal set; }

    /// <summary>拒行: not charged, not in any total.</summary>
    public bool IsRefused => Code != RefusalCode.None && Code.Consequence() == Consequence.Line;

    /// <summary>配送: outside the medical costs.</summary>
    public bool IsOutside => Line.Kind == LineKind.Delivery;

    /// <summary>Whether its in-scope amount enters the pool's computation.</summary>
    public bool FundEligible => !IsOutside && Code == RefusalCode.None;
}

/// <summary>Why a part is not paid by any fund.</summary>
public enum UnpaidReason
{
    /// <summary>A refusal code of the matrix (fund zero, or a line that may not be charged).</summary>
    Refused,
    FullSelfPay,
    OverLimit,
    NotChargeable,
    InitialCopay,
    Deductible,
    CoPay,
    VisitLimit,
    YearLimit,
}

/// <summary>A part that no fund pays because of a rule, in fen.</summary>
public sealed record Unpaid(
    UnpaidReason Reason, RefusalCode Code, Money Amount, int ClauseId, IReadOnlyList<int> Lines);

/// <summary>
/// 结算结论 — either a refusal of the whole claim, or the split to the fen with the reason for every part that no fund
/// pays. The unpaid parts sum to the personal part.
/// </summary>
public sealed class ClaimDecision
{
    /// <summary>None when money may be charged.</summary>
    public RefusalCode Refusal { get; internal set; }

    public int RefusalClauseId { get; internal set; } = -1;

    /// <summary>The line whose reason refuses the claim; null when it is the claim's own.</summary>
    public LineDecision? RefusalLine { get; internal set; }

    /// <summary>
    /// With a refusal by price list or admission: the item, what replaces it, the fact that is missing.
    /// </summary>
    public PriceAnswer RefusalDetail { get; internal set; }

    public Columns Total { get; } = new();

    public IReadOnlyList<LineDecision> Lines { get; internal set; } = [];

    /// <summary>配送费等不属医疗费的部分.</summary>
    public Money Delivery { get; internal set; }

    /// <summary>统筹支付比例 pool_prop_selfpay; zero when no pool pays.</summary>
    public decimal Ratio { get; internal set; }

    /// <summary>The benefit row that was used; null when no pool pays.</summary>
    public Benefit? Benefit { get; internal set; }

    public IReadOnlyList<Unpaid> Unpaid { get; internal set; } = [];

    public bool IsSettled => Refusal == RefusalCode.None;
}
