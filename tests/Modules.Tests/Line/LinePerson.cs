using System.Text.Json.Nodes;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>The inputs of the line's transactions for one insured person of the demonstration.</summary>
public sealed class LinePerson(LineHost host, JsonObject row)
{
    public static LinePerson First(LineHost host, string scheme = "employee") =>
        new(host, host.First("insured", row => (string)row["scheme"]! == scheme));

    public static LinePerson At(LineHost host, int place) => new(host, host.Demo["insured"]![place]!.AsObject());

    public string PsnNo => (string)row["psnNo"]!;

    public string Token => (string)row["eCertToken"]!;

    public string Name => (string)row["name"]!;

    public string Certno => (string)row["certno"]!;

    public string Insutype => (string)row["scheme"]! == "employee" ? "310" : "390";

    public JsonObject Opening(Action<JsonObject>? change = null)
    {
        var data = new JsonObject
        {
            ["psn_no"] = PsnNo,
            ["insutype"] = Insutype,
            ["begntime"] = "2026-11-20 09:00:00",
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = Token,
            ["ipt_otp_no"] = "MZ0001",
            ["atddr_no"] = (string)host.Demo["practitioners"]![0]!["code"]!,
            ["dr_name"] = "x",
            ["dept_code"] = "0301",
            ["dept_name"] = "心血管内科",
            ["caty"] = "A03",
        };
        change?.Invoke(data);
        return new() { ["data"] = data };
    }

    public async Task<string> OpenAsync(Action<JsonObject>? change = null) =>
        (string)(await host.CallAsync("2201", Opening(change))).ShouldSucceed().Output["data"]!["mdtrt_id"]!;

    public JsonObject Upload(string mdtrtId, string diagnosis = "I10.x00x002", string medType = "11") => new()
    {
        ["mdtrtinfo"] = new JsonObject
        {
            ["mdtrt_id"] = mdtrtId,
            ["psn_no"] = PsnNo,
            ["med_type"] = medType,
            ["begntime"] = "2026-11-20 09:00:00",
            ["main_cond_dscr"] = "复诊续方",
        },
        ["diseinfo"] = new JsonArray(new JsonObject
        {
            ["diag_type"] = "1",
            ["diag_srt_no"] = 1,
            ["diag_code"] = diagnosis,
            ["diag_name"] = "高血压病",
            ["diag_dept"] = "心血管内科",
            ["dise_dor_no"] = "D1",
            ["dise_dor_name"] = "x",
            ["diag_time"] = "2026-11-20 09:10:00",
            ["vali_flag"] = "1",
        }),
    };
}
