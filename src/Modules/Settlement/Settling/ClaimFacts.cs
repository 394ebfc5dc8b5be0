using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>机构地位 — under which agreements an institution served, and whether it was designated.</summary>
internal sealed record InstitutionStands(IReadOnlyList<AgreementFacts> Agreements, string? Designation);

/// <summary>
/// 结算事实 — the claim as `adjudicate` takes it, made from what the platform knows. It is what the settlement stores, so
/// anyone
/// can ask the same question again and must get the same answer.
/// </summary>
internal static class ClaimFacts
{
    /// <summary>
    /// Everything but the year's totals and the account, which are known only under the person's lock.
    /// </summary>
    public static JsonObject Of(
        VisitFacts visit,
        PersonFacts person,
        EnrolmentFacts enrolment,
        InstitutionFacts institution,
        InstitutionStands stands,
        string medType,
        string? diseaseCode,
        IReadOnlyList<FeeLine> lines) => new()
        {
            ["region"] = institution.Admdvs,
            ["on"] = Text(visit.On),
            ["insured"] = Insured(visit, person, enrolment),
            ["institution"] = Institution(institution, stands, visit.On),
            ["visit"] = Visit(visit, medType, diseaseCode),
            ["dispensedBy"] = "hospital",
            ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)Line(line))]),
        };

    /// <summary>The follow-up's proof.</summary>
    public static void SetLastOffline(JsonObject claim, OfflineVisit? last)
    {
        var visit = (JsonObject)claim["visit"]!;
        if (last is null)
        {
            visit.Remove("lastOffline");
            return;
        }

        visit["lastOffline"] = new JsonObject
        {
            ["on"] = Text(last.On),
            ["diagnosis"] = Texts(last.Diagnoses),
        };
    }

    /// <summary>申报的复诊凭证, and that the platform has not seen that visit itself. (AMB-28)</summary>
    public static void SetStatedProof(JsonObject claim, StatedProof proof) =>
        claim["visit"]!["lastOffline"] = new JsonObject
        {
            ["on"] = Text(proof.On),
            ["diagnosis"] = Texts([proof.Diagnosis]),
            ["source"] = proof.Source,
        };

    /// <summary>What this pool's totals were, and what the account holds.</summary>
    public static void SetMoney(
        JsonObject claim, IReadOnlyList<Accumulator> totals, Money balance, bool useAccount, Money? family = null)
    {
        var insured = (JsonObject)claim["insured"]!;
        insured["accountBalance"] = balance.ToString();
        if (family is { } shared)
        {
            insured["familyBalance"] = shared.ToString();
        }

        var used = Sum(totals, row => row.DeductibleUsed);
        var byLevel = new JsonObject();
        foreach (var level in totals.GroupBy(row => row.Level).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            byLevel[level.Key] = Sum([.. level], row => row.DeductibleUsed).ToString();
        }

        var byChannel = new JsonObject();
        foreach (var channel in totals.GroupBy(row => row.Channel).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            byChannel[channel.Key] = Sum([.. channel], row => row.FundPaid).ToString();
        }

        insured["year"] = new JsonObject
        {
            ["deductibleUsed"] = used.ToString(),
            ["fundPaid"] = Sum(totals, row => row.FundPaid).ToString(),
            ["byLevel"] = byLevel,
            ["byChannel"] = byChannel,
        };
        claim["useAccount"] = useAccount;
    }

    public static JsonElement Element(JsonObject claim) => JsonSerializer.SerializeToElement(claim);

    private static Money Sum(IReadOnlyList<Accumulator> totals, Func<Accumulator, Money> column) =>
        totals.Aggregate(Money.Zero, (sum, row) => sum + column(row));

    private static JsonObject Insured(VisitFacts visit, PersonFacts person, EnrolmentFacts enrolment)
    {
        var entitlement = person.EntitlementOn(visit.On, enrolment.Insutype);
        return new()
        {
            ["area"] = enrolment.Area,
            ["scheme"] = enrolment.Scheme,
            ["status"] = enrolment.Status,
            ["entitlement"] = JsonNamingPolicy.CamelCase.ConvertName(entitlement.ToString()),
            ["chronic"] = new JsonArray([.. person.ChronicRegistrations.Select(one => (JsonNode)new JsonObject
            {
                ["code"] = one.Code,
                ["from"] = Text(one.Span.From),
                ["to"] = one.Span.To is { } to ? Text(to) : null,
            })]),
            ["twoDiseases"] = Texts([.. person.TwoDiseases
                .Where(one => one.Span.Holds(visit.On))
                .Select(one => one.Disease)]),
        };
    }

    private static JsonObject Institution(
        InstitutionFacts institution, InstitutionStands stands, DateOnly on)
    {
        var agreements = new JsonObject();
        foreach (var kind in Enum.GetValues<AgreementKind>())
        {
            agreements[JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())] =
                stands.Agreements.Where(one => one.Kind == kind)
                    .OrderBy(one => one.Span.Holds(on)).ThenBy(one => one.Span.From).LastOrDefault() is { } holds
                    ? Agreement(holds)
                    : null;
        }

        var json = new JsonObject
        {
            ["ownership"] = institution.Ownership,
            ["businessNature"] = institution.BusinessNature,
            ["level"] = institution.Level,
            ["licences"] = new JsonArray([.. institution.Licences.Select(one => (JsonNode)new JsonObject
            {
                ["kind"] = one.Kind,
                ["from"] = Text(one.Span.From),
                ["to"] = one.Span.To is { } to ? Text(to) : null,
            })]),
            ["agreement"] = agreements,
        };
        if (stands.Designation is { } designation)
        {
            json["designation"] = designation;
        }

        return json;
    }

    private static JsonObject Agreement(AgreementFacts agreement) => new()
    {
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(agreement.State.ToString()),
        ["from"] = Text(agreement.Span.From),
        ["to"] = agreement.Span.To is { } to ? Text(to) : null,
    };

    private static JsonObject Visit(VisitFacts visit, string medType, string? diseaseCode)
    {
        var internet = visit.Channel == VisitChannel.Internet;
        var json = new JsonObject
        {
            ["channel"] = internet ? "internet" : "offline",
            ["benefit"] = MedType.Benefit(medType),
            ["diagnosis"] = Texts(visit.Diagnoses),
            ["consent"] = visit.Declared.Consent ?? visit.Evidence == EvidenceSetting.Declared,
            ["realTime"] = visit.Declared.RealTime ?? visit.Evidence == EvidenceSetting.Declared,
        };
        if (visit.Declared.FirstVisit == true)
        {
            json["kind"] = "first";
        }
        else if (internet)
        {
            json["kind"] = "followUp";
        }

        if (visit.Symptoms.Count > 0)
        {
            json["symptoms"] = Texts(visit.Symptoms);
        }

        if (diseaseCode is not null)
        {
            json["diseaseCode"] = diseaseCode;
        }

        return json;
    }

    private static JsonObject Line(FeeLine line)
    {
        var json = Charge(line);
        if (line.Facts is { } facts)
        {
            json["facts"] = JsonNode.Parse(facts);
        }

        return json;
    }

    private static JsonObject Charge(FeeLine line) => new()
    {
        ["id"] = line.FeedetlSn,
        ["kind"] = line.Kind,
        ["code"] = line.ItemCode,
        ["class"] = line.ReimbursementClass,
        ["initialCopay"] = Decimal(line.InitialCopayTenThousandths / 10_000m),
        ["unitPrice"] = Decimal(line.PriceMicroYuan / 1_000_000m),
        ["quantity"] = Decimal(line.CountTenThousandths / 10_000m),
        ["amount"] = line.Amount.ToString(),
        ["ceiling"] = line.Ceiling?.ToString(),
        ["publicReference"] = line.PublicReference?.ToString(),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Decimal(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>医疗类别 — which benefit a national category of care asks for.</summary>
internal static class MedType
{
    private const string Chronic = "14";
    private const string TwoDiseases = "9901";

    public static string Benefit(string medType) => medType switch
    {
        TwoDiseases => "twoDiseases",
        _ when medType.StartsWith(Chronic, StringComparison.Ordinal) => "chronic",
        _ => "ordinary",
    };
}
