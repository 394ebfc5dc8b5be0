using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Opening;

/// <summary>
/// 2201 门诊挂号 — opens a visit: person and certificate are one, the doctor may practise, the channel is decided.
/// </summary>
internal sealed class OpenVisit(
    IPersonDirectory persons,
    IPractitionerDirectory practitioners,
    Operations operations,
    IdSource ids,
    TimeProvider time) : IInfno
{
    public string Infno => "2201";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = OpenVisitRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await persons.ByNumberAsync(request.PsnNo, ct);
        var presented = await persons.PresentedAsync(
            request.CertType, request.CertNo, request.PsnCertType, request.Name, time.Today(), ct);
        var doctor = await practitioners.FindAsync(request.DoctorCode, call.Institution.Id, request.On, ct);
        var barred = await practitioners.BarredAsync([new(request.DoctorCode, request.BeganAt)], ct) is not null;
        var (channel, ground) = ChannelDecision.Decide(
            request.Extension.Channel, call.Opter.Type, request.CertType, call.Institution.InternetHospital);
        var refusal = Refusal(request, person, presented) ?? Refusal(doctor, barred, channel);
        if (refusal is not null)
        {
            return InfnoResult.Refused(refusal) with { Person = person?.Id };
        }

        var visit = Visit(call, request, person!, doctor!, channel, ground);
        await operations.RunAsync(
            Infno,
            (db, _) =>
            {
                db.Add(visit);
                return Task.FromResult(visit.VisitId);
            },
            ct);
        return InfnoResult.Done(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["mdtrt_id"] = WireId.Encode(visit.VisitId),
                ["psn_no"] = person!.PsnNo,
                ["ipt_otp_no"] = visit.IptOtpNo,
            },
        }) with
        { Person = person.Id };
    }

    private string? Refusal(OpenVisitRequest request, PersonFacts? person, PersonFacts? presented)
    {
        if (person is null)
        {
            return "E-PERSON-UNKNOWN";
        }

        if (presented?.Id != person.Id || (request.Name is not null && request.Name != person.Name))
        {
            return "E-IDENTITY";
        }

        if (request.On > time.Today().AddDays(1))
        {
            return "E-DATE-FUTURE";
        }

        return person.EnrolmentOn(request.On, request.Insutype) is null ? "E-SCHEME" : null;
    }

    /// <summary>The doctor works here, may be paid for, and online with the institution's consent. (医师法 第三十条)</summary>
    private static string? Refusal(PractitionerFacts? doctor, bool barred, VisitChannel channel) => doctor switch
    {
        null => "E-DOCTOR-UNKNOWN",
        _ when barred => "E-DOCTOR-SUSPENDED",
        { Kind: not "doctor" } => "E-DOCTOR-UNKNOWN",
        { Consent: false } when channel == VisitChannel.Internet => "E-DOCTOR-UNQUALIFIED",
        _ => null,
    };

    private Visit Visit(
        InfnoCall call,
        OpenVisitRequest request,
        PersonFacts person,
        PractitionerFacts doctor,
        VisitChannel channel,
        ChannelGround ground) => new()
        {
            PersonId = person.Id.Value,
            VisitId = ids.Next(),
            InstId = call.Institution.Id.Value,
            IptOtpNo = request.IptOtpNo,
            Channel = channel,
            ChannelGround = ground,
            Insutype = request.Insutype,
            CertType = request.CertType,
            BeganAt = request.BeganAt,
            BeganOn = request.On,
            DoctorCode = doctor.Code,
            DoctorName = new(doctor.Name),
            DeptCode = request.DeptCode,
            DeptName = request.DeptName,
            Caty = request.Caty,
            Evidence = call.Institution.Evidence,
            OpenedAt = time.GetUtcNow().UtcDateTime,
            State = VisitState.Registered,
            Consent = request.Extension.Evidence.Consent,
            RealTime = request.Extension.Evidence.RealTime,
            FirstVisit = request.Extension.Evidence.FirstVisit,
        };
}

/// <summary>2201 的输入.</summary>
internal sealed record OpenVisitRequest
{
    public required string PsnNo { get; init; }

    public required string Insutype { get; init; }

    public required DateTime BeganAt { get; init; }

    public DateOnly On => BeijingTime.Day(BeganAt);

    public required string CertType { get; init; }

    public required string CertNo { get; init; }

    public required string PsnCertType { get; init; }

    public string? Name { get; init; }

    public required string IptOtpNo { get; init; }

    public required string DoctorCode { get; init; }

    public required string DeptCode { get; init; }

    public required string DeptName { get; init; }

    public required string Caty { get; init; }

    public required ExtensionNode Extension { get; init; }

    public WireFault? Fault { get; init; }

    public static OpenVisitRequest Read(InfnoCall call)
    {
        var whole = new WireReader(call.Input);
        var input = whole.Object("data", "mdtrtinfo");
        var certType = input.RequiredText("mdtrt_cert_type", 3);
        if (certType is not ("" or "01" or "02" or "03"))
        {
            input.Reject("mdtrt_cert_type");
        }

        var request = new OpenVisitRequest
        {
            PsnNo = input.RequiredText("psn_no", 30),
            Insutype = input.RequiredText("insutype", 6),
            BeganAt = input.RequiredInstant("begntime"),
            CertType = certType,
            CertNo = input.RequiredText("mdtrt_cert_no", 50),
            PsnCertType = input.Text("psn_cert_type", 6) ?? "01",
            Name = input.Text("psn_name", 50),
            IptOtpNo = input.RequiredText("ipt_otp_no", 30),
            DoctorCode = input.RequiredText("atddr_no", 30),
            DeptCode = input.RequiredText("dept_code", 30),
            DeptName = input.RequiredText("dept_name", 100),
            Caty = input.RequiredText("caty", 6),
            Extension = ExtensionNode.Read(input, whole),
        };
        return request with { Fault = whole.Fault };
    }
}
