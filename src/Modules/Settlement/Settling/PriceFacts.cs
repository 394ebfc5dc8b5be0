using System.Text.Json.Nodes;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 价格事实 — what a claim says of filed prices, the public notice and the patient's consent. Of what nobody filed or
/// decided it says nothing. (HN-3, CX-8-3, CX-10-2, NHC-4)
/// </summary>
internal static class PriceFacts
{
    /// <summary>Puts the facts into a claim.</summary>
    public static void Set(JsonObject claim, VisitFacts visit, IReadOnlyList<FeeLine> lines, PriceStandings standings)
    {
        foreach (var (line, json) in lines.Zip((JsonArray)claim["lines"]!))
        {
            Set((JsonObject)json!, standings.Of(line.ItemCode));
        }

        if (lines.Any(line => standings.Of(line.ItemCode).Premium))
        {
            claim["premium"] = true;
        }

        if (lines.Any(line => standings.Of(line.ItemCode).Overseas))
        {
            claim["overseas"] = true;
        }

        if (IsStrict(visit))
        {
            claim["visit"]!["consent"] = Consents(visit, standings);
            claim["publicNotice"] = lines.All(line => line.Kind != Service || standings.Of(line.ItemCode).Announced);
        }
    }

    /// <summary>
    /// 混合批次 — whether a batch has lines of special need, or for patients overseas, beside ordinary services. The claim
    /// as a whole would be of the one kind, with no ceiling and no fund for the other.
    /// </summary>
    public static bool Mixes(IReadOnlyList<FeeLine> lines, PriceStandings standings) =>
        lines.Any(line => IsSpecial(standings.Of(line.ItemCode))) &&
        lines.Any(line => line.Kind == Service && !IsSpecial(standings.Of(line.ItemCode)));

    /// <summary>
    /// Whether the patient agreed: to the notice in force, by the platform's own record; where an institution has given
    /// no notice, what it declares is all there is.
    /// </summary>
    public static bool Consents(VisitFacts visit, PriceStandings standings) => standings.Notice is { } notice
        ? visit.ConsentedNotice == notice
        : visit.Declared.Consent == true;

    private const string Service = "service";

    private static bool IsSpecial(ItemStanding standing) => standing.Premium || standing.Overseas;

    private static bool IsStrict(VisitFacts visit) =>
        visit is { Channel: VisitChannel.Internet, Evidence: EvidenceSetting.Strict };

    private static void Set(JsonObject line, ItemStanding standing)
    {
        if (standing.FiledPrice is { } price)
        {
            line["filedPrice"] = price.ToString();
        }

        if (standing.Filings is { } filings)
        {
            line["filings"] = new JsonArray([.. filings.Select(one => (JsonNode)one)]);
        }

        if (standing.InclusionFiled is { } filed)
        {
            line["inclusionFiled"] = filed;
        }

        if (standing.Included is { } included)
        {
            line["included"] = included;
        }
    }
}
