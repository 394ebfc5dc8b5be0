using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>One whole settlement to be asked for: whose visit, where.</summary>
internal readonly record struct Errand(long Visit, long Person, long Institution);

/// <summary>What the client states in 2207: the sums that 2204 answered.</summary>
internal sealed record Stated(decimal Fee, decimal FullSelfPay, decimal OverLimit, decimal InitialCopay, decimal Scope);

/// <summary>2204, 2206 and 2207 of five lines, as a hospital's system sends them.</summary>
internal static class Messages
{
    public const string Batch = "BATCH-000000000001";
    public const string MsgidStart = "H53230100002";

    private static readonly (string Code, decimal Price, int Count)[] Lines =
    [
        ("110200001", 7.50m, 1),
        ("XC08CAB049A001010100101", 26.00m, 3),
        ("XA10BAE023A001010100102", 18.50m, 2),
        ("XC08CAX078A015010100103", 32.00m, 2),
        ("ZA01BAL0087020100106", 45.00m, 1),
    ];

    public static string Fees(Errand errand, long message)
    {
        var lines = new JsonArray([.. Lines.Select((line, at) => (JsonNode)new JsonObject
        {
            ["feedetl_sn"] = $"F{at + 1}",
            ["mdtrt_id"] = WireId.Encode(Ids.Visit(errand.Visit)),
            ["psn_no"] = WireId.Encode(Ids.Person(errand.Person)),
            ["chrg_bchno"] = Batch,
            ["rx_circ_flag"] = "0",
            ["fee_ocur_time"] = "2026-11-20 09:00:00",
            ["med_list_codg"] = line.Code,
            ["medins_list_codg"] = "L" + line.Code,
            ["det_item_fee_sumamt"] = line.Price * line.Count,
            ["cnt"] = line.Count,
            ["pric"] = line.Price,
            ["bilg_dept_codg"] = "0301",
            ["bilg_dept_name"] = "Cardiology",
            ["bilg_dr_codg"] = "D1",
            ["bilg_dr_name"] = "x",
            ["hosp_appr_flag"] = "1",
        })]);
        return Envelope("2204", errand, message, new JsonObject { ["feedetail"] = lines });
    }

    public static string Settling(string infno, Errand errand, long message, Stated stated) => Envelope(
        infno,
        errand,
        message,
        new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = WireId.Encode(Ids.Person(errand.Person)),
                ["mdtrt_cert_type"] = "02",
                ["mdtrt_cert_no"] = "",
                ["med_type"] = "11",
                ["medfee_sumamt"] = stated.Fee,
                ["psn_setlway"] = "01",
                ["mdtrt_id"] = WireId.Encode(Ids.Visit(errand.Visit)),
                ["chrg_bchno"] = Batch,
                ["insutype"] = "310",
                ["acct_used_flag"] = "1",
                ["invono"] = "INV1",
                ["fulamt_ownpay_amt"] = stated.FullSelfPay,
                ["overlmt_selfpay"] = stated.OverLimit,
                ["preselfpay_amt"] = stated.InitialCopay,
                ["inscp_scp_amt"] = stated.Scope,
            },
        });

    public static string Envelope(string infno, Errand errand, long message, JsonNode input) =>
        Envelope(infno, Ids.InstitutionCode(errand.Institution), message, input);

    public static string Envelope(string infno, string institution, long message, JsonNode input) => new JsonObject
    {
        ["infno"] = infno,
        ["msgid"] = MsgidStart + message.ToString("D18", CultureInfo.InvariantCulture),
        ["mdtrtarea_admvs"] = "532300",
        ["insuplc_admdvs"] = "532300",
        ["recer_sys_code"] = "HIS",
        ["dev_no"] = "",
        ["cainfo"] = "",
        ["signtype"] = "",
        ["infver"] = "V1.0",
        ["opter_type"] = "1",
        ["opter"] = "1001",
        ["opter_name"] = "bench",
        ["inf_time"] = "2026-11-20 09:00:00",
        ["fixmedins_code"] = institution,
        ["fixmedins_name"] = "x",
        ["sign_no"] = "",
        ["input"] = input,
    }.ToJsonString();
}
