using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Browser.Tests.Agency;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Browser.Tests.Patients;

/// <summary>
/// 有处方的就诊 — a visit of the first insured person as a hospital's system sends it: opened, diagnosed, paid for, with a
/// prescription that circulates. All of it over HTTP.
/// </summary>
internal sealed class PrescribedVisit(PlatformServer server) : IDisposable
{
    private const string Hospital = "H53230100002", HospitalName = "云岭医院";
    private const string Doctor = "D532301000201", DoctorName = "普云舒";
    private const string Pharmacist = "HY532301000201", PharmacistName = "周审言";
    private const string Drug = "XC08CAB049A001010100101";
    private const string Morning = "2026-11-20 09:00:00";
    private const int Packs = 3;
    private readonly HttpClient client = new() { BaseAddress = new Uri(server.Address) };
    private int messages;

    private JsonNode Who => server.Demo["insured"]![0]!;

    /// <summary>Sends it all; gives the prescription's number.</summary>
    public async Task<string> SendAsync()
    {
        var number = (string)Who["psnNo"]!;
        var visit = (string)(await CallAsync("2201", new() { ["data"] = Opening(number) }))["data"]!["mdtrt_id"]!;
        await CallAsync("2203", SettledPlatform.Diagnosis(visit, number, Morning));
        var rx = await PrescribeAsync(visit);
        await CallAsync("2204", SettledPlatform.Fees(visit, number, Morning, Packs));
        await CallAsync("2207", new() { ["data"] = SettledPlatform.Settling(visit, Who, "310", Packs) });
        return rx;
    }

    public void Dispose() => client.Dispose();

