using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Querying;

/// <summary>
/// 5203 结算信息查询 — the settlement as recorded, under the older names of its personal parts; what a hospital asks when the
/// answer to 2207 was lost. (nhsa §14, §6.4)
/// </summary>
internal sealed class QuerySettlement(IPersonDirectory persons, Session session) : IInfno
{
    private const string InternetHospital = "5";
    private const string Institution = "2";

    public string Infno => "5203";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (psnNo, setlId, mdtrtId) = (
            input.RequiredText("psn_no", 30), input.RequiredText("setl_id", 30), input.RequiredText("mdtrt_id", 30));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person ||
            !WireId.TryDecode(setlId, out var settlement, out _) || !WireId.TryDecode(mdtrtId, out var visit, out _))
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
        }

        var row = await session.Db.Set<SettlementRow>().AsNoTracking().SingleOrDefaultAsync(
            one => one.PersonId == person.Id.Value && one.SettlementId == settlement && one.VisitId == visit, ct);
        return row is null || row.InstId != call.Institution.Id.Value
            ? InfnoResult.Refused("E-SETTLEMENT-UNKNOWN") with { Person = person.Id }
            : InfnoResult.Done(Output(call, person, row)) with { Person = person.Id };
    }

    private static JsonObject Output(InfnoCall call, PersonFacts person, SettlementRow row)
    {
        var enrolment = person.EnrolmentOn(row.ServiceOn, row.Insutype) ?? person.Enrolments[0];
        var output = SetlInfo.Of(person, enrolment, row);
        var info = (JsonObject)output["setlinfo"]!;
        info.Remove("hosp_part_amt");
        Rename(info, "psn_part_amt", "psn_pay");
        Rename(info, "psn_cash_pay", "cash_payamt");
        var day = row.ServiceOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        info["pay_loc"] = row.Channel == "internet" ? InternetHospital : Institution;
        info["fixmedins_code"] = call.Institution.Code;
        info["fixmedins_name"] = call.Institution.Name;
        info["begndate"] = day;
        info["enddate"] = day;
        info["year"] = (row.BenefitYear ?? row.ServiceOn.Year).ToString(CultureInfo.InvariantCulture);
        info["refd_setl_flag"] = row.Reverses is not null || row.ReversedBy is not null ? "1" : "0";
        info["dise_codg"] = row.DiseCodg ?? "";
        info["invono"] = row.Invono ?? "";
        info["opter_id"] = row.OpterNo;
        info["opter_name"] = row.OpterName;
        info["opt_time"] = BeijingTime.Text(row.SettledAt);
        return output;
    }

    private static void Rename(JsonObject info, string from, string to)
    {
        var value = info[from];
        info.Remove(from);
        info[to] = value;
    }
}
