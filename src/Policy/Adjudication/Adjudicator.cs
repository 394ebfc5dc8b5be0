using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 待遇核定 — from a claim to the split between funds, account and cash. Pure and deterministic: the same facts give the
/// same answer forever. Order: may it be charged → which lines → what the pool may pay → how much → from which pocket.
/// </summary>
public static class Adjudicator
{
    /// <summary>Decides a claim. The claim's facts are lent while it runs and are as before when it returns.</summary>
    public static ClaimDecision Decide<TSink>(Claim claim, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var decision = new ClaimDecision();
        var lines = new LineDecision[claim.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new LineDecision(claim.Lines[i]);
        }

        decision.Lines = lines;
        if (Refused(claim, decision))
        {
            return decision;
        }

        Scope(claim, decision, ref steps);
        if (OnlyRefusedLines(decision) || !Pool(claim, decision, ref steps))
        {
            return decision;
        }

        AccountShare.Apply(claim, decision, ref steps);
        if (decision.Total.Cash > Money.Zero)
        {
            var clause = decision.Benefit?.ClauseId ?? AccountShare.ClauseOf(claim, CostKind.NotIncludedService);
            steps.Add(StepLabel.Cash, decision.Total.Personal, decision.Total.Cash, clause);
        }

        return decision;
    }

    internal static void StateLine(FactSet facts, ClaimLine line)
    {
        facts[Fact.LineKind] = (long)line.Kind;
        facts[Fact.LineClass] = line.Class is { } stated ? (long)stated : FactSet.Absent;
        facts.SetCodes(Fact.LineCode, line.Code);
        line.Facts?.State(facts);
        if (line.Filing is { } filing)
        {
            facts[Fact.InstitutionFiledPrice] = filing.Price?.Fen ?? FactSet.Absent;
            facts[Fact.InstitutionFilings] = filing.Received ?? FactSet.Absent;
            facts[Fact.LineInclusionFiled] = OfFlag(filing.InclusionFiled);
            facts[Fact.LineIncluded] = OfFlag(filing.Included);
            facts[Fact.LineExcluded] = OfFlag(!filing.Included);
            facts[Fact.LineWithinAnnounced] = OfFlag(
                filing.Announced is { } announced ? line.UnitPrice <= announced : null);
            facts[Fact.LineNew] = OfFlag(filing.New);
            facts[Fact.LineRegister] = filing.Register ?? FactSet.Absent;
        }
    }

    internal static void ClearLine(FactSet facts, ClaimLine line)
    {
        line.Facts?.Restore(facts);
        facts.Clear(Fact.LineKind);
        facts.Clear(Fact.LineClass);
        facts.Clear(Fact.LineCode);
        facts.Clear(Fact.InstitutionFiledPrice);
        facts.Clear(Fact.InstitutionFilings);
        facts.Clear(Fact.LineInclusionFiled);
        facts.Clear(Fact.LineIncluded);
        facts.Clear(Fact.LineExcluded);
        facts.Clear(Fact.LineWithinAnnounced);
        facts.Clear(Fact.LineNew);
        facts.Clear(Fact.LineRegister);
    }

    private static long OfFlag(bool? flag) => flag is { } known ? known ? 1 : 0 : FactSet.Absent;

    /// <summary>Admission of the claim and of each line; true when the whole claim is refused.</summary>
    private static bool Refused(Claim claim, ClaimDecision decision)
    {
        var first = PriceAnswer.Priced(Money.Zero, null);
        foreach (var line in decision.Lines)
        {
            if (line.IsOutside)
            {
                continue;
            }

            StateLine(claim.Facts, line.Line);
            var answer = line.Line.Kind == LineKind.Service
                ? Pricer.Admit(claim.Region, claim.On, line.Line.Code, claim.Facts)
                : Admissions.Check(claim.Region, claim.On, line.Line.Code, claim.Facts, claim: true);
            var verdict = CoverageCheck.Check(claim);
            ClearLine(claim.Facts, line.Line);
            if (!answer.IsPriced && answer.Code.Consequence() == Consequence.Claim)
            {
                first = PriceAnswer.First(first, answer);
            }

            if (verdict.Code != RefusalCode.None && verdict.Code.Consequence() == Consequence.Claim)
            {
                first = PriceAnswer.First(first, PriceAnswer.Refuse(verdict.Code, verdict.ClauseId));
            }

            var (code, clause) = !answer.IsPriced ? (answer.Code, answer.ClauseId) : (verdict.Code, verdict.ClauseId);
            line.Code = code;
            line.ClauseId = clause;
            line.Detail = answer;
        }

        if (first.IsPriced)
        {
            Companions.Check(decision.Lines, claim.Facts);
            return false;
        }

        decision.Refusal = first.Code;
        decision.RefusalClauseId = first.ClauseId;
        decision.RefusalDetail = first;
        return true;
    }

