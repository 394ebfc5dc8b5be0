using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Policy.Pricing;

/// <summary>What a step of a calculation did; its Chinese wording stands in the catalogue.</summary>
public enum StepLabel : byte
{
    BasePrice,
    SamePriceAs,
    SelfSetPrice,
    RangePrice,
    CountedExtras,
    CountCap,
    Surcharge,
    Reduction,
    TotalCap,
    ChargedBelowListed,
    Uplift,
    MarketPrice,
    AgreementPrice,
    TimesQuantity,
    LineAmount,
    NotChargeableExcess,
    OverLimit,
    InitialCopay,
    FullSelfPay,
    LineRefused,
    FundZero,
    InScope,
    Deductible,
    PoolShare,
    FixedSum,
    RatioFloor,
    VisitLimit,
    YearLimit,
    NotPaidRow,
    AsOrdinary,
    PersonalAccount,
    FamilyAccount,
    Cash,
    DeliveryOutside,
}

/// <summary>计算步骤 — one step: what it did, the amount before and after, and the clause that says so.</summary>
public readonly record struct Step(StepLabel Label, Money Before, Money After, int ClauseId, int Line = -1);

/// <summary>
/// 选用的规定 — a rule by which an amount was computed: of one line, or of the whole claim; a payment source with the kind
/// of cost that it was asked for.
/// </summary>
public readonly record struct ChosenRule(Provision Rule, int Line, CostKind? Cost);

/// <summary>
/// Where steps go. A struct, so that the path without explanation is the same code and costs nothing.
/// </summary>
public interface IStepSink
{
    void Add(StepLabel label, Money before, Money after, int clauseId, int line = -1);

    /// <summary>The rule whose figures the amounts that follow are computed with.</summary>
    void Chose(Provision rule, int line = -1, CostKind? cost = null);
}

/// <summary>Nobody asked why.</summary>
public readonly struct NoSteps : IStepSink
{
    public void Add(StepLabel label, Money before, Money after, int clauseId, int line = -1)
    {
        // The amount is the same with and without explanation.
    }

    public void Chose(Provision rule, int line = -1, CostKind? cost = null)
    {
        // Nor does it matter who learns of the rule.
    }
}

/// <summary>Keeps every step in order and, where they are asked for, the rules that were chosen.</summary>
public readonly struct StepList(List<Step> steps, List<ChosenRule>? rules = null) : IStepSink
{
    public void Add(StepLabel label, Money before, Money after, int clauseId, int line = -1) =>
        steps.Add(new Step(label, before, after, clauseId, line));

    public void Chose(Provision rule, int line = -1, CostKind? cost = null) =>
        rules?.Add(new ChosenRule(rule, line, cost));
}
