using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>准入判定 — may this be charged at all? The same checks serve a quote and a claim.</summary>
internal static class Admissions
{
    /// <summary>
    /// The first refusal among the region's admissions and lists of what is never an item; none when admitted.
    /// With <paramref name="claim"/>, only needs whose facts a claim can state, or its line did, are checked.
    /// </summary>
    public static PriceAnswer Check(RegionView region, DateOnly on, string item, FactSet facts, bool claim)
    {
        var answer = PriceAnswer.Priced(default, null);
        foreach (var admission in region.Admissions)
        {
            if (admission.Effective.Contains(on) && admission.When.Evaluate(facts, out _) == Truth.Yes)
            {
                answer = PriceAnswer.First(answer, Needs(admission.Needs, facts, null, claim));
            }
        }

        foreach (var list in region.NotItems)
        {
            if (list.Effective.Contains(on) && Names(list.Services, item) &&
                list.When.Evaluate(facts, out _) == Truth.Yes)
            {
                answer = PriceAnswer.First(
                    answer, PriceAnswer.Refuse(RefusalCode.BlacklistService, list.ClauseId, null, list));
            }
        }

        foreach (var retired in region.Retired)
        {
            if (retired.Effective.Contains(on) && string.Equals(retired.Item, item, StringComparison.Ordinal))
            {
                answer = PriceAnswer.First(
                    answer, PriceAnswer.Refuse(RefusalCode.ItemRetired, retired.ClauseId, null, retired));
            }
        }

        return answer;
    }

    /// <summary>The first refusal among needs, in order of precedence.</summary>
    public static PriceAnswer Needs(IReadOnlyList<Need> needs, FactSet facts, PriceItem? item, bool claim)
    {
        var answer = PriceAnswer.Priced(default, item);
        for (var i = 0; i < needs.Count; i++)
        {
            var need = needs[i];
            if (claim && !need.IsAskedOf(facts))
            {
                continue;
            }

            answer = need.Check(facts, out var missing) switch
            {
                Truth.No => PriceAnswer.First(answer, PriceAnswer.Refuse(need, item)),
                Truth.Unknown => PriceAnswer.First(answer, PriceAnswer.Lacks(missing, need.ClauseId, item)),
                _ => answer,
            };
        }

        return answer;
    }

    private static bool Names(IReadOnlyList<string> services, string item)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (item.Contains(services[i], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
