using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Querying;

/// <summary>
/// 5204 费用明细查询 — the lines of a settlement, or all lines of a visit that no reversed settlement took, as an array
/// without a node's name. (nhsa §14)
/// </summary>
internal sealed class QueryFeeLines(IPersonDirectory persons, IVisitBook visits, Session session) : IInfno
{
    private const int MostRows = 500;

    public string Infno => "5204";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (psnNo, mdtrtId) = (input.RequiredText("psn_no", 30), input.RequiredText("mdtrt_id", 30));
        var setlId = input.Text("setl_id", 30);
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person ||
            !WireId.TryDecode(mdtrtId, out var visitId, out _))
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN");
        }

        var visit = await visits.FindAsync(person.Id, new(visitId), ct);
        if (visit is null || visit.Institution != call.Institution.Id)
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN") with { Person = person.Id };
        }

        var settlement = Guid.Empty;
        if (setlId is not null && !WireId.TryDecode(setlId, out settlement, out _))
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN") with { Person = person.Id };
        }

        return await LinesAsync(person, visitId, settlement, page, ct) with { Person = person.Id };
    }

    private async Task<InfnoResult> LinesAsync(
        PersonFacts person, Guid visit, Guid settlement, WirePage page, CancellationToken ct)
    {
        var id = person.Id.Value;
        var settled = session.Db.Set<SettlementRow>().AsNoTracking()
            .Where(row => row.PersonId == id && row.VisitId == visit);
        var lines = session.Db.Set<FeeLine>().AsNoTracking()
            .Where(line => line.PersonId == id && line.VisitId == visit);
        if (settlement == Guid.Empty)
        {
            lines = lines.Where(line => !settled.Any(row => row.ReversedBy != null &&
                row.ChrgBchno == line.ChrgBchno && row.Generation == line.Generation));
        }
        else
        {
            var one = await settled.SingleOrDefaultAsync(row => row.SettlementId == settlement, ct);
            if (one is null)
            {
                return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
            }

            lines = lines.Where(line => line.ChrgBchno == one.ChrgBchno && line.Generation == one.Generation);
        }

        var found = await lines
            .OrderBy(line => line.ChrgBchno).ThenBy(line => line.Generation).ThenBy(line => line.Place)
            .Skip(page.Skip).Take(page.Size + 1)
            .ToListAsync(ct);
        var (shown, more) = page.Cut(found);
        return InfnoResult.Done(
            new JsonArray([.. shown.Select(JsonNode (line) => Row(person, line))]),
            more ? [Notice.Of("W-MORE-ROWS")] : []);
    }

    private static JsonObject Row(PersonFacts person, FeeLine line)
    {
        var row = FeeOutput.Of(line);
        row["mdtrt_id"] = WireId.Encode(line.VisitId);
        row["psn_no"] = person.PsnNo;
        row["chrg_bchno"] = line.ChrgBchno;
        row["dise_codg"] = line.DiseCodg ?? "";
        row["rxno"] = line.Rxno ?? "";
        row["rx_circ_flag"] = line.ExternalPrescription ? "1" : "0";
        row["fee_ocur_time"] = BeijingTime.Text(line.OccurredAt);
        row["med_list_codg"] = line.MedListCodg;
        row["medins_list_codg"] = line.MedinsListCodg;
        row["hilist_code"] = line.ItemCode;
        row["hilist_name"] = line.ItemName;
        row["bilg_dr_codg"] = line.BillingDoctorCode;
        row["opt_time"] = BeijingTime.Text(line.UploadedAt);
        return row;
    }
}
