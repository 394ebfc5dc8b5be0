using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 为何未付 — every part that no fund pays, by the rule that says so. Without the lines that may not be charged at all,
/// the parts sum to what the person bears.
/// </summary>
internal static class UnpaidParts
{
    public static IReadOnlyList<Unpaid> Of(Claim claim, ClaimDecision decision, Benefit? row, PoolResult result)
    {
        var parts = new List<Unpaid>();
        Refusals(decision, parts);
        ByColumn(
            decision, parts, UnpaidReason.FullSelfPay, line => line.Columns.FullSelfPay,
            AccountShare.ClauseOf(claim, CostKind.SelfPaidDrug));
        ByColumn(
            decision, parts, UnpaidReason.OverLimit, line => line.Columns.OverLimit,
            AccountShare.ClauseOf(claim, CostKind.OverLimit));
        ByColumn(
            decision, parts, UnpaidReason.InitialCopay, line => line.Columns.InitialCopay,
            AccountShare.ClauseOf(claim, CostKind.InitialCopay));
        ByColumn(
            decision,
            parts,
            UnpaidReason.NotChargeable,
            line => line.IsOutside || line.IsRefused ? Money.Zero : line.Line.Amount - line.Columns.Fee,
            AccountShare.ClauseOf(claim, CostKind.OverLimit));
        if (row is null)
        {
            return parts;
        }

        Once(parts, UnpaidReason.Deductible, result.Deductible, row.ClauseId);
        Once(parts, UnpaidReason.VisitLimit, result.OverVisitLimit, row.ClauseId);
        Once(parts, UnpaidReason.YearLimit, result.OverYearLimit, row.ClauseId);
        var eligible = Money.Zero;
        foreach (var line in decision.Lines)
        {
            eligible += line.FundEligible ? line.Columns.InScope : Money.Zero;
        }

        var share = eligible - result.Deductible - result.OverVisitLimit - result.OverYearLimit - result.Paid;
        Once(parts, UnpaidReason.CoPay, share, result.RatioClauseId);
        return parts;
    }

    private static void Refusals(ClaimDecision decision, List<Unpaid> parts)
    {
        var refused = decision.Lines
            .Select((line, index) => (line, index))
            .Where(pair => pair.line.Code != RefusalCode.None)
            .GroupBy(pair => (pair.line.Code, pair.line.ClauseId))
            .OrderBy(group => group.Key.Code);
        foreach (var group in refused)
        {
            var amount = Money.Zero;
            foreach (var (line, _) in group)
            {
                amount += line.IsRefused ? line.Line.Amount : line.Columns.InScope;
            }

            if (amount > Money.Zero)
            {
                parts.Add(new Unpaid(
                    UnpaidReason.Refused, group.Key.Code, amount, group.Key.ClauseId,
                    [.. group.Select(pair => pair.index)]));
            }
        }
    }

    private static void ByColumn(
        ClaimDecision decision, List<Unpaid> parts, UnpaidReason reason, Func<LineDecision, Money> column,
        int clauseId)
    {
        var amount = Money.Zero;
        var lines = new List<int>();
        for (var i = 0; i < decision.Lines.Count; i++)
        {
            var part = column(decision.Lines[i]);
            if (part > Money.Zero)
            {
                amount += part;
                lines.Add(i);
            }
        }

        if (amount > Money.Zero)
        {
            parts.Add(new Unpaid(reason, RefusalCode.None, amount, clauseId, lines));
        }
    }

    private static void Once(List<Unpaid> parts, UnpaidReason reason, Money amount, int clauseId)
    {
        if (amount > Money.Zero)
        {
            parts.Add(new Unpaid(reason, RefusalCode.None, amount, clauseId, []));
        }
    }
}
