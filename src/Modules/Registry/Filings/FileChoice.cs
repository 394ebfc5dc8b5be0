using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Filings;

/// <summary>
/// 2505 人员定点备案 — the institution that a person chose. An institution files itself, or another for its own patient.
/// (nhsa §4.2)
/// </summary>
internal sealed class FileChoice(
    IPersonDirectory persons,
    IPatients patients,
    IInstitutionDirectory institutions,
    FilingDesk desk,
    IdSource ids,
    TimeProvider time) : IInfno
{
    public string Infno => "2505";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = ChoiceRequest.Read(call);
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
        InfnoCall call, ChoiceRequest request, PersonFacts person, CancellationToken ct)
    {
        if (request.To < request.From)
        {
            return InfnoResult.Refused("E-FILING-PERIOD");
        }

        if (request.ChosenCode != call.Institution.Code)
        {
            if (!await patients.IsPatientAsync(person.Id, call.Institution.Id, ct))
            {
                return InfnoResult.Refused("E-NOT-A-PATIENT");
            }

            if (await institutions.FindAsync(request.ChosenCode, time.Today(), ct) is null)
            {
                return InfnoResult.Refused("E-INSTITUTION-UNKNOWN", ("institution", request.ChosenCode));
            }
        }

        return person.EnrolmentOn(request.From) is null ? InfnoResult.Refused("E-SCHEME") : null;
    }

    /// <summary>One institution in a place, and an institution in one place, at a time.</summary>
    private static async Task<InfnoResult?> OverlapAsync(
        MingsuanDb db, ChoiceRequest request, PersonFacts person, CancellationToken ct)
    {
        var id = person.Id.Value;
        var filed = await db.Set<ChoiceFiling>().AnyAsync(
            row => row.PersonId == id && row.Business == request.Business &&
                (row.Place == request.Place || row.ChosenCode == request.ChosenCode) &&
                (row.HoldsUntil == null || (row.HoldsUntil >= request.From && row.HoldsUntil >= row.ValidFrom)) &&
                (request.To == null || row.ValidFrom <= request.To),
            ct);
        return filed ? InfnoResult.Refused("E-FILING-OVERLAP") : null;
    }

    private ChoiceFiling Filing(InfnoCall call, ChoiceRequest request, PersonFacts person) => new()
    {
        PersonId = person.Id.Value,
        FilingId = ids.Next(),
        InstId = call.Institution.Id.Value,
        Business = request.Business,
        Place = request.Place,
        ChosenCode = request.ChosenCode,
        ChosenName = request.ChosenName,
        Tel = Kept(request.Tel),
        Address = Kept(request.Address),
        AgentName = Kept(request.Agent.Name),
        AgentCertType = request.Agent.CertType,
        AgentCertno = Kept(request.Agent.Certno),
        AgentTel = Kept(request.Agent.Tel),
        AgentAddress = Kept(request.Agent.Address),
        AgentRelation = request.Agent.Relation,
        Memo = request.Memo,
        ValidFrom = request.From,
        ValidTo = request.To,
        HoldsUntil = request.To,
        FiledAt = TrailTime.Of(time.GetUtcNow()),
        OpterNo = call.Opter.No,
    };

    private static Sensitive? Kept(string? text) => text is null ? null : new Sensitive(text);
}

/// <summary>2505 的输入.</summary>
internal sealed record ChoiceRequest(
    string PsnNo,
    string Business,
    string Place,
    string ChosenCode,
    string ChosenName,
    string? Tel,
    string? Address,
    FilingAgent Agent,
    string? Memo,
    DateOnly From,
    DateOnly? To,
    WireFault? Fault)
{
    public static ChoiceRequest Read(InfnoCall call)
    {
        var input = new WireReader(call.Input).Object("data");
        var request = new ChoiceRequest(
            input.RequiredText("psn_no", 30),
            input.RequiredText("biz_appy_type", 3),
            input.RequiredText("fix_srt_no", 3),
            input.RequiredText("fixmedins_code", 30),
            input.RequiredText("fixmedins_name", 200),
            input.Text("tel", 50),
            input.Text("addr", 200),
            FilingAgent.Read(input),
            input.Text("memo", 500),
            BeijingTime.Day(input.RequiredInstant("begndate")),
            input.Day("enddate"),
            null);
        return request with { Fault = input.Fault };
    }
}

/// <summary>代办人 — who filed on the person's behalf; the relation is required even when it is the person.</summary>
internal sealed record FilingAgent(
    string? Name, string? CertType, string? Certno, string? Tel, string? Address, string Relation)
{
    public static FilingAgent Read(WireReader input) => new(
        input.Text("agnter_name", 50),
        input.Text("agnter_cert_type", 6),
        input.Text("agnter_certno", 50),
        input.Text("agnter_tel", 30),
        input.Text("agnter_addr", 200),
        input.RequiredText("agnter_rlts", 3));
}
