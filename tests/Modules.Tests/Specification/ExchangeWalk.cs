using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Prescriptions;

namespace Mingsuan.Modules.Tests.Specification;

/// <summary>The rest of the walk: what is asked, filed, mapped, uploaded and reconciled around settlements.</summary>
internal static class ExchangeWalk
{
    private const string Own = "L-WALK";

    public static async Task RunAsync(LineHost host, LinePerson person, Func<string, JsonNode, Task<JsonNode>> call)
    {
        await call("1901", FilingInputs.Data(("type", "insutype")));
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((SettledStage.Consultation, 7.50m, 1), (SettledStage.Drug, 26.00m, 5))).ShouldSucceed();
        await call("2206A", walk.Settling(137.50m, 137.50m));
        var settled = await call("2207A", walk.Settling(137.50m, 137.50m));
        await QueryAsync(person, walk.MdtrtId, call);
        await FileAsync(host, person, call);
        await call("3301", FilingInputs.Mapping(Own, SettledStage.Drug));
        await call("3302", FilingInputs.Unmapping(Own, SettledStage.Drug));
        await ReconcileAsync(settled["setlinfo"]!, call);
        await SellAsync(new TraceStage(host), call);

        var list = FilingInputs.List(walk, person);
        list["setlinfo"]!["setl_id"] = settled["setlinfo"]!["setl_id"]!.DeepClone();
        await call("4101A", list);
    }

    private static async Task QueryAsync(
        LinePerson person, string mdtrtId, Func<string, JsonNode, Task<JsonNode>> call)
    {
        await call("5201", FilingInputs.Data(
            ("psn_no", person.PsnNo),
            ("begntime", "2026-11-20 00:00:00"),
            ("endtime", "2026-11-20 23:59:59"),
            ("med_type", "11")));
        await call("5202", FilingInputs.Data(("psn_no", person.PsnNo), ("mdtrt_id", mdtrtId)));
        await call("5204", FilingInputs.Data(("psn_no", person.PsnNo), ("mdtrt_id", mdtrtId)));
        await call("5206", FilingInputs.Data(("psn_no", person.PsnNo)));
    }

    private static async Task SellAsync(TraceStage stage, Func<string, JsonNode, Task<JsonNode>> call)
    {
        var code = TraceStage.NewCode();
        JsonObject Sale(string node, JsonObject line) => new() { [node] = line };
        await call("3505", Sale("selinfo", stage.Goods(null, code)));
        await call("3513", FilingInputs.Data(("drug_trac_codg", code)));
        await call("3506", Sale("selinfo", stage.Goods(null, code)));
        var mistaken = stage.Goods(null);
        await call("3505A", Sale("selinfoDetail", mistaken));
        await call("3507", FilingInputs.Data(
            ("fixmedins_bchno", mistaken["fixmedins_bchno"]!.DeepClone()), ("inv_data_type", "4")));
    }

    private static async Task FileAsync(LineHost host, LinePerson person, Func<string, JsonNode, Task<JsonNode>> call)
    {
        var disease = await call("2503", FilingInputs.Disease(host, person));
        await call("5301", FilingInputs.Data(("psn_no", person.PsnNo)));
        await call("2504", FilingInputs.Withdrawal(Number(disease), person));
        var choice = await call("2505", FilingInputs.Choice(host, person));
        await call("5302", FilingInputs.Data(("psn_no", person.PsnNo), ("biz_appy_type", "03")));
        await call("2506", FilingInputs.Withdrawal(Number(choice), person));
    }

    private static async Task ReconcileAsync(JsonNode settled, Func<string, JsonNode, Task<JsonNode>> call)
    {
        JsonObject Statement(params (string Name, JsonNode? Value)[] more) => FilingInputs.Data(
        [
            ("insutype", "310"),
            ("clr_type", "11"),
            ("setl_optins", "532301"),
            ("stmt_begndate", "2026-11-20"),
            ("stmt_enddate", "2026-11-20"),
            ("medfee_sumamt", settled["medfee_sumamt"]!.DeepClone()),
            ("fund_pay_sumamt", settled["fund_pay_sumamt"]!.DeepClone()),
            ("fixmedins_setl_cnt", 1),
            .. more,
        ]);
        await call("3201", Statement(("acct_pay", settled["acct_pay"]!.DeepClone())));
        string[] columns = ["setl_id", "mdtrt_id", "psn_no", "medfee_sumamt", "fund_pay_sumamt", "acct_pay"];
        var line = string.Join('\t', columns.Select(column => settled[column]!.ToString()).Append("0"));
        var file = await call("9101", FilingInputs.Upload(Encoding.UTF8.GetBytes(line), "detail.txt"));
        await call("3202", Statement(
            ("cash_payamt", settled["psn_cash_pay"]!.DeepClone()),
            ("file_qury_no", file["file_qury_no"]!.DeepClone()),
            ("refd_setl_flag", "0")));
    }

    private static string Number(JsonNode output) => (string)output["result"]!["trt_dcla_detl_sn"]!;
}
