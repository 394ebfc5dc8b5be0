using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Querying;

/// <summary>5202 诊断信息查询 — the diagnoses of a visit at the calling institution, the main one first. (nhsa §14)</summary>
internal sealed class QueryDiagnoses(IPersonDirectory persons, Session session) : IInfno
{
    private const int MostRows = 100;
    private const string Admission = "1";

    public string Infno => "5202";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (mdtrtId, psnNo) = (input.RequiredText("mdtrt_id", 30), input.RequiredText("psn_no", 30));
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person
            || !WireId.TryDecode(mdtrtId, out var visitId, out _))
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN");
        }

        var (id, inst) = (person.Id.Value, call.Institution.Id.Value);
        var ours = await session.Db.Set<Visit>().AnyAsync(
            row => row.PersonId == id && row.VisitId == visitId && row.InstId == inst, ct);
        if (!ours)
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN") with { Person = person.Id };
        }

        var found = await session.Db.Set<VisitDiagnosis>().AsNoTracking()
            .Where(row => row.PersonId == id && row.VisitId == visitId)
            .OrderBy(row => row.Place)
            .Skip(page.Skip).Take(page.Size + 1)
            .ToListAsync(ct);
        var (shown, more) = page.Cut(found);
        return InfnoResult.Done(
            new JsonObject { ["diseinfo"] = new JsonArray([.. shown.Select(JsonNode (row) => Row(psnNo, row))]) },
            more ? [Notice.Of("W-MORE-ROWS")] : []) with
        { Person = person.Id };
    }

    private static JsonObject Row(string psnNo, VisitDiagnosis row)
    {
        var mdtrtId = WireId.Encode(row.VisitId);
        return new()
        {
            // A diagnosis has no number of its own: it is known by its visit and its place there.
            ["diag_info_id"] = string.Create(CultureInfo.InvariantCulture, $"{mdtrtId}{row.Place:D4}"),
            ["mdtrt_id"] = mdtrtId,
            ["psn_no"] = psnNo,
            ["inout_diag_type"] = Admission,
            ["diag_type"] = row.DiagType,
            ["maindiag_flag"] = row.Place == 0 ? "1" : "0",
            ["diag_srt_no"] = row.Place + 1,
            ["diag_code"] = row.DiagCode,
            ["diag_name"] = row.DiagName,
            ["adm_cond"] = "",
            ["diag_dept"] = row.DiagDept,
            ["dise_dor_no"] = row.DoctorCode,
            ["dise_dor_name"] = row.DoctorName.Plain,
            ["diag_time"] = BeijingTime.Text(row.DiagnosedAt),
        };
    }
}
