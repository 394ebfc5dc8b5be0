using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 目录对照 — what the catalogue and the price list say of a charged line: what it is, its class, its ceiling, and what a
/// public institution of the same kind may charge. A code that neither knows is outside the catalogue: fully self-paid.
/// What the register approved and what an institution filed are online services, known online alone; a private
/// institution's own filing is its price and never its payment standard. (楚医保规〔2022〕3号 第二条（一）、第八条（四）)
/// </summary>
internal sealed class Cataloguing(ICatalogue catalogue, IPractitionerDirectory practitioners, LawInForce law)
{
    private const string Extension = "exp_content.facts";
    private const string Drug = "drug";
    private const string OtherCategory = "14";
    private const string ConsultationCategory = "02";

    /// <summary>The lines as they are charged, or why one cannot be.</summary>
    public async Task<Found<List<FeeLine>>> LinesAsync(
        OpenClaim open,
        IReadOnlyList<FeeInput> inputs,
        PriceStandings standings,
        Batching batching,
        CancellationToken ct)
    {
        foreach (var (at, input) in inputs.Index())
        {
            if (input.Facts is { } stated &&
                ServiceFacts.Fault(law.Current, open.Institution.Admdvs, open.Visit.On, stated) is { } path)
            {
                return Found<List<FeeLine>>.Refuse(
                    WireFault.Malformed, ("field", $"feedetail[{at}].{Extension}.{path}"));
            }
        }

        var items = await ItemsAsync(open, inputs, standings, ct);
        var lines = new List<FeeLine>(inputs.Count);
        foreach (var (at, input) in inputs.Index())
        {
            var item = items.GetValueOrDefault(input.MedListCodg)
                ?? items.GetValueOrDefault(LocalCode(input.MedListCodg));
            var facts = input.Facts is { } own && item?.Kind != Drug ? ServiceFacts.Stated(own) : [];
            if (item?.Kind != Drug && await RenderedByAsync(open, input, facts, ct) is { } unknown)
            {
                return Found<List<FeeLine>>.Refuse(unknown, ("name", input.MedListCodg), ("line", input.FeedetlSn));
            }

            var listing = new Listing(items, item, facts);
            var (line, unpriced) = Line(open, input, listing, standings, batching with { Place = batching.Place + at });
            if (unpriced is { } why)
            {
                var named = Answers.Parameters(line.ItemName, why);
                named["path"] = $"{Extension}.{named["path"]}";
                return Found<List<FeeLine>>.Refuse(
                    why.Code.Printed(),
                    [.. named.Select(one => (one.Key, one.Value)), ("line", input.FeedetlSn)]);
            }

            lines.Add(line);
        }

        return Found<List<FeeLine>>.Of(lines);
    }

    /// <summary>The codes by which the lines' items may be known.</summary>
    public static IEnumerable<string> Codes(IEnumerable<FeeInput> lines) =>
        lines.SelectMany(line => new[] { line.MedListCodg, LocalCode(line.MedListCodg) });

    /// <summary>
    /// What the catalogue knows of the lines' codes and of the offline items that approved ones extend, asked in one
    /// question.
    /// </summary>
    private Task<IReadOnlyDictionary<string, CatalogueItem>> ItemsAsync(
        OpenClaim open, IEnumerable<FeeInput> lines, PriceStandings standings, CancellationToken ct) =>
        catalogue.FindAsync(
            Codes(lines).Concat(standings.Items.Values.Select(one => one.Registered?.OfflineItem).OfType<string>())
                .Distinct().ToArray(),
            open.Visit.On,
            ct);

