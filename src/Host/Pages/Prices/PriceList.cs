using System.Globalization;
using System.Text.Json;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Host.Pages.Prices;

/// <summary>价格状态 — whether an item may be charged on a day.</summary>
public enum PriceState
{
    /// <summary>执行中.</summary>
    InForce,

    /// <summary>尚未施行.</summary>
    NotYet,

    /// <summary>试行期满: it may no longer be charged.</summary>
    TrialEnded,

    /// <summary>已失效: its document or rule has ended.</summary>
    Ended,

    /// <summary>由更近的文件代替: a rule of a lower area or an official text stands before it everywhere.</summary>
    Replaced,
}

/// <summary>定价方式 — how the price of an item comes about. (CX-8, 第4969号提案答复 第五段（一）)</summary>
public enum PricingMethod
{
    /// <summary>政府指导价.</summary>
    Guided,

    /// <summary>市场调节价.</summary>
    Market,

    /// <summary>试行价.</summary>
    Trial,

    /// <summary>自主定价.</summary>
    SelfSet,
}

/// <summary>一项价格 — an item of the list on a day, and what holds of it.</summary>
public sealed record PriceEntry(PriceItem Item, PriceState State, string Area)
{
    /// <summary>可收费 — whether anybody may charge it on the day.</summary>
    public bool MayBeCharged => State == PriceState.InForce;
}

/// <summary>
/// 价目 — every priced item of the library, or what reaches an area or an institution, as it stands on a day. Nothing is
/// left out because it has ended: the public sees since when it may not be charged. (湘医保发〔2020〕20号 附件;
/// 楚医保规〔2022〕3号 第八条)
/// </summary>
public static class PriceList
{
    /// <summary>The items that reach a region, or all of them; by area, official before sample, then by code.</summary>
    public static IReadOnlyList<PriceEntry> Of(LawSnapshot law, string? region, DateOnly on)
    {
        var view = region is null ? null : law.Region(region);
        return
        [
            .. law.Provisions.OfType<PriceItem>()
                .Where(item => view is null || view.Reaches(item.Jurisdiction))
                .OrderBy(item => law.Jurisdictions.CodeOf(item.Jurisdiction), StringComparer.Ordinal)
                .ThenBy(item => law.Clauses[item.ClauseId].Sample)
                .ThenBy(item => item.Item, StringComparer.Ordinal)
                .ThenBy(item => item.Effective.From)
                .Select(item => new PriceEntry(
                    item, StateOf(law, view, item, on), law.Jurisdictions.CodeOf(item.Jurisdiction))),
        ];
    }

    /// <summary>The retired items and the services that are not priced, as far as they reach.</summary>
    public static IReadOnlyList<Provision> Unchargeable(LawSnapshot law, string? region, DateOnly on)
    {
        var view = region is null ? null : law.Region(region);
        return
        [
            .. law.Provisions
                .Where(one => one is RetiredItem or NotAnItem)
                .Where(one => view is null || view.Reaches(one.Jurisdiction))
                .Where(one => one.Effective.Contains(on)),
        ];
    }

    /// <summary>
    /// What an institution charges under an item, where its own facts decide it, in the channel for which the item is
    /// made; null where it hangs on the case.
    /// </summary>
    public static Money? Own(LawSnapshot law, InstitutionFacts institution, DateOnly on, PriceItem item)
    {
        foreach (var channel in new[] { "internet", "offline" })
        {
            var question = JsonSerializer.SerializeToElement(new
            {
                region = institution.Admdvs,
                on = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                item = item.Item,
                channel,
                institution = new
                {
                    ownership = institution.Ownership,
                    businessNature = institution.BusinessNature,
                    level = institution.Level,
                    licences = institution.Licences.Where(one => one.Span.Holds(on)).Select(one => one.Kind),
                },
            });
            var none = default(NoSteps);
            var answer = Pricer.Price(Quotes.Read(law, question), ref none);
            if (answer.IsPriced && answer.Item == item)
            {
                return answer.Amount;
            }
        }

        return null;
    }

    /// <summary>
    /// 不得收费 — whether a document of the area forbids to charge online what the register has in a stage.
    /// (楚医保规〔2022〕3号 第二条（一）; 湘医保发〔2020〕20号 一)
    /// </summary>
    public static bool Forbids(LawSnapshot law, string area, string stage, DateOnly on)
    {
        var facts = new FactSet();
        facts.SetChoice(Fact.Channel, "internet");
        facts.SetChoice(Fact.LineRegister, stage);
        return law.Region(area).Admissions.Any(rule => rule.Effective.Contains(on) &&
            rule.When.Evaluate(facts, out _) == Truth.Yes && rule.Needs.Any(need =>
                need.Is.Facts.Contains(Fact.LineRegister) && need.Check(facts, out _) == Truth.No));
    }

    /// <summary>
    /// 可收费的项目 — what an institution may charge on a day, each code once: documents price one code for online and for
    /// offline, and then the one that the institution's own facts decide stands for it, online before offline.
    /// </summary>
    public static IReadOnlyList<(PriceItem Item, Money? Own)> Charged(
        LawSnapshot law, InstitutionFacts institution, DateOnly on) =>
    [
        .. Of(law, institution.Admdvs, on).Where(entry => entry.MayBeCharged)
            .Select(entry => (entry.Item, Own: Own(law, institution, on, entry.Item)))
            .GroupBy(one => one.Item.Item)
            .Select(same => same.FirstOrDefault(one => one.Own is not null, same.First())),
    ];

    /// <summary>
    /// By which method an item is priced, for an institution or for whoever it is made; what an institution may ask
    /// freely under its area's rules is a market price, whatever is listed.
    /// </summary>
    public static PricingMethod MethodOf(LawSnapshot law, InstitutionFacts? institution, DateOnly on, PriceItem item)
    {
        if (item.SelfSet)
        {
            return PricingMethod.SelfSet;
        }

        if (item.Premium || (institution is not null && IsMarket(law, institution, on)))
        {
            return PricingMethod.Market;
        }

        return item.TrialUntil is null ? PricingMethod.Guided : PricingMethod.Trial;
    }

    private static bool IsMarket(LawSnapshot law, InstitutionFacts institution, DateOnly on)
    {
        var facts = new FactSet();
        facts.SetChoice(Fact.InstitutionOwnership, institution.Ownership);
        facts.SetChoice(Fact.InstitutionBusinessNature, institution.BusinessNature);
        facts.SetChoice(Fact.InstitutionLevel, institution.Level);
        return law.Region(institution.Admdvs).Regimes.FirstOrDefault(rule =>
            rule.Effective.Contains(on) && rule.When.Evaluate(facts, out _) == Truth.Yes)
            is { Freedom: PriceFreedom.Market };
    }

    private static PriceState StateOf(LawSnapshot law, RegionView? view, PriceItem item, DateOnly on) => item switch
    {
        _ when item.Effective.From > on => PriceState.NotYet,
        _ when item.TrialUntil < on => PriceState.TrialEnded,
        _ when !item.Effective.Contains(on) => PriceState.Ended,
        _ when view is not null && IsReplaced(law, view, item, on) => PriceState.Replaced,
        _ => PriceState.InForce,
    };

    private static bool IsReplaced(LawSnapshot law, RegionView view, PriceItem item, DateOnly on)
    {
        foreach (var other in law.ItemsOf(item.Item))
        {
            if (view.Reaches(other.Jurisdiction) && other.Effective.Contains(on) &&
                other.When.Alternatives.Count == 0 && law.RankOf(other) > law.RankOf(item))
            {
                return true;
            }
        }

        return false;
    }
}