    private static void Scope<TSink>(Claim claim, ClaimDecision decision, ref TSink steps)
        where TSink : struct, IStepSink
    {
        for (var i = 0; i < decision.Lines.Count; i++)
        {
            var line = decision.Lines[i];
            if (line.IsOutside)
            {
                decision.Delivery += line.Line.Amount;
                var clause = AccountShare.ClauseOf(claim, CostKind.Delivery);
                steps.Add(StepLabel.DeliveryOutside, line.Line.Amount, Money.Zero, clause, i);
            }
            else if (line.IsRefused)
            {
                steps.Add(StepLabel.LineRefused, line.Line.Amount, Money.Zero, line.ClauseId, i);
            }
            else
            {
                StateLine(claim.Facts, line.Line);
                ScopeSplit.Split(claim, line, i, ref steps);
                ClearLine(claim.Facts, line.Line);
            }

            var total = decision.Total;
            total.Fee += line.Columns.Fee;
            total.FullSelfPay += line.Columns.FullSelfPay;
            total.OverLimit += line.Columns.OverLimit;
            total.InitialCopay += line.Columns.InitialCopay;
            total.InScope += line.Columns.InScope;
        }
    }

    /// <summary>When no medical line is left to charge, the claim is refused with the first line's reason.</summary>
    private static bool OnlyRefusedLines(ClaimDecision decision)
    {
        LineDecision? first = null;
        foreach (var line in decision.Lines)
        {
            if (!line.IsOutside && !line.IsRefused)
            {
                return false;
            }

            if (line.IsRefused && (first is null || line.Code < first.Code))
            {
                first = line;
            }
        }

        if (first is null)
        {
            return false;
        }

        decision.Refusal = first.Code;
        decision.RefusalClauseId = first.ClauseId;
        decision.RefusalLine = first;
        decision.RefusalDetail = first.Detail;
        return true;
    }

    /// <summary>What the pool pays; false when the claim is refused for a fact that decides it.</summary>
    private static bool Pool<TSink>(Claim claim, ClaimDecision decision, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var row = BenefitChoice.Choose(claim, out var fallback, out var lacks);
        if (lacks is { } lack && AnyEligible(decision))
        {
            decision.Refusal = RefusalCode.MissingFact;
            decision.RefusalClauseId = lack.ClauseId;
            decision.RefusalDetail = PriceAnswer.Lacks(lack.Fact, lack.ClauseId, null);
            return false;
        }

        if (fallback is not null)
        {
            steps.Add(StepLabel.AsOrdinary, Money.Zero, Money.Zero, fallback.ClauseId);
        }

        if (row is not { Pays: true })
        {
            Deny(decision, new Verdict(RefusalCode.NotIncluded, row?.ClauseId ?? fallback?.ClauseId ?? -1));
        }

        Span<Money> weights = new Money[decision.Lines.Count];
        var inScope = Money.Zero;
        for (var i = 0; i < decision.Lines.Count; i++)
        {
            var line = decision.Lines[i];
            weights[i] = line.FundEligible ? line.Columns.InScope : Money.Zero;
            inScope += weights[i];
            if (line.Code != RefusalCode.None && !line.IsRefused)
            {
                steps.Add(StepLabel.FundZero, line.Columns.InScope, Money.Zero, line.ClauseId, i);
            }
        }

        if (row is not { Pays: true } || inScope == Money.Zero)
        {
            decision.Unpaid = UnpaidParts.Of(claim, decision, null, default);
            return true;
        }

        steps.Add(StepLabel.InScope, decision.Total.Fee, inScope, row.ClauseId);
        var result = PoolShare.Compute(claim, row, inScope, ref steps);
        Allot(decision, row, result, weights);
        decision.Unpaid = UnpaidParts.Of(claim, decision, row, result);
        return true;
    }

    private static bool AnyEligible(ClaimDecision decision)
    {
        foreach (var line in decision.Lines)
        {
            if (line.FundEligible && line.Columns.InScope > Money.Zero)
            {
                return true;
            }
        }

        return false;
    }

    private static void Allot(ClaimDecision decision, Benefit row, PoolResult result, Span<Money> weights)
    {
        var count = decision.Lines.Count;
        Span<Money> deductibles = new Money[count];
        Span<Money> shares = new Money[count];
        Allotment.Split(result.Deductible, weights, deductibles);
        for (var i = 0; i < count; i++)
        {
            weights[i] -= deductibles[i];
        }

        Allotment.Split(result.Paid, weights, shares);
        for (var i = 0; i < count; i++)
        {
            decision.Lines[i].Columns.Deductible = deductibles[i];
            decision.Lines[i].Columns[row.Fund] = shares[i];
        }

        decision.Total.Deductible = result.Deductible;
        decision.Total[row.Fund] = result.Paid;
        decision.Ratio = result.Ratio;
        decision.Benefit = row;
    }

    /// <summary>
    /// No benefit row pays. Where no row speaks of the case at all, the clause is that by which the pool would pay.
    /// </summary>
    private static void Deny(ClaimDecision decision, Verdict verdict)
    {
        foreach (var line in decision.Lines)
        {
            if (line.FundEligible)
            {
                line.Code = verdict.Code;
                line.ClauseId = verdict.ClauseId >= 0 ? verdict.ClauseId : line.ClauseId;
            }
        }
    }
}
