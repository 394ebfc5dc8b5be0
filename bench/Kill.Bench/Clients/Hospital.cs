using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Time;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>One insured person of the demonstration, who may be treated at its first hospital.</summary>
public sealed record Patient(string PsnNo, string Token, string Insutype, string Diagnosis);

/// <summary>One charge line as it is uploaded.</summary>
public sealed record Charge(string Code, decimal Price, int Count)
{
    public decimal Amount => Price * Count;
}

/// <summary>
/// The first hospital of the demonstration: the messages that its system sends, at today's date.
/// </summary>
public sealed class Hospital
{
    private const string Region = "532300";
    private const string Area = "5323";
    private static readonly Charge Consultation = new("110200001", 7.50m, 1);
    private readonly string code;
    private readonly string doctor;
    private readonly Charge[] drugs;
    private readonly string now;

    public Hospital(string demoFile, TimeProvider clock)
    {
        var demo = JsonNode.Parse(File.ReadAllText(demoFile))!.AsObject();
        code = (string)demo["institutions"]![0]!["code"]!;
        doctor = (string)demo["practitioners"]!.AsArray()
            .First(row => (string)row!["institution"]! == code)!["code"]!;
        drugs = [.. demo["drugs"]!.AsArray()
            .Where(row => (string)row!["class"]! is "A")
            .Select(row => new Charge(
                (string)row!["code"]!, decimal.Parse((string)row["price"]!, CultureInfo.InvariantCulture), 1))];
        Patients = [.. demo["insured"]!.AsArray().Where(MayBeTreated).Select(row => new Patient(
            (string)row!["psnNo"]!,
            (string)row["eCertToken"]!,
            (string)row["scheme"]! == "employee" ? "310" : "390",
            (string)row["lastOffline"]!["diagnosis"]!))];
        now = BeijingTime.Text(clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Its code as an institution.</summary>
    public string Code => code;

    public IReadOnlyList<Patient> Patients { get; }

    /// <summary>A message as the hospital's system sends it; its headers sign it.</summary>
    public JsonObject Message(string infno, string msgid, JsonNode input) => new()
    {
        ["infno"] = infno,
        ["msgid"] = msgid,
        ["mdtrtarea_admvs"] = Region,
        ["insuplc_admdvs"] = Region,
        ["recer_sys_code"] = "HIS",
        ["dev_no"] = "",
        ["cainfo"] = "",
        ["signtype"] = "",
        ["infver"] = "V1.0",
        ["opter_type"] = "1",
        ["opter"] = "1001",
        ["opter_name"] = "收费员",
        ["inf_time"] = now,
        ["fixmedins_code"] = code,
        ["fixmedins_name"] = "x",
        ["sign_no"] = "",
        ["input"] = input.DeepClone(),
    };

    /// <summary>1 to 5 lines: a consultation or none, and some drugs.</summary>
    public IReadOnlyList<Charge> Charges(Random random)
    {
        var chosen = drugs.OrderBy(_ => random.Next()).Take(random.Next(1, Math.Min(4, drugs.Length) + 1))
            .Select(drug => drug with { Count = random.Next(1, 4) });
        return random.Next(2) == 0 ? [Consultation, .. chosen] : [.. chosen];
    }

    public JsonObject Opening(Patient patient, string channel) => Data(new JsonObject
    {
        ["psn_no"] = patient.PsnNo,
        ["insutype"] = patient.Insutype,
        ["begntime"] = now,
        ["mdtrt_cert_type"] = "01",
        ["mdtrt_cert_no"] = patient.Token,
        ["ipt_otp_no"] = "MZ0001",
        ["atddr_no"] = doctor,
        ["dr_name"] = "x",
        ["dept_code"] = "0301",
        ["dept_name"] = "心血管内科",
        ["caty"] = "A03",
        ["exp_content"] = new JsonObject { ["visit_channel"] = channel },
    });

    public JsonObject Diagnosing(Patient patient, string visit) => new()
    {
        ["mdtrtinfo"] = new JsonObject
        {
            ["mdtrt_id"] = visit,
            ["psn_no"] = patient.PsnNo,
            ["med_type"] = "11",
            ["begntime"] = now,
            ["main_cond_dscr"] = "复诊续方",
        },
        ["diseinfo"] = new JsonArray(new JsonObject
        {
            ["diag_type"] = "1",
            ["diag_srt_no"] = 1,
            ["diag_code"] = patient.Diagnosis,
            ["diag_name"] = "高血压病",
            ["diag_dept"] = "心血管内科",
            ["dise_dor_no"] = doctor,
            ["dise_dor_name"] = "x",
            ["diag_time"] = now,
            ["vali_flag"] = "1",
        }),
    };

    public JsonObject Charging(Patient patient, string visit, string batch, IReadOnlyList<Charge> charges) => new()
    {
        ["feedetail"] = new JsonArray([.. charges.Select((charge, at) => (JsonNode)new JsonObject
        {
            ["feedetl_sn"] = string.Create(CultureInfo.InvariantCulture, $"F{at + 1}"),
            ["mdtrt_id"] = visit,
            ["psn_no"] = patient.PsnNo,
            ["chrg_bchno"] = batch,
            ["rx_circ_flag"] = "0",
            ["fee_ocur_time"] = now,
            ["med_list_codg"] = charge.Code,
            ["medins_list_codg"] = "L" + charge.Code,
            ["det_item_fee_sumamt"] = charge.Amount,
            ["cnt"] = charge.Count,
            ["pric"] = charge.Price,
            ["bilg_dept_codg"] = "0301",
            ["bilg_dept_name"] = "心血管内科",
            ["bilg_dr_codg"] = doctor,
            ["bilg_dr_name"] = "x",
            ["hosp_appr_flag"] = "1",
        })]),
    };

    /// <summary>2206 and 2207: the totals are those that 2204 answered for its lines.</summary>
    public static JsonObject Settling(Patient patient, string visit, string batch, JsonArray lines, bool account)
    {
        decimal Sum(string name) => lines.Sum(line => (decimal)line![name]!);
        return Data(new JsonObject
        {
            ["psn_no"] = patient.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = patient.Token,
            ["med_type"] = "11",
            ["medfee_sumamt"] = Sum("det_item_fee_sumamt"),
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = visit,
            ["chrg_bchno"] = batch,
            ["insutype"] = patient.Insutype,
            ["acct_used_flag"] = account ? "1" : "0",
            ["invono"] = "INV1",
            ["fulamt_ownpay_amt"] = Sum("fulamt_ownpay_amt"),
            ["overlmt_selfpay"] = Sum("overlmt_amt"),
            ["preselfpay_amt"] = Sum("preselfpay_amt"),
            ["inscp_scp_amt"] = Sum("inscp_scp_amt"),
        });
    }

    public static JsonObject Reversing(Patient patient, string visit, string settlement) => Data(new JsonObject
    {
        ["setl_id"] = settlement,
        ["mdtrt_id"] = visit,
        ["psn_no"] = patient.PsnNo,
    });

    public static JsonObject Undoing(Patient patient, string msgid) => Data(new JsonObject
    {
        ["psn_no"] = patient.PsnNo,
        ["omsgid"] = msgid,
        ["oinfno"] = "2207",
    });

    private static JsonObject Data(JsonObject data) => new() { ["data"] = data };

    private static bool MayBeTreated(JsonNode? row) =>
        ((string)row!["area"]!).StartsWith(Area, StringComparison.Ordinal)
        && (string)row["entitlement"]! == "active" && row["lastOffline"] is not null;
}
