using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 价格事实 — what a claim says of filed and announced prices, of the register of items, the public notice and the
/// patient's consent. Of what nobody filed or decided it says nothing, but for one thing: 未备案不付 (第4969号提案答复
/// 第五段（二）). A service online that a document of the region lists is paid as that document says, for the list is the
/// decision (楚医保规〔2022〕3号 第十条: 已制定价格的，线下可付则线上可付); so is one of the register. One that stands in no
/// document, neither filed nor decided upon, is known from the offline catalogue alone: it is not filed, and the claim
/// says so. (HN-3, CX-8-3, CX-10, NHC-4; ADR 0021)
/// </summary>
internal static class PriceFacts
{
    /// <summary>Puts the facts into a claim.</summary>
    public static void Set(
        JsonObject claim, OpenClaim open, IReadOnlyList<FeeLine> lines, PriceStandings standings, LawSnapshot law)
    {
        var (visit, region) = (open.Visit, law.Region(open.Institution.Admdvs));
        foreach (var (line, json) in lines.Zip((JsonArray)claim["lines"]!))
        {
            var standing = standings.Of(line.ItemCode);
            var undecided = visit.Channel == VisitChannel.Internet && line.Kind == Service &&
                line.ReimbursementClass != OutsideCatalogue && standing.Registered is null &&
                !Pricer.MayBeListed(region, visit.On, line.ItemCode, "internet");
            Set((JsonObject)json!, standing, undecided, Announced(open, line, standings, law));
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
    public static bool Mixes(IReadOnlyList<(string Kind, string Item)> lines, PriceStandings standings) =>
        lines.Any(line => IsSpecial(standings.Of(line.Item))) &&
        lines.Any(line => line.Kind == Service && !IsSpecial(standings.Of(line.Item)));

    /// <summary>
    /// 高于公示价 — a warning for each line that charges more than the notice in force says; where a document forbids it,
    /// the line has been refused before. (湘医保发〔2020〕20号 三)
    /// </summary>
    public static IReadOnlyList<Notice> AboveNotice(
        OpenClaim open, IReadOnlyList<FeeLine> lines, PriceStandings standings, LawSnapshot law) =>
    [
        .. lines.Select(line => (Line: line, Price: Announced(open, line, standings, law)))
            .Where(one => one.Price is { } price && one.Line.PriceMicroYuan > price.Fen * MicroYuanPerFen)
            .Select(one => Notice.Of(
                "W-OVER-ANNOUNCED",
                ("line", one.Line.FeedetlSn),
                ("item", one.Line.ItemCode),
                ("price", one.Price!.Value.ToString()))),
    ];

    /// <summary>
    /// Whether the patient agreed: to the notice in force, by the platform's own record; where an institution has given
    /// no notice, what it declares is all there is.
    /// </summary>
    public static bool Consents(VisitFacts visit, PriceStandings standings) => standings.Notice is { } notice
        ? visit.ConsentedNotice == notice
        : visit.Declared.Consent == true;

    private const string Service = "service";
    private const string OutsideCatalogue = "C";
    private const long MicroYuanPerFen = 10_000;

    private static bool IsSpecial(ItemStanding standing) => standing.Premium || standing.Overseas;

    private static bool IsStrict(VisitFacts visit) =>
        visit is { Channel: VisitChannel.Internet, Evidence: EvidenceSetting.Strict };

    /// <summary>False where nothing includes an item; where something does, nothing is said.</summary>
    private static bool? Unfiled(ItemStanding standing, bool undecided) =>
        undecided && standing.Included != true ? false : null;

    /// <summary>
    /// The announced price of a line's item; none where its listed price hangs on the case, which one price of a notice
    /// does not tell.
    /// </summary>
    private static Money? Announced(OpenClaim open, FeeLine line, PriceStandings standings, LawSnapshot law) =>
        standings.Of(line.ItemCode).AnnouncedPrice is { } announced &&
        !Pricer.HangsOnCase(law.Region(open.Institution.Admdvs), open.Visit.On, line.ItemCode)
            ? announced
            : null;

    private static void Set(JsonObject line, ItemStanding standing, bool undecided, Money? announced)
    {
        if (announced is { } price)
        {
            line["announcedPrice"] = price.ToString();
        }

        if (standing.Registered is { } item)
        {
            (line["source"], line["register"], line["approval"]) = (item.Source, item.Stage, item.Document);
        }

        if (standing.FiledPrice is { } filedPrice)
        {
            line["filedPrice"] = filedPrice.ToString();
        }

        if (standing.Filings is { } filings)
        {
            line["filings"] = new JsonArray([.. filings.Select(one => (JsonNode)one)]);
        }

        if ((standing.InclusionFiled ?? Unfiled(standing, undecided)) is { } filed)
        {
            line["inclusionFiled"] = filed;
        }

        if (standing.Included is { } included)
        {
            line["included"] = included;
        }
    }
}
