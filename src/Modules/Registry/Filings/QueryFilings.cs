using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Filings;

/// <summary>
/// 5301 慢特病备案查询 — the registrations of a patient of the calling institution, those of the agency and those filed by
/// 2503, ended ones included. (nhsa §14)
/// </summary>
internal sealed class QueryDiseases(IPersonDirectory persons, IPatients patients, LawInForce law, Session session)
    : IInfno
{
    private const int MostRows = 100;

    public string Infno => "5301";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var psnNo = input.RequiredText("psn_no", 30);
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        if (!await patients.IsPatientAsync(person.Id, call.Institution.Id, ct))
        {
            return InfnoResult.Refused("E-NOT-A-PATIENT") with { Person = person.Id };
        }

        var names = await session.Db.Set<DiseaseFiling>().AsNoTracking()
            .Where(row => row.PersonId == person.Id.Value)
            .Select(row => new { row.Code, row.DiseaseName })
            .ToListAsync(ct);
        var rows = person.ChronicRegistrations
            .OrderBy(one => one.Span.From).ThenBy(one => one.Code, StringComparer.Ordinal)
            .Skip(page.Skip).Take(page.Size + 1)
            .Select(JsonNode (one) => Row(
                one, NameOf(person, one) ?? names.Find(name => name.Code == one.Code)?.DiseaseName ?? one.Code))
            .ToList();
        var (shown, more) = page.Cut(rows);
        return InfnoResult.Done(
            new JsonObject { ["feedetail"] = new JsonArray([.. shown]) },
            more ? [Notice.Of("W-MORE-ROWS")] : []) with
        { Person = person.Id };
    }

    /// <summary>The disease's name in the list of the area where the person is insured.</summary>
    private string? NameOf(PersonFacts person, ChronicRegistrationFacts one) =>
        person.EnrolmentOn(one.Span.From) is { } enrolment
            ? law.Current.Region(enrolment.Area).Diseases.FirstOrDefault(disease => disease.Code == one.Code)?.Name
            : null;

    private static JsonObject Row(ChronicRegistrationFacts one, string name) => new()
    {
        ["opsp_dise_code"] = one.Code,
        ["opsp_dise_name"] = name,
        ["begndate"] = FilingDay.Text(one.Span.From),
        ["enddate"] = FilingDay.Text(one.Span.To),
    };
}

/// <summary>
/// 5302 人员定点查询 — the institutions that a person chose, asked by one that treats the person or is chosen. Its output
/// node is unverified. (nhsa §14, §22)
/// </summary>
internal sealed class QueryChoices(IPersonDirectory persons, IPatients patients, Session session) : IInfno
{
    private const int MostRows = 100;

    public string Infno => "5302";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var psnNo = input.RequiredText("psn_no", 30);
        var business = input.RequiredText("biz_appy_type", 3);
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        var patient = await patients.IsPatientAsync(person.Id, call.Institution.Id, ct);
        var (code, inst) = (call.Institution.Code, call.Institution.Id.Value);
        var found = await session.Db.Set<ChoiceFiling>().AsNoTracking()
            .Where(row => row.PersonId == person.Id.Value && row.Business == business &&
                (patient || row.ChosenCode == code || row.InstId == inst))
            .OrderBy(row => row.Place).ThenBy(row => row.FilingId)
            .Skip(page.Skip).Take(page.Size + 1)
            .ToListAsync(ct);
        var (shown, more) = page.Cut(found);
        return InfnoResult.Done(
            new JsonObject { ["psnfixmedin"] = new JsonArray([.. shown.Select(JsonNode (row) => Row(person, row))]) },
            more ? [Notice.Of("W-MORE-ROWS")] : []) with
        { Person = person.Id };
    }

    private static JsonObject Row(PersonFacts person, ChoiceFiling row) => new()
    {
        ["psn_no"] = person.PsnNo,
        ["insutype"] = person.EnrolmentOn(row.ValidFrom)?.Insutype ?? "",
        ["fix_srt_no"] = row.Place,
        ["fixmedins_code"] = row.ChosenCode,
        ["fixmedins_name"] = row.ChosenName,
        ["begndate"] = FilingDay.Text(row.ValidFrom),
        ["enddate"] = FilingDay.Text(row.HoldsUntil),
        ["memo"] = row.Memo ?? "",
    };
}

internal static class FilingDay
{
    /// <summary>A day as the interface writes it; open is empty.</summary>
    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
