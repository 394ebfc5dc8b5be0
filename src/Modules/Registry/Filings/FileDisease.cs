using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Persons;

namespace Mingsuan.Registry.Filings;

/// <summary>
/// 2503 慢特病备案 — registers a chronic disease of a patient; settlements pay it by its own benefit from the first day
/// on. There is no agency's review yet: what is filed holds. (nhsa §4.2, CX-12)
/// </summary>
internal sealed class FileDisease(
    IPersonDirectory persons,
    IPatients patients,
    IInstitutionDirectory institutions,
    IPractitionerDirectory doctors,
    LawInForce law,
    FilingDesk desk,
    IdSource ids,
    TimeProvider time) : IInfno
{
    public string Infno => "2503";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = DiseaseRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(request.PsnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        var refusal = await RefusalAsync(call, request, person, ct);
        return refusal is null
            ? await desk.FileAsync(
                call,
                person,
                Filing(call, request, person),
                (db, token) => OverlapAsync(db, request, person, token),
                ct)
            : refusal with { Person = person.Id };
    }

    private async Task<InfnoResult?> RefusalAsync(
        InfnoCall call, DiseaseRequest request, PersonFacts person, CancellationToken ct)
    {
        if (!await patients.IsPatientAsync(person.Id, call.Institution.Id, ct))
        {
            return InfnoResult.Refused("E-NOT-A-PATIENT");
        }

        if (request.IdentifiedOn > time.Today() || request.From < request.IdentifiedOn || request.To < request.From)
        {
            return InfnoResult.Refused("E-FILING-PERIOD");
        }

        if (person.EnrolmentOn(request.From, request.Insutype) is not { } enrolment)
        {
            return InfnoResult.Refused("E-SCHEME");
        }

        var listed = law.Current.Region(enrolment.Area).Diseases
            .Where(disease => disease.Effective.Contains(request.From))
            .ToList();
        if (listed.Count > 0 && listed.All(disease => disease.Code != request.Code))
        {
            return InfnoResult.Refused("E-DISEASE-UNKNOWN", ("disease", request.Code));
        }

        if (await institutions.FindAsync(request.IdentifiedBy, request.IdentifiedOn, ct) is not { } identifier)
        {
            return InfnoResult.Refused("E-INSTITUTION-UNKNOWN", ("institution", request.IdentifiedBy));
        }

        var doctor = await doctors.FindAsync(request.DoctorCode, identifier.Id, request.IdentifiedOn, ct);
        return doctor is { Kind: "doctor", Standing: PractitionerStanding.Eligible }
            ? null
            : InfnoResult.Refused("E-FILING-DOCTOR", ("doctor", request.DoctorCode));
    }

    /// <summary>One registration of a disease at a time, whoever made it.</summary>
    private static async Task<InfnoResult?> OverlapAsync(
        MingsuanDb db, DiseaseRequest request, PersonFacts person, CancellationToken ct)
    {
        var id = person.Id.Value;
        var registered = await db.Set<DiseaseRegistration>().AnyAsync(
            row => row.PersonId == id && row.Benefit == DiseaseBenefit.Chronic && row.Code == request.Code &&
                (row.ValidTo == null || row.ValidTo >= request.From) &&
                (request.To == null || row.ValidFrom <= request.To),
            ct);
        var filed = registered || await db.Set<DiseaseFiling>().AnyAsync(
            row => row.PersonId == id && row.Code == request.Code &&
                (row.HoldsUntil == null || (row.HoldsUntil >= request.From && row.HoldsUntil >= row.ValidFrom)) &&
                (request.To == null || row.ValidFrom <= request.To),
            ct);
        return filed ? InfnoResult.Refused("E-FILING-OVERLAP") : null;
    }

    private DiseaseFiling Filing(InfnoCall call, DiseaseRequest request, PersonFacts person) => new()
    {
        PersonId = person.Id.Value,
        FilingId = ids.Next(),
        InstId = call.Institution.Id.Value,
        Insutype = request.Insutype,
        Code = request.Code,
        DiseaseName = request.Name,
        Tel = request.Tel is { } tel ? new Sensitive(tel) : null,
        Address = request.Address is { } address ? new Sensitive(address) : null,
        InsuOptins = request.InsuOptins,
        IdentifiedBy = request.IdentifiedBy,
        IdentifiedOn = request.IdentifiedOn,
        DoctorCode = request.DoctorCode,
        DoctorName = new(request.DoctorName),
        ValidFrom = request.From,
        ValidTo = request.To,
        HoldsUntil = request.To,
        FiledAt = TrailTime.Of(time.GetUtcNow()),
        OpterNo = call.Opter.No,
    };
}

/// <summary>2503 的输入.</summary>
internal sealed record DiseaseRequest(
    string PsnNo,
    string Insutype,
    string Code,
    string Name,
    string? Tel,
    string? Address,
    string InsuOptins,
    string IdentifiedBy,
    DateOnly IdentifiedOn,
    string DoctorCode,
    string DoctorName,
    DateOnly From,
    DateOnly? To,
    WireFault? Fault)
{
    public static DiseaseRequest Read(InfnoCall call)
    {
        var input = new WireReader(call.Input).Object("data");
        input.RequiredText("ide_fixmedins_name", 200);
        var request = new DiseaseRequest(
            input.RequiredText("psn_no", 30),
            input.RequiredText("insutype", 6),
            input.RequiredText("opsp_dise_code", 30),
            input.RequiredText("opsp_dise_name", 300),
            input.Text("tel", 50),
            input.Text("addr", 200),
            input.RequiredText("insu_optins", 6),
            input.RequiredText("ide_fixmedins_no", 30),
            BeijingTime.Day(input.RequiredInstant("hosp_ide_date")),
            input.RequiredText("diag_dr_codg", 30),
            input.RequiredText("diag_dr_name", 50),
            BeijingTime.Day(input.RequiredInstant("begndate")),
            input.Day("enddate"),
            null);
        return request with { Fault = input.Fault };
    }
}
