using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>The inputs of the filings, mappings and lists, as a hospital's system sends them.</summary>
internal static class FilingInputs
{
    public const string Hypertension = "M03900";
    public const string Unknown = "01HK153X00EGESG6WNFPFGDP3E";

    public static string Code(LineHost host, int institution) =>
        (string)host.Demo["institutions"]![institution]!["code"]!;

    public static Action<JsonObject> From(LineHost host, int institution) =>
        message => message["fixmedins_code"] = Code(host, institution);

    public static FakeClock Clock(LineHost host) =>
        (FakeClock)host.Services.GetService(typeof(TimeProvider))!;

    public static JsonObject Data(params (string Name, JsonNode? Value)[] fields)
    {
        var data = new JsonObject();
        foreach (var (name, value) in fields)
        {
            data[name] = value;
        }

        return new() { ["data"] = data };
    }

    public static JsonObject Disease(LineHost host, LinePerson person, Action<JsonObject>? change = null)
    {
        var input = Data(
            ("psn_no", person.PsnNo),
            ("insutype", "310"),
            ("opsp_dise_code", Hypertension),
            ("opsp_dise_name", "高血压"),
            ("tel", "0878-0000000"),
            ("addr", "样例路 1 号"),
            ("insu_optins", "532301"),
            ("ide_fixmedins_no", Code(host, 0)),
            ("ide_fixmedins_name", "x"),
            ("hosp_ide_date", "2026-11-18"),
            ("diag_dr_codg", (string)host.Demo["practitioners"]![0]!["code"]!),
            ("diag_dr_name", "x"),
            ("begndate", "2026-11-20"),
            ("enddate", ""));
        change?.Invoke((JsonObject)input["data"]!);
        return input;
    }

    public static JsonObject Choice(LineHost host, LinePerson person, Action<JsonObject>? change = null)
    {
        var input = Data(
            ("psn_no", person.PsnNo),
            ("biz_appy_type", "03"),
            ("begndate", "2026-11-20"),
            ("enddate", "2027-12-31"),
            ("agnter_rlts", "1"),
            ("agnter_name", "代某"),
            ("fix_srt_no", "1"),
            ("fixmedins_code", Code(host, 0)),
            ("fixmedins_name", "x"));
        change?.Invoke((JsonObject)input["data"]!);
        return input;
    }

    public static JsonObject Withdrawal(string number, LinePerson person, string? reason = "填报有误") =>
        Data(("trt_dcla_detl_sn", number), ("psn_no", person.PsnNo), ("memo", reason));

    public static string Number(Answer answer) =>
        (string)answer.ShouldSucceed().Output["result"]!["trt_dcla_detl_sn"]!;

    public static JsonObject Mapping(string own, string national, Action<JsonObject>? change = null)
    {
        var input = Data(
            ("fixmedins_hilist_id", own),
            ("fixmedins_hilist_name", "院内药品"),
            ("list_type", "101"),
            ("med_list_codg", national),
            ("begndate", "2026-01-01"),
            ("spec", "5mg×28片"),
            ("exctCont", "无"));
        change?.Invoke((JsonObject)input["data"]!);
        return input;
    }

    public static JsonObject Unmapping(string own, string national) => Data(
        ("fixmedins_hilist_id", own), ("list_type", "101"), ("med_list_codg", national));

    public static JsonObject List(SettlementWalk walk, LinePerson person, Action<JsonObject>? change = null)
    {
        var info = new JsonObject
        {
            ["psn_no"] = person.PsnNo,
            ["mdtrt_id"] = walk.MdtrtId,
            ["setl_id"] = walk.SetlId,
            ["setl_begn_date"] = "2026-11-20",
            ["setl_end_date"] = "2026-11-20",
            ["stas_type"] = "0",
            ["unheard_of"] = "一并保留",
        };
        foreach (var name in new[]
        {
            "medcasno", "ntly", "coner_name", "patn_rlts", "coner_addr", "coner_tel", "ipt_med_type", "dscg_caty",
            "bill_code", "bill_no", "biz_sn", "hi_paymtd", "medins_fill_dept", "medins_fill_psn", "resp_nurs_code",
        })
        {
            info[name] = "1";
        }

        var input = new JsonObject
        {
            ["setlinfo"] = info,
            ["opspdiseinfo"] = new JsonArray(new JsonObject
            {
                ["diag_name"] = "高血压",
                ["diag_code"] = "I10.x00x002",
                ["oprn_oprt_name"] = "-",
                ["oprn_oprt_code"] = "-",
            }),
            ["diseinfo"] = new JsonArray(),
        };
        change?.Invoke(input);
        return input;
    }

    public static JsonObject Upload(byte[] content, string name = "对账.zip") => new()
    {
        ["fsUploadIn"] = new JsonObject
        {
            ["in"] = Convert.ToBase64String(content),
            ["filename"] = name,
            ["fixmedins_code"] = "plc",
        },
    };

    public static JsonObject Download(string number) => new()
    {
        ["fsDownloadIn"] = new JsonObject
        {
            ["file_qury_no"] = number,
            ["filename"] = "plc",
            ["fixmedins_code"] = "plc",
        },
    };

    public static Guid Person(LinePerson person) => WireId.Decode(person.PsnNo);
}
