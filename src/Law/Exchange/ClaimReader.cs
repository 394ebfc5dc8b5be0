using System.Text.Json;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>A claim from the JSON of <c>adjudicate</c>.</summary>
internal static class ClaimReader
{
    private const decimal MostUnitPrice = 100_000_000m;
    private const decimal MostOfLine = 1_000_000_000m;
    private const decimal LeastQuantity = 0.0001m;

    public static Claim Read(LawSnapshot law, JsonElement question)
    {
        var on = Members.Event(question, "on")!.Value;
        var region = law.Region(Quotes.Area(law, question, "region")!);
        var facts = FactReader.Read(question, region, on);
        if (Members.Text(question, "visit.channel") is not null)
        {
            ReadChannel(question, facts);
        }

        var last = LastOffline(question);
        if (!facts.Has(Fact.VisitKind) && last is not null && facts.Word(Fact.Channel) == "internet")
        {
            facts.SetChoice(Fact.VisitKind, "followUp");
        }

        if (Quotes.Area(law, question, "insured.area") is { } area)
        {
            facts.SetFlag(Fact.InsuredLocal, law.Jurisdictions.PoolingAreaOf(area) == region.PoolingArea);
        }

        Default(facts, Fact.InsuredEntitlement, "active");
        Default(facts, Fact.VisitBenefit, "ordinary");
        ReadAgreements(question, on, facts);
        var lines = Members.List(question, "lines")
            .Select((line, index) => ReadLine(line, index, region, on, facts)).ToArray();
        MarkNew(facts, region, on, lines);
        FilingsToLines(facts, lines);
        var balance = Members.Amount(question, "insured.accountBalance");
        return new Claim
        {
            Region = region,
            On = on,
            Facts = facts,
            Lines = lines,
            LastOffline = last,
            Diagnoses = Members.Texts(question, "visit.diagnosis"),
            Chronic = [.. Members.List(question, "insured.chronic").Select(Registration)],
            TwoDiseases = Members.Texts(question, "insured.twoDiseases"),
            DiseaseCode = Members.Text(question, "visit.diseaseCode"),
            AccountBalance = balance ?? Money.Zero,
            FamilyBalance = Members.Amount(question, "insured.familyBalance") ?? Money.Zero,
            UseAccount = Members.Flag(question, "useAccount") ?? balance is not null,
            Year = Year(question, facts),
        };
    }

    private static void ReadChannel(JsonElement question, FactSet facts)
    {
        var word = Members.Text(question, "visit.channel")!;
        if (FactVocabulary.IndexOf(Fact.Channel, word) < 0)
        {
            throw new BadFactException("visit.channel", word);
        }

        facts.SetChoice(Fact.Channel, word);
    }

    private static void Default(FactSet facts, Fact fact, string word)
    {
        if (!facts.Has(fact))
        {
            facts.SetChoice(fact, word);
        }
    }

    /// <summary>
    /// The state of each agreement on the day; out of its dates is none. A missing member is not stated.
    /// </summary>
    private static void ReadAgreements(JsonElement question, DateOnly on, FactSet facts)
    {
        if (Members.Find(question, "institution") is not { } institution ||
            !Members.TryGet(institution, "agreement", "institution", out var agreement))
        {
            return;
        }

        facts.SetChoice(Fact.AgreementMain, State(agreement, "main", on));
        facts.SetChoice(Fact.AgreementSupplementary, State(agreement, "supplementary", on));
        if (agreement.ValueKind == JsonValueKind.Object && Members.Find(agreement, "main") is null &&
            Members.Find(agreement, "supplementary") is not null)
        {
            facts.Clear(Fact.AgreementMain);
        }
    }

    private static string State(JsonElement agreement, string which, DateOnly on)
    {
        if (Members.Find(agreement, which) is not { } one)
        {
            return "none";
        }

        var state = Members.Text(one, "state") ?? "inForce";
        if (FactVocabulary.IndexOf(Fact.AgreementMain, state) < 1)
        {
            throw new BadFactException($"institution.agreement.{which}.state", state);
        }

        return Members.Period(one, $"institution.agreement.{which}").Contains(on) ? state : "none";
    }

    private static OfflineVisit? LastOffline(JsonElement question) =>
        Members.Find(question, "visit.lastOffline") is { } last && Members.Event(last, "on") is { } on
            ? new OfflineVisit(on, Members.Texts(last, "diagnosis"))
            : null;

    private static ChronicRegistration Registration(JsonElement one) => new(
        Members.Text(one, "code") ?? throw new BadFactException("insured.chronic", Members.Raw(one)),
        Members.Period(one, "insured.chronic"));

    private static YearTotals Year(JsonElement question, FactSet facts)
    {
        var year = Members.Find(question, "insured.year") ?? Members.Find(question, "year");
        if (year is not { } totals)
        {
            return YearTotals.None;
        }

        Money? atLevel = null;
        if (facts.Word(Fact.InstitutionLevel) is { } level && Members.Find(totals, "byLevel") is { } levels)
        {
            atLevel = Members.Find(levels, level) switch
            {
                null => Money.Zero,
                { ValueKind: JsonValueKind.Object } inner => Members.Amount(inner, "deductibleUsed") ?? Money.Zero,
                _ => Members.Amount(levels, level),
            };
        }

        return new YearTotals(
            Members.Amount(totals, "deductibleUsed") ?? Money.Zero,
            Members.Amount(totals, "fundPaid") ?? Money.Zero,
            atLevel);
    }

    /// <summary>The catalogue's entry of a code, which says what the line itself does not.</summary>
    internal static CatalogueEntry? EntryOf(RegionView region, DateOnly on, string code) =>
        region.Catalogue.FirstOrDefault(one => one.Code == code && one.Effective.Contains(on));

