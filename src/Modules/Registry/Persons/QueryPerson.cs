using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Registry.Persons;

/// <summary>1101 人员基本信息获取.</summary>
internal sealed class QueryPerson(IPersonDirectory persons, IEnumerable<IAccountBook> accounts, TimeProvider time)
    : IInfno
{
    private const string EmployeeInsutype = "310";

    public string Infno => "1101";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var certificate = PresentedCertificate.Read(input);
        var on = input.Day("begntime") ?? time.Today();
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await certificate.FindAsync(persons, time.Today(), ct);
        if (person is null)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        if (!certificate.NameFits(person))
        {
            return InfnoResult.Refused("E-IDENTITY");
        }

        var balance = await BalanceAsync(person, ct);
        var schemes = person.Enrolments.Where(enrolment => enrolment.Span.Holds(on))
            .Select(JsonNode (enrolment) => Scheme(person, enrolment, on, balance));
        return InfnoResult.Done(new JsonObject
        {
            ["baseinfo"] = Base(person, time.Today()),
            ["insuinfo"] = new JsonArray([.. schemes]),
            ["idetinfo"] = new JsonArray(),
        }) with
        { Person = person.Id };
    }

    private async Task<Money> BalanceAsync(PersonFacts person, CancellationToken ct)
    {
        foreach (var book in accounts)
        {
            return await book.BalanceAsync(person.Id, ct);
        }

        return person.AccountOpening?.Balance ?? default;
    }

    private static JsonObject Base(PersonFacts person, DateOnly today) => new()
    {
        ["psn_no"] = person.PsnNo,
        ["psn_cert_type"] = person.CertType,
        ["certno"] = person.Certno,
        ["psn_name"] = person.Name,
        ["gend"] = person.Sex,
        ["naty"] = person.Nation,
        ["brdy"] = person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["age"] = Age(person.BirthDate, today),
    };

    private static JsonObject Scheme(PersonFacts person, EnrolmentFacts enrolment, DateOnly on, Money balance)
    {
        var entitled = person.EntitlementOn(on, enrolment.Insutype) is EntitlementState.Active;
        return new()
        {
            ["balc"] = enrolment.Insutype == EmployeeInsutype ? balance.Fen / 100m : 0m,
            ["insutype"] = enrolment.Insutype,
            ["psn_type"] = enrolment.PsnType,
            ["psn_insu_stas"] = entitled ? "1" : "2",
            ["psn_insu_date"] = enrolment.Span.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["paus_insu_date"] = null,
            ["cvlserv_flag"] = enrolment.CivilServant ? "1" : "0",
            ["insuplc_admdvs"] = enrolment.Area,
            ["emp_name"] = enrolment.Employer ?? "",
        };
    }

    private static int Age(DateOnly birth, DateOnly today)
    {
        var years = today.Year - birth.Year;
        return birth.AddYears(years) > today ? years - 1 : years;
    }
}

/// <summary>就诊凭证 — the certificate that a patient presents: token, identity number or card.</summary>
internal sealed record PresentedCertificate(string Type, string Number, string CertType, string? Certno, string? Name)
{
    private const string Token = "01";
    private const string Identity = "02";
    private const string Card = "03";
    private const string IdentityCard = "01";

    /// <summary>Reads the certificate fields; an unknown type is a fault.</summary>
    public static PresentedCertificate Read(WireReader input)
    {
        var type = input.RequiredText("mdtrt_cert_type", 3);
        if (type is not ("" or Token or Identity or Card))
        {
            input.Reject("mdtrt_cert_type");
        }

        return new(
            type,
            input.RequiredText("mdtrt_cert_no", 50),
            input.Text("psn_cert_type", 6) ?? IdentityCard,
            input.Text("certno", 50),
            input.Text("psn_name", 50));
    }

    /// <summary>The person of the certificate, or none.</summary>
    public Task<PersonFacts?> FindAsync(IPersonDirectory persons, DateOnly today, CancellationToken ct) => Type switch
    {
        Token => persons.ByTokenAsync(Number, today, ct),
        Card => persons.ByCardAsync(Number, ct),
        _ => persons.ByCertificateAsync(CertType, Number, name: null, ct),
    };

    /// <summary>Whether the name and number given beside the certificate, if any, are the person's.</summary>
    public bool NameFits(PersonFacts person) =>
        (Name is null || Name == person.Name)
        && (Certno is null || string.Equals(Certno, person.Certno, StringComparison.OrdinalIgnoreCase));
}
