using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Browser.Tests.Agency;

namespace Mingsuan.Browser.Tests.Journey;

/// <summary>线上复诊 — a hospital's visits online as its system sends them over the national interface.</summary>
internal sealed class OnlineVisits(PlatformServer server, LeapingClock clock, string institution) : IDisposable
{
    private const int Packs = 30;
    private const string DoctorCode = "D532301000501", DoctorName = "沙映雪";
    private readonly HttpClient client = new();
    private int messages;

    /// <summary>A person's visit online, diagnosed and charged; gives what its settlement asks.</summary>
    public async Task<JsonObject> UploadAsync(int person)
    {
        var who = server.Demo["insured"]![person]!;
        var (number, now) = ((string)who["psnNo"]!, Now());
        var insutype = (string)who["scheme"]! == "employee" ? "310" : "390";
        var opened = Done(await CallAsync("2201", new() { ["data"] = Opening(who, insutype, now) }));
        var visit = (string)opened["data"]!["mdtrt_id"]!;
        Done(await CallAsync("2203", SettledPlatform.Diagnosis(visit, number, now)));
        Done(await CallAsync("2204", SettledPlatform.Fees(visit, number, now, Packs)));
        return SettledPlatform.Settling(visit, who, insutype, Packs);
    }

    /// <summary>Settles a visit; gives the answer as it came.</summary>
    public Task<JsonObject> SettleAsync(JsonObject data) =>
        CallAsync("2207", new() { ["data"] = data.DeepClone() });

    /// <summary>What the fund pays, of a settlement that was made.</summary>
    public static decimal FundOf(JsonObject answer) => decimal.Parse(
        Done(answer)["setlinfo"]!["fund_pay_sumamt"]!.ToString(), CultureInfo.InvariantCulture);

    public void Dispose() => client.Dispose();

    private static JsonObject Done(JsonObject answer)
    {
        ((int)answer["infcode"]!).ShouldBe(0, (string?)answer["err_msg"]);
        return answer["output"]!.AsObject();
    }

    private static JsonObject Opening(JsonNode who, string insutype, string now) => new()
    {
        ["psn_no"] = who["psnNo"]!.DeepClone(),
        ["insutype"] = insutype,
        ["begntime"] = now,
        ["mdtrt_cert_type"] = "01",
        ["mdtrt_cert_no"] = who["eCertToken"]!.DeepClone(),
        ["ipt_otp_no"] = "MZ-" + (string)who["psnNo"]!,
        ["atddr_no"] = DoctorCode,
        ["dr_name"] = DoctorName,
        ["dept_code"] = "0301",
        ["dept_name"] = "心血管内科",
        ["caty"] = "A03",
        ["exp_content"] = new JsonObject { ["visit_channel"] = "internet" },
    };

    private async Task<JsonObject> CallAsync(string infno, JsonObject input)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var envelope = new JsonObject
        {
            ["infno"] = infno,
            ["msgid"] = string.Create(CultureInfo.InvariantCulture, $"{institution}20261120{++messages:D10}"),
            ["mdtrtarea_admvs"] = "532300",
            ["insuplc_admdvs"] = "532300",
            ["recer_sys_code"] = "HIS",
            ["signtype"] = "",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = Now(),
            ["fixmedins_code"] = institution,
            ["fixmedins_name"] = "x",
            ["sign_no"] = "",
            ["input"] = input,
        };
        using var content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(server.Address + "/fsi/api"), content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private string Now() => clock.GetUtcNow().AddHours(8)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