    private static ClaimLine ReadLine(JsonElement line, int index, RegionView region, DateOnly on, FactSet claim)
    {
        var path = $"lines[{index}]";
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new BadFactException(path, Members.Raw(line));
        }

        var quantity = Members.Number(line, "quantity") ?? 1m;
        var amount = Members.Amount(line, "amount");
        var price = Members.Number(line, "unitPrice") ??
            (amount is { } whole && quantity >= LeastQuantity
                ? whole.Yuan / quantity
                : throw new BadFactException(path, "unitPrice"));
        if (quantity < LeastQuantity || price < 0 || price > MostUnitPrice || price * quantity > MostOfLine)
        {
            throw new BadFactException(path, Members.Raw(line));
        }

        var computed = Money.OfLine(price, quantity);
        if (amount is { } stated && Math.Abs(stated.Fen - computed.Fen) > 1)
        {
            throw new BadFactException($"{path}.amount", stated.ToString());
        }

        var kind = Kind(Members.Text(line, "kind") ?? "service", path);
        var code = Members.Text(line, "code") ?? "";
        var entry = EntryOf(region, on, code);
        var copay = Members.Number(line, "initialCopay");
        return new ClaimLine(
            Members.Text(line, "id") ?? (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            kind,
            code,
            Class(Members.Text(line, "class") ?? entry?.Class ?? PricedClass(region, on, kind, code), path),
            copay is null or (>= 0 and <= 1)
                ? copay ?? entry?.InitialCopay
                : throw new BadFactException($"{path}.initialCopay", Members.Raw(line)),
            price,
            quantity,
            amount ?? computed,
            PerUnit(line, "ceiling", path),
            PerUnit(line, "publicReference", path))
        {
            Filing = Filing(line),
            Facts = Members.Find(line, "facts") is { } service
                ? new LineFacts(FactReader.ReadLine(service, region, on), claim)
                : null,
        };
    }

    /// <summary>
    /// What an institution filed is a matter of each service: stated of the institution, it holds for every service
    /// line that does not say otherwise.
    /// </summary>
    private static void FilingsToLines(FactSet facts, ClaimLine[] lines)
    {
        Money? price = facts.Has(Fact.InstitutionFiledPrice) ? facts.Amount(Fact.InstitutionFiledPrice) : null;
        long? received = facts.Has(Fact.InstitutionFilings) ? facts[Fact.InstitutionFilings] : null;
        facts.Clear(Fact.InstitutionFiledPrice);
        facts.Clear(Fact.InstitutionFilings);
        if (price is null && received is null)
        {
            return;
        }

        foreach (var (at, line) in lines.Index())
        {
            if (line.Kind == LineKind.Service)
            {
                var own = line.Filing ?? LineFiling.None;
                lines[at] = line with
                {
                    Filing = own with { Price = own.Price ?? price, Received = own.Received ?? received },
                };
            }
        }
    }

    private static LineFiling? Filing(JsonElement line)
    {
        var filing = new LineFiling(
            Members.Amount(line, "filedPrice"),
            Members.Find(line, "filings") is null ? null : Received(line),
            Members.Flag(line, "inclusionFiled"),
            Members.Flag(line, "included"))
        {
            Announced = Members.Number(line, "announcedPrice"),
            New = Members.Text(line, "source") switch
            {
                null => null,
                "new" => true,
                "extended" => false,
                var other => throw new BadFactException("line.source", other),
            },
            Register = Members.Text(line, "register") switch
            {
                null => null,
                var word => FactVocabulary.IndexOf(Fact.LineRegister, word) is >= 0 and var at
                    ? at
                    : throw new BadFactException("line.register", word),
            },
            Approval = Members.Text(line, "approval"),
        };
        return filing == LineFiling.None ? null : filing;
    }

    /// <summary>A service online that nothing offline answers to is new, unless its approval says otherwise.</summary>
    private static void MarkNew(FactSet facts, RegionView region, DateOnly on, ClaimLine[] lines)
    {
        if (facts.Word(Fact.Channel) != "internet")
        {
            return;
        }

        foreach (var (at, line) in lines.Index())
        {
            if (line.Kind == LineKind.Service && line.Filing?.New is null && Pricer.IsNew(region, on, line.Code))
            {
                lines[at] = line with { Filing = (line.Filing ?? LineFiling.None) with { New = true } };
            }
        }
    }

    private static long Received(JsonElement line) => Members.Texts(line, "filings").Aggregate(
        0L,
        (mask, word) => FactVocabulary.IndexOf(Fact.InstitutionFilings, word) is >= 0 and var index
            ? mask | (1L << index)
            : throw new BadFactException("institution.filings", word));

    private static decimal? PerUnit(JsonElement line, string name, string path) =>
        Members.Number(line, name) is { } price
            ? price >= 0 ? price : throw new BadFactException($"{path}.{name}", Members.Raw(line))
            : null;

    private static LineKind Kind(string word, string path) =>
        FactVocabulary.IndexOf(Fact.LineKind, word) is >= 0 and var index
            ? (LineKind)index
            : throw new BadFactException($"{path}.kind", word);

    /// <summary>A service that the region prices is paid in full; of other codes nobody knows the class.</summary>
    private static string? PricedClass(RegionView region, DateOnly on, LineKind kind, string code) =>
        kind == LineKind.Service && Pricer.Knows(region, on, code) ? "A" : null;

    private static ReimbursementClass? Class(string? word, string path) =>
        word is null
            ? null
            : FactVocabulary.IndexOf(Fact.LineClass, word) is >= 0 and var index
                ? (ReimbursementClass)index
                : throw new BadFactException($"{path}.class", word);
}
