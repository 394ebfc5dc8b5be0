using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 个人账户支付 — which part of what a person bears the account may pay, by kind of cost, and how much it then pays; what the
/// own account leaves open the family account may pay by the same rules (共济).
/// </summary>
internal static class AccountShare
{
    public static void Apply<TSink>(Claim claim, ClaimDecision decision, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var lines = decision.Lines;
        Span<Money> allowed = new Money[lines.Count];
        var sum = Money.Zero;
        var clause = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            allowed[i] = Allowed(claim, lines[i], i, ref clause, ref steps);
            sum += allowed[i];
        }

        if (!claim.UseAccount)
        {
            return;
        }

        var own = Money.Min(sum, Money.Max(claim.AccountBalance, Money.Zero));
        var family = Money.Min(sum - own, Money.Max(claim.FamilyBalance, Money.Zero));
        if (own + family == Money.Zero)
        {
            return;
        }

        Span<Money> parts = new Money[lines.Count];
        Span<Money> shared = new Money[lines.Count];
        Allotment.Split(own + family, allowed, parts);
        Allotment.Split(family, parts, shared);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i].Columns.Account = parts[i];
            lines[i].Columns.FamilyAccount = shared[i];
        }

        Pay(StepLabel.PersonalAccount, own, decision.Total, clause, ref steps);
        Pay(StepLabel.FamilyAccount, family, decision.Total, clause, ref steps);
        decision.Total.FamilyAccount = family;
    }

    private static void Pay<TSink>(StepLabel label, Money paid, Columns total, int clause, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (paid > Money.Zero)
        {
            var before = total.Cash;
            total.Account += paid;
            steps.Add(label, before, total.Cash, clause);
        }
    }

    private static Money Allowed<TSink>(
        Claim claim, LineDecision line, int index, ref int clause, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (line.IsOutside || line.IsRefused)
        {
            return Money.Zero;
        }

        var columns = line.Columns;
        var service = line.Line.Kind == LineKind.Service;
        var share = columns.InScope - columns.FundTotal;
        var inScope = (line.FundEligible, service) switch
        {
            (true, true) => CostKind.InScopeService,
            (true, false) => CostKind.InScopeDrug,
            (false, true) => CostKind.NotIncludedService,
            (false, false) => CostKind.NotIncludedDrug,
        };
        Adjudicator.StateLine(claim.Facts, line.Line);
        var selfPaid = service ? CostKind.SelfPaidService : CostKind.SelfPaidDrug;
        var allowed = May(claim, index, inScope, share, ref clause, ref steps) +
            May(claim, index, CostKind.InitialCopay, columns.InitialCopay, ref clause, ref steps) +
            May(claim, index, CostKind.OverLimit, columns.OverLimit, ref clause, ref steps) +
            May(claim, index, selfPaid, columns.FullSelfPay, ref clause, ref steps);
        Adjudicator.ClearLine(claim.Facts, line.Line);
        return allowed;
    }

    private static Money May<TSink>(
        Claim claim, int index, CostKind cost, Money amount, ref int clause, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (amount <= Money.Zero || RuleFor(claim, cost) is not { } rule)
        {
            return Money.Zero;
        }

        steps.Chose(rule, index, cost);
        if (!rule.Account)
        {
            return Money.Zero;
        }

        clause = rule.ClauseId;
        return amount;
    }

    /// <summary>The clause that says from which pocket a kind of cost is paid; −1 when none does.</summary>
    public static int ClauseOf(Claim claim, CostKind cost) => RuleFor(claim, cost)?.ClauseId ?? -1;

    private static PaymentSource? RuleFor(Claim claim, CostKind cost)
    {
        foreach (var rule in claim.Region.Sources)
        {
            if (rule.Effective.Contains(claim.On) && rule.Costs.Contains(cost) &&
                rule.When.Evaluate(claim.Facts, out _) == Truth.Yes)
            {
                return rule;
            }
        }

        return null;
    }
}
