using System.Text.Json.Nodes;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 目录对照 — what the catalogue and the price list say of a charged line: what it is, its class, its ceiling, and what a
/// public institution of the same kind may charge. A code that neither knows is outside the catalogue: fully self-paid.
/// What the register approved and what an institution filed are online services, known online alone; a private
/// institution's own filing is its price and never its payment standard. (楚医保规〔2022〕3号 第二条（一）、第八条（四）)
/// </summary>
internal sealed class Cataloguing(ICatalogue catalogue, LawInForce law)
{
    private const string OtherCategory = "14";
    private const string ConsultationCategory = "02";

    /// <summary>
    /// What the catalogue knows of the lines' codes and of the offline items that approved ones extend, asked in one
    /// question.
    /// </summary>
    public Task<IReadOnlyDictionary<string, CatalogueItem>> ItemsAsync(
        OpenClaim open, IEnumerable<FeeInput> lines, PriceStandings standings, CancellationToken ct) =>
        catalogue.FindAsync(
            Codes(lines).Concat(standings.Items.Values.Select(one => one.Registered?.OfflineItem).OfType<string>())
                .Distinct().ToArray(),
            open.Visit.On,
            ct);

    /// <summary>The codes by which the lines' items may be known.</summary>
    public static IEnumerable<string> Codes(IEnumerable<FeeInput> lines) =>
        lines.SelectMany(line => new[] { line.MedListCodg, LocalCode(line.MedListCodg) });

    public FeeLine Line(
        OpenClaim open,
        FeeInput input,
        IReadOnlyDictionary<string, CatalogueItem> items,
        PriceStandings standings,
        int place,
        int generation,
        DateTime now)
    {
        var code = LocalCode(input.MedListCodg);
        var item = items.GetValueOrDefault(input.MedListCodg) ?? items.GetValueOrDefault(code);
        var isDrug = item?.Kind == "drug";
        var isPrivate = open.Institution.Ownership == "private";
        var standing = standings.Of(item?.Code ?? code);
        var online = !isDrug && open.Visit.Channel == VisitChannel.Internet;
        var (approved, filed) = (
            online ? standing.Registered : null, online && !isPrivate ? standing.FiledPrice : null);
        var reference = isPrivate && !isDrug ? ListedPrice(open, code, "public", "nonProfit", null) : null;
        var listed = isDrug
            ? null
            : ListedPrice(open, code, open.Institution.Ownership, open.Institution.BusinessNature, filed) ?? reference;
        var like = item ?? items.GetValueOrDefault(approved?.OfflineItem ?? "");
        var entry = like is null ? Entry(open, approved?.OfflineItem) : null;
        var price = listed?.Price ?? approved?.Ceiling ?? filed;
        var known = item is not null || price is not null;
        return new FeeLine
        {
            PersonId = open.Person.Id.Value,
            VisitId = open.Visit.Id.Value,
            ChrgBchno = input.ChrgBchno,
            Generation = generation,
            FeedetlSn = input.FeedetlSn,
            Place = place,
            InstId = open.Visit.Institution.Value,
            MedListCodg = input.MedListCodg,
            MedinsListCodg = input.MedinsListCodg,
            ItemCode = item?.Code ?? code,
            ItemName = item?.Name ?? listed?.Name ?? approved?.Name ?? code,
            Kind = item?.Kind ?? (known || IsService(standing) || !LooksLikeDrug(code) ? "service" : "drug"),
            ReimbursementClass = input.ApprovalDenied || !known ? "C" : like?.Class ?? entry?.Class ?? "A",
            ChargeCategory = like?.ChargeCategory ?? (listed is null ? OtherCategory : ConsultationCategory),
            InitialCopayTenThousandths = like?.InitialCopayTenThousandths ??
                decimal.ToInt32((entry?.InitialCopay ?? 0m) * 10_000m),
            PriceMicroYuan = decimal.ToInt64(input.Price * 1_000_000m),
            CountTenThousandths = decimal.ToInt64(input.Count * 10_000m),
            Ceiling = item?.Ceiling ?? price,
            PublicReference = reference?.Price ?? (isPrivate ? approved?.Ceiling : null),
            Amount = input.Amount,
            FullSelfPay = Money.Zero,
            OverLimit = Money.Zero,
            InitialCopay = Money.Zero,
            InScope = Money.Zero,
            DiseCodg = input.DiseCodg,
            Rxno = input.Rxno,
            ExternalPrescription = input.ExternalPrescription,
            BillingDoctorCode = input.BillingDoctorCode,
            OccurredAt = input.OccurredAt,
            UploadedAt = now,
        };
    }

    /// <summary>
    /// What the library's own catalogue says of an offline item that the register's does not hold: a service that came
    /// online has its class and its initial co-payment. (楚医保规〔2022〕3号 第十条)
    /// </summary>
    private CatalogueEntry? Entry(OpenClaim open, string? code) => code is null
        ? null
        : Array.Find(
            law.Current.Region(open.Institution.Admdvs).Catalogue,
            one => one.Code == code && one.Effective.Contains(open.Visit.On));

    /// <summary>
    /// The local part of a national code: what follows the hyphen of a code with fifteen digits before it.
    /// </summary>
    private static string LocalCode(string code)
    {
        const int national = 15;
        return code.Length > national + 1 && code[national] == '-' ? code[(national + 1)..] : code;
    }

    private static bool IsService(ItemStanding standing) =>
        standing.Registered is not null || standing.FiledPrice is not null;

    private static bool LooksLikeDrug(string code) => code.Length > 0 && code[0] is 'X' or 'Z' or 'T';

    /// <summary>
    /// The listed price of a service where its facts are known from the visit alone; none otherwise. A private
    /// institution's price is its own affair: it is measured by the price of a public one, which is never for profit.
    /// </summary>
    private Listed? ListedPrice(
        OpenClaim open, string code, string ownership, string businessNature, Money? filed)
    {
        var question = new JsonObject
        {
            ["region"] = open.Institution.Admdvs,
            ["on"] = open.Visit.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["item"] = code,
            ["channel"] = open.Visit.Channel == VisitChannel.Internet ? "internet" : "offline",
            ["institution"] = new JsonObject
            {
                ["ownership"] = ownership,
                ["level"] = open.Institution.Level,
                ["businessNature"] = businessNature,
                ["filedPrice"] = filed?.ToString(),
            },
            ["visit"] = new JsonObject
            {
                ["kind"] = open.Visit.Declared.FirstVisit == true ? "first" : "followUp",
                ["consent"] = true,
                ["realTime"] = true,
            },
            ["signedOpinion"] = true,
        };
        var none = default(NoSteps);
        var answer = Pricer.Price(Quotes.Read(law.Current, ClaimFacts.Element(question)), ref none);
        return answer is { IsPriced: true, Item: { } item } ? new Listed(item.Name, answer.Amount) : null;
    }

    private sealed record Listed(string Name, Money Price);
}
