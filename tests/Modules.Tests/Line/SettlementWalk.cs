using System.Text.Json.Nodes;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>One person's walk from the visit to the settlement, over the national interface.</summary>
public sealed class SettlementWalk(LineHost host, LinePerson person)
{
    public string MdtrtId { get; private set; } = "";

    public string SetlId { get; private set; } = "";

    public string PsnNo => person.PsnNo;

    /// <summary>When the visit began, where the test says so.</summary>
    public string? Day { get; private set; }

    public static async Task<SettlementWalk> DiagnosedAsync(
        LineHost host,
        LinePerson person,
        string channel = "internet",
        string? day = null,
        string? institution = null)
    {
        void At(JsonObject message) =>
            message["fixmedins_code"] = institution ?? message["fixmedins_code"]!.DeepClone();

        var walk = new SettlementWalk(host, person) { Day = day };
        var opening = person.Opening(data =>
        {
            data["exp_content"] = new JsonObject { ["visit_channel"] = channel };
            data["begntime"] = day ?? data["begntime"]!.DeepClone();
            if (institution is not null)
            {
                data["atddr_no"] = host.First(
                    "practitioners", row => (string)row["institution"]! == institution)["code"]!.DeepClone();
            }
        });
        walk.MdtrtId = (string)(await host.CallAsync("2201", opening, At)).ShouldSucceed()
            .Output["data"]!["mdtrt_id"]!;
        (await host.CallAsync("2203", person.Upload(walk.MdtrtId), At)).ShouldSucceed();
        return walk;
    }

    public static JsonObject Line(
        string sn,
        string mdtrtId,
        string psnNo,
        string code,
        decimal price,
        decimal count = 1,
        string batch = "B1") => new()
        {
            ["feedetl_sn"] = sn,
            ["mdtrt_id"] = mdtrtId,
            ["psn_no"] = psnNo,
            ["chrg_bchno"] = batch,
            ["rx_circ_flag"] = "0",
            ["fee_ocur_time"] = "2026-11-20 09:00:00",
            ["med_list_codg"] = code,
            ["medins_list_codg"] = "L" + code,
            ["det_item_fee_sumamt"] = decimal.Round(price * count, 2, MidpointRounding.AwayFromZero),
            ["cnt"] = count,
            ["pric"] = price,
            ["bilg_dept_codg"] = "0301",
            ["bilg_dept_name"] = "心血管内科",
            ["bilg_dr_codg"] = "D1",
            ["bilg_dr_name"] = "x",
            ["hosp_appr_flag"] = "1",
        };

    public JsonObject Fees(params IEnumerable<JsonObject> lines) =>
        new() { ["feedetail"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]) };

    public Task<Answer> UploadAsync(params (string Code, decimal Price, decimal Count)[] lines) =>
        host.CallAsync("2204", Fees(lines.Select((line, at) =>
            Line($"F{at + 1}", MdtrtId, person.PsnNo, line.Code, line.Price, line.Count))));

    public JsonObject Settling(
        decimal fee, decimal inScope, bool account = true, Action<JsonObject>? change = null, string batch = "B1")
    {
        var data = new JsonObject
        {
            ["psn_no"] = person.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = person.Token,
            ["med_type"] = "11",
            ["medfee_sumamt"] = fee,
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = MdtrtId,
            ["chrg_bchno"] = batch,
            ["insutype"] = "310",
            ["acct_used_flag"] = account ? "1" : "0",
            ["invono"] = "INV1",
            ["fulamt_ownpay_amt"] = "0.00",
            ["overlmt_selfpay"] = 0,
            ["preselfpay_amt"] = 0,
            ["inscp_scp_amt"] = inScope,
        };
        change?.Invoke(data);
        return new() { ["data"] = data };
    }

    public async Task<JsonObject> SettleAsync(
        decimal fee, decimal inScope, bool account = true, Action<JsonObject>? change = null)
    {
        var answer = (await host.CallAsync("2207", Settling(fee, inScope, account, change))).ShouldSucceed();
        SetlId = (string)answer.Output["setlinfo"]!["setl_id"]!;
        return answer.Output;
    }

    public JsonObject Reversing() => new()
    {
        ["data"] = new JsonObject { ["setl_id"] = SetlId, ["mdtrt_id"] = MdtrtId, ["psn_no"] = person.PsnNo },
    };
}
