using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 逐行拆分 — a line's amount into fully self-paid, over-limit, initial co-payment and in-scope, each rounded half-up
/// per line, so that the four sum exactly to the amount (E1, E5).
/// </summary>
internal static class ScopeSplit
{
    public static void Split<TSink>(Claim claim, LineDecision decision, int index, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var line = decision.Line;
        var columns = decision.Columns;
        var amount = line.Amount;
        var rule = StandardOf(claim, line, out var clause, out var lacks);
        steps.Add(StepLabel.LineAmount, Money.Zero, amount, clause, index);
        if (rule is not null)
        {
            steps.Chose(rule, index);
        }

        decision.Lacks = LackingOf(claim, line, rule);
        if (decision.Lacks is not null || lacks is not null)
        {
            decision.Code = RefusalCode.MissingFact;
            decision.ClauseId = clause;
            decision.Detail = lacks is { } fact ? PriceAnswer.Lacks(fact, clause, null) : decision.Detail;
            steps.Add(StepLabel.LineRefused, amount, Money.Zero, clause, index);
            return;
        }

        var accepted = Accepted(line, rule, amount);
        if (rule is not null && accepted < amount)
        {
            if (rule.Excess == ExcessTreatment.Refuse)
            {
                decision.Code = RefusalCode.OverCeiling;
                decision.ClauseId = rule.ClauseId;
                steps.Add(StepLabel.LineRefused, amount, Money.Zero, rule.ClauseId, index);
                return;
            }

            if (rule.Excess == ExcessTreatment.NotChargeable)
            {
                steps.Add(StepLabel.NotChargeableExcess, amount, accepted, rule.ClauseId, index);
                amount = accepted;
            }
        }

        columns.Fee = amount;
        Divide(claim, line, columns, new Charge(amount, accepted, clause, index), ref steps);
    }

    private static void Divide<TSink>(Claim claim, ClaimLine line, Columns columns, Charge charge, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var (amount, accepted, clause, index) = charge;
        if (line.Class == ReimbursementClass.C)
        {
            columns.FullSelfPay = amount;
            steps.Add(StepLabel.FullSelfPay, amount, Money.Zero, SelfPayClause(claim, line), index);
            return;
        }

        var rest = amount;
        if (accepted < rest)
        {
            columns.OverLimit = rest - accepted;
            steps.Add(StepLabel.OverLimit, rest, accepted, clause, index);
            rest = accepted;
        }

        if (line.InitialCopay is > 0 and var copay)
        {
            var copayClause = AccountShare.ClauseOf(claim, CostKind.InitialCopay);
            columns.InitialCopay = Money.Min(rest, rest.Times(copay));
            steps.Add(StepLabel.InitialCopay, rest, rest - columns.InitialCopay, copayClause, index);
            rest -= columns.InitialCopay;
        }

        columns.InScope = rest;
    }

    private static Money Accepted(ClaimLine line, PaymentStandard? rule, Money amount)
    {
        var standard = rule?.Base switch
        {
            StandardBase.LowerOfChargeAndCeiling => line.Ceiling,
            StandardBase.LowerOfChargeAndPublicReference => line.PublicReference ?? line.Ceiling,
            _ => null,
        };
        return standard is { } perUnit && perUnit < line.UnitPrice
            ? Money.Min(amount, Money.OfLine(perUnit, line.Quantity))
            : amount;
    }

    private static int SelfPayClause(Claim claim, ClaimLine line) => AccountShare.ClauseOf(
        claim, line.Kind == LineKind.Service ? CostKind.SelfPaidService : CostKind.SelfPaidDrug);

    private static LineMember? LackingOf(Claim claim, ClaimLine line, PaymentStandard? rule) => line switch
    {
        { Class: null } => LineMember.Class,
        { Class: ReimbursementClass.B, InitialCopay: null } => LineMember.InitialCopay,
        _ when LacksReference(claim, line, rule) => LineMember.PublicReference,
        _ => null,
    };

    /// <summary>
    /// Whether the standard is a public institution's price and the line of a service names none. A public institution
    /// is its own reference; a drug's standard is the same wherever it is sold: one without a ceiling has none.
    /// </summary>
    private static bool LacksReference(Claim claim, ClaimLine line, PaymentStandard? rule) =>
        rule is { Base: StandardBase.LowerOfChargeAndPublicReference } && line.Kind == LineKind.Service &&
        line.Class != ReimbursementClass.C && line.PublicReference is null && line.Ceiling is null &&
        claim.Facts.Word(Fact.InstitutionOwnership) != "public";

    /// <summary>
    /// The standard that holds, and its clause. A fact that was not stated (whose institution it is, say) is missing
    /// where a standard that hangs on it would take something off the charge; where none would, the charge is the base.
    /// </summary>
    private static PaymentStandard? StandardOf(Claim claim, ClaimLine line, out int clause, out Fact? lacks)
    {
        clause = -1;
        lacks = null;
        foreach (var rule in claim.Region.Standards)
        {
            if (!rule.Effective.Contains(claim.On))
            {
                continue;
            }

            var holds = rule.When.Evaluate(claim.Facts, out var missing);
            if (holds == Truth.No)
            {
                continue;
            }

            if (clause < 0)
            {
                clause = rule.ClauseId;
            }

            if (holds == Truth.Yes)
            {
                clause = lacks is null ? rule.ClauseId : clause;
                return rule;
            }

            if (LacksReference(claim, line, rule) || Accepted(line, rule, line.Amount) < line.Amount)
            {
                lacks ??= missing;
            }
        }

        return null;
    }

    /// <summary>What may be charged, what of it the standard of a clause accepts, and the place of the line.</summary>
    private readonly record struct Charge(Money Amount, Money Accepted, int ClauseId, int Index);
}
