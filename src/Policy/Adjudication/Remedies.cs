using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>
/// 怎样才付 — the changes under which a fund would pay a part that it does not pay now. Proved by deciding again: what
/// is answered has been tried, and where nothing would help the answer is null.
/// </summary>
public static class Remedies
{
    private const int MostChanges = 8;

    public static IReadOnlyList<ClaimChange>? For(Claim claim, ClaimDecision decision, Unpaid part)
    {
        if (part.Reason != UnpaidReason.Refused)
        {
            return null;
        }

        var changes = new List<ClaimChange>();
        var changed = claim;
        var none = default(NoSteps);
        while (changes.Count < MostChanges)
        {
            var now = Adjudicator.Decide(changed, ref none);
            if (Pays(now, decision, part))
            {
                return changes;
            }

            if (Next(changed, now, part) is not { } change || changes.Contains(change))
            {
                return null;
            }

            changes.Add(change);
            changed = change.Apply(changed);
        }

        return null;
    }

    private static bool Pays(ClaimDecision now, ClaimDecision before, Unpaid part) =>
        now.IsSettled && part.Lines.All(line => now.Lines[line].FundEligible) &&
        now.Total.FundTotal > before.Total.FundTotal;

    private static ClaimChange? Next(Claim claim, ClaimDecision now, Unpaid part)
    {
        foreach (var index in part.Lines)
        {
            var line = claim.Lines[index];
            Adjudicator.StateLine(claim.Facts, line);
            var change = OverCeiling(claim, now, index) ?? Charging(claim, line) ?? Covering(claim);
            Adjudicator.ClearLine(claim.Facts, line);
            if (change is not null)
            {
                return change;
            }
        }

        return Benefiting(claim);
    }

    private static ClaimChange? OverCeiling(Claim claim, ClaimDecision now, int index)
    {
        var line = claim.Lines[index];
        return now.Lines[index].Code == RefusalCode.OverCeiling && line.Ceiling is { } ceiling
            ? new ClaimChange.OfUnitPrice(index, ceiling)
            : null;
    }

    private static ClaimChange? Charging(Claim claim, ClaimLine line)
    {
        foreach (var admission in claim.Region.Admissions)
        {
            if (admission.Effective.Contains(claim.On) &&
                admission.When.Evaluate(claim.Facts, out _) == Truth.Yes &&
                FirstFailing(admission.Needs, claim.Facts) is { } change)
            {
                return change;
            }
        }

        var item = line.Kind == LineKind.Service
            ? Pricer.Find(claim.Region, claim.On, line.Code, claim.Facts, out _)
            : null;
        return item is null ? null : FirstFailing(item.Needs, claim.Facts);
    }

    private static ClaimChange? Covering(Claim claim)
    {
        var pays = false;
        foreach (var rule in claim.Region.Coverages)
        {
            if (!rule.Effective.Contains(claim.On) || rule.When.Evaluate(claim.Facts, out _) != Truth.Yes)
            {
                continue;
            }

            pays |= rule.Pays == true;
            if (FirstFailing(rule.Needs, claim.Facts) is { } change)
            {
                return change;
            }

            if (rule.FollowUp is not null && FollowUp(claim, rule) is { } visit)
            {
                return visit;
            }
        }

        return pays ? null : MakePaying(claim);
    }

    private static ClaimChange? FollowUp(Claim claim, Coverage rule)
    {
        var window = rule.FollowUp!;
        var last = claim.LastOffline;
        var inWindow = last is not null && last.On <= claim.On && claim.On <= last.On.AddMonths(window.Months);
        var same = last is null || last.Diagnoses.Count == 0 || claim.Diagnoses.Count == 0 ||
            last.Diagnoses.Any(then => claim.Diagnoses.Any(
                now => CoverageCheck.SameDisease(now, then, window.SameDiseaseCharacters)));
        return inWindow && same
            ? null
            : new ClaimChange.OfLastOffline(new OfflineVisit(claim.On, claim.Diagnoses));
    }

    private static ClaimChange? MakePaying(Claim claim)
    {
        foreach (var rule in claim.Region.Coverages)
        {
            if (rule.Pays == true && rule.Effective.Contains(claim.On) &&
                FirstFailing(rule.When, claim.Facts) is { } change)
            {
                return change;
            }
        }

        return null;
    }

    private static ClaimChange? Benefiting(Claim claim)
    {
        if (BenefitChoice.Choose(claim, out _, out _) is { Pays: true })
        {
            return null;
        }

        var benefit = claim.Facts[Fact.VisitBenefit];
        if (benefit == FactVocabulary.IndexOf(Fact.VisitBenefit, "chronic") && claim.DiseaseCode is { } code &&
            !BenefitChoice.IsRegistered(claim))
        {
            var registration = new ChronicRegistration(code, new Period(claim.On, DateOnly.MaxValue));
            return claim.Chronic.Contains(registration) ? null : new ClaimChange.OfRegistration(registration);
        }

        for (var level = 0; level < FactVocabulary.Of(Fact.InstitutionLevel).Values.Count; level++)
        {
            var change = new ClaimChange.OfFact(Fact.InstitutionLevel, level);
            if (BenefitChoice.Choose(change.Apply(claim), out _, out _) is { Pays: true })
            {
                return change;
            }
        }

        return null;
    }

    private static ClaimChange? FirstFailing(IReadOnlyList<Need> needs, FactSet facts)
    {
        foreach (var need in needs)
        {
            if (need.IsAskedOf(facts) && need.Check(facts, out _) == Truth.No &&
                FirstFailing(need.Is, facts) is { } change)
            {
                return change;
            }
        }

        return null;
    }

    private static ClaimChange? FirstFailing(Condition condition, FactSet facts)
    {
        foreach (var all in condition.Alternatives)
        {
            foreach (var test in all)
            {
                if (test.Evaluate(facts) != Truth.Yes)
                {
                    if (Satisfy(test) is { } change)
                    {
                        return change;
                    }

                    break;
                }
            }
        }

        return null;
    }

    private static ClaimChange? Satisfy(FactTest test)
    {
        var definition = FactVocabulary.Of(test.Fact);
        if (!definition.InClaim || test.Fact is Fact.LineCode or Fact.LineKind or Fact.LineClass or Fact.Channel
            or Fact.InstitutionFiledPrice or Fact.InstitutionFilings or Fact.LineInclusionFiled or Fact.LineIncluded
            or Fact.LineWithinAnnounced or Fact.LineNew or Fact.LineRegister or Fact.LineExcluded)
        {
            return null;
        }

        return test.Kind switch
        {
            TestKind.CodeIn when test.Codes.Count > 0 => new ClaimChange.OfCodes(test.Fact, test.Codes[0]),
            TestKind.AnyOf => new ClaimChange.OfFact(test.Fact, FirstAllowed(definition, test.Low)),
            TestKind.Between => new ClaimChange.OfFact(test.Fact, test.Low),
            _ => null,
        };
    }

    private static long FirstAllowed(FactDefinition definition, long mask)
    {
        var index = System.Numerics.BitOperations.TrailingZeroCount(mask);
        if (definition.Fact is Fact.AgreementMain or Fact.AgreementSupplementary)
        {
            index = FactVocabulary.IndexOf(definition.Fact, "inForce");
        }

        return definition.Type == FactType.ChoiceSet ? 1L << index : index;
    }
}
