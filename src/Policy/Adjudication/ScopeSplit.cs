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
        var rule = StandardOf(claim, out var clause);
        var amount = line.Amount;
        var accepted = Accepted(line, rule, amount);
        steps.Add(StepLabel.LineAmount, Money.Zero, amount, clause, index);
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

        if (line.InitialCopay > 0)
        {
            var copayClause = AccountShare.ClauseOf(claim, CostKind.InitialCopay);
            columns.InitialCopay = Money.Min(rest, rest.Times(line.InitialCopay));
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

    /// <summary>
    /// The standard that holds, and its clause. Where a fact it must choose by is not stated (whose institution it is,
    /// say) none holds: the charge is the base, and the clause is the nearest one that would choose.
    /// </summary>
    private static PaymentStandard? StandardOf(Claim claim, out int clause)
    {
        clause = -1;
        foreach (var rule in claim.Region.Standards)
        {
            var holds = rule.Effective.Contains(claim.On) ? rule.When.Evaluate(claim.Facts, out _) : Truth.No;
            if (holds == Truth.Yes)
            {
                clause = rule.ClauseId;
                return rule;
            }

            if (holds == Truth.Unknown && clause < 0)
            {
                clause = rule.ClauseId;
            }
        }

        return null;
    }
}