    /// <summary>
    /// Adds what the register knows of the doctor who ordered the line, where a rule of the item asks for it; or why
    /// nobody knows. (鲁医保发〔2022〕44号 二; 济医保字〔2022〕49号 一)
    /// </summary>
    private async Task<string?> RenderedByAsync(
        OpenClaim open, FeeInput input, JsonObject facts, CancellationToken ct)
    {
        var (region, on) = (law.Current.Region(open.Institution.Admdvs), open.Visit.On);
        if (!Pricer.MayAsk(region, on, LocalCode(input.MedListCodg), IsOfPractitioner))
        {
            return null;
        }

        if (await practitioners.FindAsync(input.BillingDoctorCode, open.Visit.Institution, on, ct) is not { } doctor)
        {
            return "E-DOCTOR-UNKNOWN";
        }

        if (FactVocabulary.IndexOf(Fact.PractitionerTitle, doctor.Title) < 0)
        {
            return RefusalCode.TitleNotAllowed.Printed();
        }

        var by = new JsonObject { ["title"] = doctor.Title };
        if (doctor.Qualification is { } qualification)
        {
            by["qualification"] = qualification;
        }

        if (doctor.IndependentPracticeSince is { } since)
        {
            by["independentPracticeSince"] = since.ToString(
                "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        facts["practitioner"] = by;
        return null;
    }

    private static bool IsOfPractitioner(Fact fact) => fact
        is Fact.PractitionerTitle or Fact.PractitionerQualification or Fact.PractitionerIndependentYears;

    private (FeeLine Line, PriceAnswer? Unpriced) Line(
        OpenClaim open, FeeInput input, Listing listing, PriceStandings standings, Batching batching)
    {
        var item = listing.Item;
        var code = LocalCode(input.MedListCodg);
        var standing = standings.Of(item?.Code ?? code);
        var (listed, reference, approved, price, unpriced) = PriceOf(open, code, listing, standing);
        var like = item ?? listing.Items.GetValueOrDefault(approved?.OfflineItem ?? "");
        var entry = like is null ? Entry(open, approved?.OfflineItem) : null;
        var known = item is not null || price is not null;
        var line = new FeeLine
        {
            PersonId = open.Person.Id.Value,
            VisitId = open.Visit.Id.Value,
            ChrgBchno = input.ChrgBchno,
            Generation = batching.Generation,
            FeedetlSn = input.FeedetlSn,
            Place = batching.Place,
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
            Ceiling = price ?? item?.Ceiling,
            PublicReference = reference ?? (IsPrivate(open) ? approved?.Ceiling : null),
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
            UploadedAt = batching.At,
            Facts = listing.Facts.Count > 0 ? listing.Facts.ToJsonString() : null,
        };
        return (line, price is null ? unpriced : null);
    }

    /// <summary>What documents, the register and the institution's own filing say of the item's price.</summary>
    private Priced PriceOf(OpenClaim open, string code, Listing listing, ItemStanding standing)
    {
        if (listing.Item?.Kind == Drug)
        {
            return new(null, null, null, null, null);
        }

        var online = open.Visit.Channel == VisitChannel.Internet;
        var approved = online ? standing.Registered : null;
        var filed = online && !IsPrivate(open) ? standing.FiledPrice : null;
        var (reference, why) = IsPrivate(open)
            ? ListedPrice(open, code, new("public", "nonProfit", null), listing.Facts)
            : default;
        var (own, whyToo) = ListedPrice(
            open, code, new(open.Institution.Ownership, open.Institution.BusinessNature, filed), listing.Facts);
        var listed = own ?? reference;
        return new(
            listed, reference?.Price, approved, listed?.Price ?? approved?.Ceiling ?? filed, why ?? whyToo);
    }

    private static bool IsPrivate(OpenClaim open) => open.Institution.Ownership == "private";

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
    /// The listed price of a service, by what is known of the visit and what its line states; none where no document
    /// lists one, and why not where one lists the item, but not in this case, or the fact that decides is missing. A
    /// private institution's price is its own affair: it is measured by the price of a public one, which is never for
    /// profit. What is charged beside the line is for the claim as a whole.
    /// </summary>
    private (Listed? Price, PriceAnswer? Unpriced) ListedPrice(
        OpenClaim open, string code, Charger charger, JsonObject facts)
    {
        var question = facts.DeepClone().AsObject();
        question["region"] = open.Institution.Admdvs;
        question["on"] = open.Visit.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        question["item"] = code;
        question["channel"] = open.Visit.Channel == VisitChannel.Internet ? "internet" : "offline";
        question["institution"] = new JsonObject
        {
            ["ownership"] = charger.Ownership,
            ["level"] = open.Institution.Level,
            ["businessNature"] = charger.BusinessNature,
            ["filedPrice"] = charger.Filed?.ToString(),
        };
        question["visit"] = new JsonObject
        {
            ["kind"] = open.Visit.Declared.FirstVisit == true ? "first" : "followUp",
            ["consent"] = true,
            ["realTime"] = true,
        };
        question.TryAdd("signedOpinion", true);
        var none = default(NoSteps);
        var asked = Quotes.Read(law.Current, ClaimFacts.Element(question));
        if (Pricer.Find(asked.Region, asked.On, code, asked.Facts, out _)?.AddOn is { } addOn)
        {
            asked.Facts.SetCodes(Fact.With, [.. addOn.Of]);
        }

        var answer = Pricer.Price(asked, ref none);
        return answer switch
        {
            { IsPriced: true, Item: { } item } => (new Listed(item.Name, answer.Amount), null),
            { Item: null } => default,
            { Code: RefusalCode.MissingFact } => FactVocabulary.Of(answer.Missing).InLine ? (null, answer) : default,
            { Code: RefusalCode.NoPriceRow or RefusalCode.DuplicateCharge or RefusalCode.BadFacts } => (null, answer),
            _ => default,
        };
    }

    private sealed record Listed(string Name, Money Price);

    /// <summary>The price that may be charged, and what it comes from; or why there is none.</summary>
    private sealed record Priced(
        Listed? Listed, Money? Reference, RegisteredStanding? Approved, Money? Price, PriceAnswer? Unpriced);

    /// <summary>What is known of a line's item, and what is stated of its service.</summary>
    private sealed record Listing(
        IReadOnlyDictionary<string, CatalogueItem> Items, CatalogueItem? Item, JsonObject Facts);

    /// <summary>Whose price is asked for.</summary>
    private sealed record Charger(string Ownership, string BusinessNature, Money? Filed);
}

/// <summary>Where new lines stand: the place of the first, the batch's generation, and when they came.</summary>
internal readonly record struct Batching(int Place, int Generation, DateTime At);
