using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Querying;

/// <summary>
/// 5201 就诊信息查询 — the visits of a person at the calling institution, and at no other, that began in a span of time.
/// (nhsa §14)
/// </summary>
internal sealed class QueryVisits(IPersonDirectory persons, Session session) : IInfno
{
    private const int MostRows = 100;

    public string Infno => "5201";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var psnNo = input.RequiredText("psn_no", 30);
        var (from, to) = (input.RequiredInstant("begntime"), input.RequiredInstant("endtime"));
        var medType = input.RequiredText("med_type", 6);
        var mdtrtId = input.Text("mdtrt_id", 30);
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        var visitId = Guid.Empty;
        if (mdtrtId is not null && !WireId.TryDecode(mdtrtId, out visitId, out _))
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN") with { Person = person.Id };
        }

        var (id, inst) = (person.Id.Value, call.Institution.Id.Value);
        var found = await session.Db.Set<Visit>().AsNoTracking()
            .Where(row => row.PersonId == id && row.InstId == inst && row.MedType == medType
                && row.BeganAt >= from && row.BeganAt <= to
                && (visitId == Guid.Empty || row.VisitId == visitId))
            .OrderBy(row => row.BeganAt).ThenBy(row => row.VisitId)
            .Skip(page.Skip).Take(page.Size + 1)
            .ToListAsync(ct);
        var (shown, more) = page.Cut(found);
        return InfnoResult.Done(
            new JsonObject { ["mdtrtinfo"] = new JsonArray([.. shown.Select(JsonNode (row) => Row(person, row))]) },
            more ? [Notice.Of("W-MORE-ROWS")] : []) with
        { Person = person.Id };
    }

    private static JsonObject Row(PersonFacts person, Visit visit)
    {
        var enrolment = person.EnrolmentOn(visit.BeganOn, visit.Insutype);
        return new()
        {
            ["mdtrt_id"] = WireId.Encode(visit.VisitId),
            ["psn_no"] = person.PsnNo,
            ["psn_cert_type"] = person.CertType,
            ["certno"] = person.Certno,
            ["psn_name"] = person.Name,
            ["gend"] = person.Sex,
            ["naty"] = person.Nation,
            ["brdy"] = person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["age"] = JsonValue.Create(Age(person.BirthDate, visit.BeganOn)),
            ["insutype"] = visit.Insutype,
            ["psn_type"] = enrolment?.PsnType ?? "",
            ["cvlserv_flag"] = enrolment?.CivilServant == true ? "1" : "0",
            ["insu_optins"] = enrolment?.Area ?? "",
            ["emp_name"] = enrolment?.Employer ?? "",
            ["begntime"] = BeijingTime.Text(visit.BeganAt),

            // An outpatient visit ends on the day on which it began; no message says when.
            ["endtime"] = BeijingTime.Text(visit.BeganAt),
            ["mdtrt_cert_type"] = visit.CertType,
            ["med_type"] = visit.MedType ?? "",
            ["ipt_otp_no"] = visit.IptOtpNo,
            ["atddr_no"] = visit.DoctorCode,
            ["chfpdr_name"] = visit.DoctorName.Plain,
            ["main_cond_dscr"] = visit.MainCondition?.Plain ?? "",
            ["dise_codg"] = visit.DiseCodg ?? "",
            ["dise_name"] = visit.DiseName ?? "",
            ["memo"] = visit.State == VisitState.Cancelled ? "cancelled" : "",
        };
    }

    private static int Age(DateOnly birth, DateOnly on)
    {
        var years = on.Year - birth.Year;
        return birth.AddYears(years) > on ? years - 1 : years;
    }
}
