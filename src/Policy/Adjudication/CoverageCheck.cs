using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>A refusal and its clause; <see cref="RefusalCode.None"/> when there is nothing against it.</summary>
internal readonly record struct Verdict(RefusalCode Code, int ClauseId)
{
    public static readonly Verdict Fine = new(RefusalCode.None, -1);

    public Verdict First(Verdict other) =>
        Code == RefusalCode.None || (other.Code != RefusalCode.None && other.Code < Code) ? other : this;
}

/// <summary>
/// 支付范围判定 — whether the pool may pay one line of this claim. Every coverage rule that matches must agree; at
/// least one must pay; one that does not pay yields only to a paying rule that stands nearer: of a lower area, or
/// official where the other is sample data. Where nothing is against it, the clause is that of the paying rule.
/// </summary>
internal static class CoverageCheck
{
    public static Verdict Check(Claim claim)
    {
        var facts = claim.Facts;
        var law = claim.Region.Law;
        var verdict = Verdict.Fine;
        var pays = -1;
        var paying = Verdict.Fine;
        var none = -1;
        var noneVerdict = new Verdict(RefusalCode.NotIncluded, -1);
        foreach (var rule in claim.Region.Coverages)
        {
            if (!rule.Effective.Contains(claim.On) || rule.When.Evaluate(facts, out _) != Truth.Yes)
            {
                continue;
            }

            var rank = law.RankOf(rule);
            if (rule.Pays == true && rank > pays)
            {
                pays = rank;
                paying = paying with { ClauseId = rule.ClauseId };
            }
            else if (rule.Pays == false && rank > none)
            {
                none = rank;
                noneVerdict = new Verdict(rule.Else, rule.ClauseId);
            }

            verdict = verdict.First(Needs(rule, facts));
            if (rule.FollowUp is { } window)
            {
                verdict = verdict.First(FollowUp(claim, rule, window));
            }
        }

        verdict = pays < 0 || none >= pays ? verdict.First(noneVerdict) : verdict;
        return verdict.Code == RefusalCode.None ? paying : verdict;
    }

    /// <summary>Whether two ICD-10 codes name the same disease to so many characters.</summary>
    public static bool SameDisease(string one, string other, int characters) =>
        string.Compare(one, 0, other, 0, characters, StringComparison.OrdinalIgnoreCase) == 0 &&
        one.Length >= characters && other.Length >= characters;

    private static Verdict Needs(Coverage rule, FactSet facts)
    {
        var verdict = Verdict.Fine;
        foreach (var need in rule.Needs)
        {
            if (need.Check(facts, out _) == Truth.No)
            {
                verdict = verdict.First(new Verdict(need.Else, need.ClauseId));
            }
        }

        return verdict;
    }

    private static Verdict FollowUp(Claim claim, Coverage rule, FollowUpWindow window)
    {
        if (claim.LastOffline is not { } last || claim.On < last.On || claim.On > last.On.AddMonths(window.Months))
        {
            return new Verdict(RefusalCode.RevisitWindow, rule.ClauseId);
        }

        if (last.Diagnoses.Count == 0 || claim.Diagnoses.Count == 0)
        {
            return Verdict.Fine;
        }

        foreach (var now in claim.Diagnoses)
        {
            foreach (var then in last.Diagnoses)
            {
                if (SameDisease(now, then, window.SameDiseaseCharacters))
                {
                    return Verdict.Fine;
                }
            }
        }

        return new Verdict(RefusalCode.DiseaseMismatch, rule.ClauseId);
    }
}
