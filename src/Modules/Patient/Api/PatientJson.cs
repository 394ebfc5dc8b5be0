using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Patient.Records;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Patient.Api;

/// <summary>个人资料的 JSON — amounts as strings with two decimals, times in Beijing, ids as on the wire.</summary>
internal static class PatientJson
{
    public static JsonObject Page<T>(string name, PageOf<T> page, Func<T, JsonObject> json) => new()
    {
        [name] = List(page.Items, json),
        ["next"] = page.Next,
    };

    public static JsonObject Of(HomeView home) => new()
    {
        ["name"] = home.Person.Name,
        ["psnNo"] = home.Person.PsnNo,
        ["scheme"] = home.Enrolment?.Scheme,
        ["area"] = home.Enrolment?.Area,
        ["entitlement"] = home.State.ToString().ToLowerInvariant(),
        ["accountBalance"] = home.Balance.ToString(),
        ["waiting"] = List(home.Waiting, Of),
    };

    public static JsonObject Of(VisitView view) => new()
    {
        ["visit"] = WireId.Encode(view.Visit.Id.Value),
        ["institution"] = view.Place,
        ["number"] = view.Visit.IptOtpNo,
        ["beganAt"] = BeijingTime.Text(view.Visit.BeganAt),
        ["channel"] = view.Visit.Channel.ToString().ToLowerInvariant(),
        ["department"] = view.Visit.Department,
        ["doctor"] = view.Visit.Doctor,
        ["condition"] = view.Visit.Condition,
        ["disease"] = view.Visit.Disease,
        ["diagnoses"] = List(
            view.Visit.Diagnoses, one => new() { ["code"] = one.Code, ["name"] = one.Name }),
        ["state"] = view.Visit.State.ToString().ToLowerInvariant(),
        ["settlements"] = List(view.Charges, Of),
        ["prescriptions"] = List(view.Prescriptions, Of),
    };

    public static JsonObject Of(PrescriptionView view)
    {
        var json = Of(view.Rx);
        json["institution"] = view.Place;
        json["holder"] = view.Holder;
        return json;
    }

    public static JsonObject Of(SettlementView view)
    {
        var json = Of(view.Summary);
        json["institution"] = view.Place;
        if (view.Whole is { } whole)
        {
            json["lines"] = List(whole.Lines, line => new()
            {
                ["name"] = line.Name,
                ["fee"] = line.Fee.ToString(),
                ["inScope"] = line.InScope.ToString(),
                ["fund"] = line.Fund.ToString(),
                ["steps"] = List(line.Steps, Of),
            });
            json["steps"] = List(whole.Steps, Of);
            json["unpaid"] = List(whole.Unpaid, part => new()
            {
                ["message"] = part.Message,
                ["amount"] = part.Amount.ToString(),
                ["clauses"] = List(part.Clauses, Of),
            });
            json["agrees"] = whole.Agrees;
        }

        return json;
    }

    public static JsonObject Of(AccessView view) => new()
    {
        ["at"] = BeijingTime.Text(view.At),
        ["who"] = view.Who,
        ["role"] = view.Role,
        ["what"] = view.What,
        ["code"] = view.Code,
        ["outcome"] = view.Outcome,
    };

    private static JsonObject Of(PersonPrescription rx) => new()
    {
        ["hiRxno"] = rx.HiRxno,
        ["state"] = rx.State,
        ["stateName"] = rx.StateName,
        ["prescribedAt"] = BeijingTime.Text(rx.PrescribedAt),
        ["validUntil"] = BeijingTime.Text(rx.ValidUntil),
        ["visit"] = WireId.Encode(rx.Visit.Value),
        ["doctor"] = rx.Doctor,
        ["diagnoses"] = new JsonArray([.. rx.Diagnoses.Select(one => (JsonNode)one)]),
        ["toBeRevoked"] = rx.IsToBeRevoked,
        ["mayRelease"] = rx.MayRelease,
        ["drugs"] = List(rx.Drugs, drug => new()
        {
            ["name"] = drug.Name,
            ["specification"] = drug.Specification,
            ["unit"] = drug.Unit,
            ["usage"] = drug.Usage,
            ["amount"] = drug.Amount,
            ["dispensed"] = drug.Dispensed,
            ["left"] = drug.Left,
        }),
    };

    private static JsonObject Of(SettledSummary one) => new()
    {
        ["settlement"] = WireId.Encode(one.Id.Value),
        ["visit"] = WireId.Encode(one.Visit.Value),
        ["settledAt"] = BeijingTime.Text(one.At),
        ["on"] = one.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["state"] = one.State,
        ["channel"] = one.Channel,
        ["fee"] = one.Fee.ToString(),
        ["fund"] = one.Fund.ToString(),
        ["account"] = one.Account.ToString(),
        ["cash"] = one.Cash.ToString(),
        ["hospital"] = one.Hospital.ToString(),
    };

    private static JsonObject Of(SettledStep step) => new()
    {
        ["label"] = step.Label,
        ["before"] = step.Before,
        ["after"] = step.After,
        ["clause"] = step.Clause is { } clause ? Of(clause) : null,
        ["sample"] = step.Sample,
    };

    private static JsonObject Of(SettledClause clause) => new()
    {
        ["document"] = clause.Document,
        ["article"] = clause.Article,
        ["href"] = clause.Href,
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> json) =>
        new([.. items.Select(item => (JsonNode)json(item))]);
}
