using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Browser.Tests.Agency;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Browser.Tests.Review;

/// <summary>
/// 有命中的平台 — two follow-ups of one day in one place, and a follow-up beside a consultation in another; all of it came in
/// over HTTP.
/// </summary>
public sealed class ReviewedPlatform : IAsyncLifetime
{
    private const string Nantong = "H32061300001", Jining = "H37081100001", Desk = "demo-hospital-2026";
    private readonly HttpClient client = new();
    private int messages;

    private readonly PlatformServer server = new()
    {
        Replace = services => services.AddSingleton(StaffList.Of(
            ("demo-agency-2026", new Operator("agency", "agency")),
            ("demo-bureau-2026", new Operator("bureau", "bureau", "370000")),
            ("demo-health-2026", new Operator("health", "healthCommission")),
            (Desk, new Operator("hospital", "hospital", "", Jining)))),
    };

    public string Address => server.Address;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await SettleAsync(Nantong, "320600", 10, "D320613000101", "2026-11-20 08:00:00");
        await SettleAsync(Nantong, "320600", 10, "D320613000101", "2026-11-20 08:30:00");
        await SettleAsync(Jining, "370800", 9, "D370811000101", "2026-11-20 08:10:00");
        var ticket = await PostAsync("/consultations", null, new()
        {
            ["to"] = Jining,
            ["contact"] = "0537-0000000",
            ["topic"] = "用药咨询",
            ["question"] = "降压药可以饭后吃吗？",
        });
        await PostAsync($"/hospital/consultations/{(string)ticket["number"]!}/answer", Desk, new()
        {
            ["answer"] = "可以。",
            ["psn_no"] = server.Demo["insured"]![9]!["psnNo"]!.DeepClone(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private async Task SettleAsync(string hospital, string area, int person, string doctor, string began)
    {
        var who = server.Demo["insured"]![person]!;
        var number = (string)who["psnNo"]!;
        var opened = await CallAsync(hospital, area, "2201", new()
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = number,
                ["insutype"] = "310",
                ["begntime"] = began,
                ["mdtrt_cert_type"] = "01",
                ["mdtrt_cert_no"] = who["eCertToken"]!.DeepClone(),
                ["ipt_otp_no"] = "MZ1",
                ["atddr_no"] = doctor,
                ["dr_name"] = "x",
                ["dept_code"] = "0301",
                ["dept_name"] = "心血管内科",
                ["caty"] = "A03",
                ["exp_content"] = new JsonObject { ["visit_channel"] = "internet" },
            },
        });
        var visit = (string)opened["data"]!["mdtrt_id"]!;
        await CallAsync(hospital, area, "2203", SettledPlatform.Diagnosis(visit, number, began));
        await CallAsync(hospital, area, "2204", SettledPlatform.Fees(visit, number, began, 2));
        await CallAsync(hospital, area, "2207", new() { ["data"] = SettledPlatform.Settling(visit, who, "310", 2) });
    }

    private async Task<JsonObject> CallAsync(string hospital, string area, string infno, JsonObject input)
    {
        var answer = await SendAsync("/fsi/api", null, new()
        {
            ["infno"] = infno,
            ["msgid"] = string.Create(CultureInfo.InvariantCulture, $"{hospital}20261120{++messages:D10}"),
            ["mdtrtarea_admvs"] = area,
            ["insuplc_admdvs"] = area,
            ["recer_sys_code"] = "HIS",
            ["signtype"] = "",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = "2026-11-20 09:00:00",
            ["fixmedins_code"] = hospital,
            ["fixmedins_name"] = "x",
            ["sign_no"] = "",
            ["input"] = input,
        });
        ((int)answer["infcode"]!).ShouldBe(0, (string?)answer["err_msg"]);
        return answer["output"]!.AsObject();
    }

    private Task<JsonObject> PostAsync(string path, string? token, JsonObject body) =>
        SendAsync("/api/v1" + path, token, body);

    private async Task<JsonObject> SendAsync(string path, string? token, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", $"review-{++messages}");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
