using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>What the pool's computation came to, once per claim, each figure rounded once.</summary>
internal readonly record struct PoolResult(
    Money Deductible, Money Paid, decimal Ratio, Money OverVisitLimit, Money OverYearLimit, int RatioClauseId);

/// <summary>
/// 统筹支付 — deductible, ratio, floors and limits over the in-scope amount of the lines that the pool may pay.
/// </summary>
internal static class PoolShare
{
    public static PoolResult Compute<TSink>(Claim claim, Benefit row, Money inScope, ref TSink steps)
        where TSink : struct, IStepSink
    {
        steps.Chose(row);
        if (row.FixedSum is { } sum)
        {
            var fixedPart = Money.Min(sum, inScope);
            steps.Add(StepLabel.FixedSum, inScope, fixedPart, row.ClauseId);
            return Limit(
                claim, row, new PoolResult(Money.Zero, fixedPart, 0, default, default, row.ClauseId), ref steps);
        }

        var (ratio, ratioClause) = Ratio(claim, row, ref steps);
        var deductible = Money.Min(inScope, Remaining(row, claim.Year));
        Money paid;
        if (row.Order == BenefitOrder.DeductibleThenRatio)
        {
            if (deductible > Money.Zero)
            {
                steps.Add(StepLabel.Deductible, inScope, inScope - deductible, row.ClauseId);
            }

            paid = (inScope - deductible).Times(ratio);
            steps.Add(StepLabel.PoolShare, inScope - deductible, paid, ratioClause);
        }
        else
        {
            var share = inScope.Times(ratio);
            steps.Add(StepLabel.PoolShare, inScope, share, ratioClause);
            deductible = Money.Min(deductible, share);
            paid = share - deductible;
            if (deductible > Money.Zero)
            {
                steps.Add(StepLabel.Deductible, share, paid, row.ClauseId);
            }
        }

        return Limit(claim, row, new PoolResult(deductible, paid, ratio, default, default, ratioClause), ref steps);
    }

    /// <summary>起付线余额 — what of the deductible is still to be borne.</summary>
    public static Money Remaining(Benefit row, YearTotals year)
    {
        var left = row.DeductiblePer switch
        {
            DeductiblePer.Visit => row.Deductible,
            DeductiblePer.Year => row.Deductible - year.DeductibleUsed,
            DeductiblePer.LevelAndYear => row.Deductible - (year.DeductibleUsedAtLevel ?? year.DeductibleUsed),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (row.DeductibleYearTotal is { } total)
        {
            left = Money.Min(left, total - year.DeductibleUsed);
        }

        return Money.Max(left, Money.Zero);
    }

    private static (decimal Ratio, int ClauseId) Ratio<TSink>(Claim claim, Benefit row, ref TSink steps)
        where TSink : struct, IStepSink
    {
        RatioFloor? highest = null;
        foreach (var floor in claim.Region.Floors)
        {
            if (floor.AtLeast > (highest?.AtLeast ?? row.Ratio) && floor.Effective.Contains(claim.On) &&
                floor.When.Evaluate(claim.Facts, out _) == Truth.Yes)
            {
                highest = floor;
            }
        }

        if (highest is null)
        {
            return (row.Ratio, row.ClauseId);
        }

        steps.Chose(highest);
        steps.Add(StepLabel.RatioFloor, Money.Zero, Money.Zero, highest.ClauseId);
        return (highest.AtLeast, highest.ClauseId);
    }

    private static PoolResult Limit<TSink>(Claim claim, Benefit row, PoolResult result, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var paid = result.Paid;
        var overVisit = Money.Zero;
        var overYear = Money.Zero;
        if (row.VisitLimit is { } visit && paid > visit)
        {
            overVisit = paid - visit;
            steps.Add(StepLabel.VisitLimit, paid, visit, row.ClauseId);
            paid = visit;
        }

        if (row.YearLimit is { } limit)
        {
            var left = Money.Max(limit - claim.Year.FundPaid, Money.Zero);
            if (paid > left)
            {
                overYear = paid - left;
                steps.Add(StepLabel.YearLimit, paid, left, row.ClauseId);
                paid = left;
            }
        }

        return result with { Paid = paid, OverVisitLimit = overVisit, OverYearLimit = overYear };
    }
}