    private async Task<string> PrescribeAsync(string visit)
    {
        var prescribed = await MethodAsync("uploadChk", Checking(visit));
        var original = Original(visit, prescribed);
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(original.ToJsonString()));
        var signed = await MethodAsync("rxFixmedinsSign", new()
        {
            ["fixmedinsCode"] = Hospital,
            ["originalValue"] = text,
            ["originalRxFile"] = Convert.ToBase64String("%PDF-1.7\nx\n%%EOF\n"u8),
            ["extras"] = Signed("doctor", Doctor, text),
        });
        original["rxFile"] = signed["rxFile"]!.DeepClone();
        original["signDigest"] = signed["signDigest"]!.DeepClone();
        original["extras"] = Signed("pharmacist", Pharmacist, text).ToJsonString();
        await MethodAsync("rxFileUpld", original);
        return (string)prescribed["hiRxno"]!;
    }

    private JsonObject Signed(string role, string who, string text)
    {
        using var key = Sm2PrivateKey.TryImportNumber(
            Sm3.Hash(Encoding.UTF8.GetBytes("mingsuan demo key " + who)))!;
        var row = server.Demo["practitioners"]!.AsArray().Concat(server.Demo["staff"]!.AsArray())
            .Single(one => (string)one!["code"]! == who)!;
        return new()
        {
            [role + "Signature"] = Convert.ToHexString(key.Sign(Convert.FromBase64String(text))),
            [role + "Certificate"] = row["certificate"]!.DeepClone(),
        };
    }

    private JsonObject Opening(string number) => new()
    {
        ["psn_no"] = number,
        ["insutype"] = "310",
        ["begntime"] = Morning,
        ["mdtrt_cert_type"] = "01",
        ["mdtrt_cert_no"] = Who["eCertToken"]!.DeepClone(),
        ["ipt_otp_no"] = "MZ0001",
        ["atddr_no"] = Doctor,
        ["dr_name"] = DoctorName,
        ["dept_code"] = "0301",
        ["dept_name"] = "心血管内科",
        ["caty"] = "A03",
        ["exp_content"] = new JsonObject { ["visit_channel"] = "internet" },
    };

    private JsonObject Checking(string visit) => new()
    {
        ["mdtrtCertType"] = "01",
        ["ecToken"] = Who["eCertToken"]!.DeepClone(),
        ["authNo"] = "A1",
        ["bizTypeCode"] = "02",
        ["hospRxno"] = "RX1",
        ["rxTypeCode"] = "1",
        ["prscTime"] = Morning,
        ["rxDrugCnt"] = 1,
        ["valiDays"] = 3,
        ["valiEndTime"] = "2026-11-23 09:00:00",
        ["rxdrugdetail"] = new JsonArray(Detail()),
        ["mdtrtinfo"] = Visit(visit),
        ["diseinfo"] = new JsonObject
        {
            ["diagType"] = "1",
            ["maindiagFlag"] = "1",
            ["diagSrtNo"] = 1,
            ["diagCode"] = "I10.x00x002",
            ["diagName"] = "高血压病",
            ["diagDept"] = "心血管内科",
            ["diagDeptCode"] = "0301",
            ["diagDrNo"] = Doctor,
            ["diagDrName"] = DoctorName,
            ["diagTime"] = Morning,
        },
    };

    private static JsonObject Detail() => new()
    {
        ["medListCodg"] = Drug,
        ["rxItemTypeCode"] = "11",
        ["drugGenname"] = "苯磺酸氨氯地平片",
        ["drugDosform"] = "片剂",
        ["drugSpec"] = "5mg*28片",
        ["medcWayCodg"] = "1",
        ["medcWayDscr"] = "口服",
        ["medcBegntime"] = "2026-11-20 00:00:00",
        ["medcEndtime"] = "2026-11-26 00:00:00",
        ["medcDays"] = 7,
        ["sinDosunt"] = "mg",
        ["sinDoscnt"] = 5,
        ["usedFrquCodg"] = "11",
        ["usedFrquName"] = "每日一次",
        ["drugDosunt"] = "盒",
        ["drugCnt"] = Packs,
        ["drugPric"] = 26.00m,
        ["hospApprFlag"] = "0",
    };

    private JsonObject Visit(string visit) => new()
    {
        ["fixmedinsName"] = HospitalName,
        ["fixmedinsCode"] = Hospital,
        ["mdtrtId"] = visit,
        ["medType"] = "11",
        ["iptOtpNo"] = "MZ0001",
        ["psnNo"] = Who["psnNo"]!.DeepClone(),
        ["patnName"] = Who["name"]!.DeepClone(),
        ["psnCertType"] = "01",
        ["certno"] = Who["certno"]!.DeepClone(),
        ["patnAge"] = 45,
        ["gend"] = "1",
        ["prscDeptName"] = "心血管内科",
        ["prscDeptCode"] = "0301",
        ["drCode"] = Doctor,
        ["prscDrName"] = DoctorName,
        ["drDeptCode"] = "0301",
        ["drDeptName"] = "心血管内科",
        ["mdtrtTime"] = Morning,
        ["spDiseFlag"] = "0",
        ["maindiagCode"] = "I10.x00x002",
        ["maindiagName"] = "高血压病",
    };

    private JsonObject Original(string visit, JsonObject prescribed) => new()
    {
        ["rxTraceCode"] = prescribed["rxTraceCode"]!.DeepClone(),
        ["hiRxno"] = prescribed["hiRxno"]!.DeepClone(),
        ["mdtrtId"] = visit,
        ["patnName"] = Who["name"]!.DeepClone(),
        ["psnCertType"] = "01",
        ["certno"] = Who["certno"]!.DeepClone(),
        ["fixmedinsName"] = HospitalName,
        ["fixmedinsCode"] = Hospital,
        ["drCode"] = Doctor,
        ["prscDrName"] = DoctorName,
        ["pharDeptName"] = "药剂科",
        ["pharDeptCode"] = "0901",
        ["pharCode"] = Pharmacist,
        ["pharName"] = PharmacistName,
        ["pharChkTime"] = "2026-11-20 09:05:00",
    };

    private async Task<JsonObject> MethodAsync(string method, JsonObject data)
    {
        var answer = await PostAsync(
            "/epc/api/fixmedins/" + method, new() { ["appId"] = Hospital, ["data"] = data });
        ((int)answer["code"]!).ShouldBe(0, (string?)answer["message"]);
        return (answer["data"] ?? answer["encData"])!.AsObject();
    }

    private async Task<JsonObject> CallAsync(string infno, JsonObject input)
    {
        var answer = await PostAsync("/fsi/api", new()
        {
            ["infno"] = infno,
            ["msgid"] = string.Create(CultureInfo.InvariantCulture, $"{Hospital}20261120{++messages:D10}"),
            ["mdtrtarea_admvs"] = "532300",
            ["insuplc_admdvs"] = "532300",
            ["recer_sys_code"] = "HIS",
            ["signtype"] = "",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = Morning,
            ["fixmedins_code"] = Hospital,
            ["fixmedins_name"] = "x",
            ["sign_no"] = "",
            ["input"] = input,
        });
        ((int)answer["infcode"]!).ShouldBe(0, (string?)answer["err_msg"]);
        return answer["output"]!.AsObject();
    }

    private async Task<JsonObject> PostAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }
}
