using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Adjudication;

/// <summary>A fact that nobody stated and by which the rule of this clause would choose.</summary>
internal readonly record struct Lack(Fact Fact, int ClauseId);

/// <summary>
/// 待遇通道 — which benefit row applies: the ordinary one, a registered chronic disease's, or that of the two diseases.
/// </summary>
internal static class BenefitChoice
{
    private const int Ordinary = 0;
    private const int Chronic = 1;

    /// <summary>
    /// The row, or null when none applies. <paramref name="fallback"/> is the rule by which an unregistered claim is
    /// computed as an ordinary visit, when it was; <paramref name="lacks"/> is the first fact by which a row
    /// would be chosen and that nobody stated.
    /// </summary>
    public static Benefit? Choose(Claim claim, out Unregistered? fallback, out Lack? lacks)
    {
        fallback = null;
        lacks = null;
        var facts = claim.Facts;
        var asked = facts.Has(Fact.VisitBenefit) ? facts[Fact.VisitBenefit] : Ordinary;
        if (asked == Ordinary)
        {
            return Row(claim, Ordinary, out lacks);
        }

        var row = asked == Chronic && !IsRegistered(claim) ? null : Row(claim, asked, out lacks);
        if (row is not null || lacks is not null)
        {
            return row;
        }

        fallback = Fallback(claim);
        return fallback is { AsOrdinary: true } ? Row(claim, Ordinary, out lacks) : null;
    }

    /// <summary>Whether the disease asked for is registered on the day and the diagnosis belongs to it.</summary>
    public static bool IsRegistered(Claim claim)
    {
        foreach (var registration in claim.Chronic)
        {
            if (registration.Code == claim.DiseaseCode && registration.Period.Contains(claim.On))
            {
                return DiagnosisBelongs(claim, registration.Code);
            }
        }

        return false;
    }

    private static bool DiagnosisBelongs(Claim claim, string code)
    {
        if (claim.Diagnoses.Count == 0)
        {
            return true;
        }

        foreach (var disease in claim.Region.Diseases)
        {
            if (disease.Code == code && disease.Effective.Contains(claim.On))
            {
                return MeetsAny(claim.Diagnoses, disease.Diagnoses);
            }
        }

        return true;
    }

    private static Benefit? Row(Claim claim, long benefit, out Lack? lacks)
    {
        lacks = null;
        var facts = claim.Facts;
        var before = facts[Fact.VisitBenefit];
        facts[Fact.VisitBenefit] = benefit;
        Benefit? found = null;
        foreach (var row in claim.Region.Benefits)
        {
            if (!row.Effective.Contains(claim.On) || !IsFor(row, claim, benefit))
            {
                continue;
            }

            var holds = row.When.Evaluate(facts, out var missing);
            if (holds == Truth.Yes)
            {
                found = row;
                lacks = null;
                break;
            }

            lacks ??= holds == Truth.Unknown ? new Lack(missing, row.ClauseId) : null;
        }

        facts[Fact.VisitBenefit] = before;
        return found;
    }

    private static bool IsFor(Benefit row, Claim claim, long benefit)
    {
        if (row.DiseaseCode is not { } disease)
        {
            return true;
        }

        return benefit == Chronic
            ? disease == claim.DiseaseCode
            : claim.TwoDiseases.Contains(disease) &&
                (row.Diagnoses.Count == 0 || MeetsAny(claim.Diagnoses, row.Diagnoses));
    }

    private static bool MeetsAny(IReadOnlyList<string> diagnoses, IReadOnlyList<string> categories)
    {
        foreach (var diagnosis in diagnoses)
        {
            foreach (var category in categories)
            {
                if (diagnosis.StartsWith(category, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Unregistered? Fallback(Claim claim)
    {
        foreach (var rule in claim.Region.Unregistered)
        {
            if (rule.Effective.Contains(claim.On) && rule.When.Evaluate(claim.Facts, out _) == Truth.Yes)
            {
                return rule;
            }
        }

        return null;
    }
}
