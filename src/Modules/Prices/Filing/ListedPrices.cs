using System.Globalization;
using System.Text.Json;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Prices.Filing;

/// <summary>公布价格 — what the law library says of an item where an institution stands.</summary>
internal static class ListedPrices
{
    /// <summary>Whether the library itself prices the item there and leaves nothing to the institution.</summary>
    public static bool Fixes(LawSnapshot law, string area, string item, DateOnly on)
    {
        var region = law.Region(area);
        foreach (var rule in law.ItemsOf(item))
        {
            if (!rule.SelfSet && region.Reaches(rule.Jurisdiction) && rule.Effective.Contains(on))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// 公立机构收费价格 — what a public institution of the same level charges offline for an item; null when no document
    /// says it, or when it hangs on the case.
    /// </summary>
    public static Money? Public(LawSnapshot law, InstitutionFacts institution, string offlineItem, DateOnly on)
    {
        var question = JsonSerializer.SerializeToElement(new
        {
            region = institution.Admdvs,
            on = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            item = offlineItem,
            channel = "offline",
            institution = new { ownership = "public", businessNature = "nonProfit", level = institution.Level },
        });
        var none = default(NoSteps);
        var answer = Pricer.Price(Quotes.Read(law, question), ref none);
        return answer.IsPriced ? answer.Amount : null;
    }
}
