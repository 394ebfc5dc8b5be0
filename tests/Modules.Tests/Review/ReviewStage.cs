using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Modules.Tests.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Review;

/// <summary>A hospital of the demonstration, the pooling area that it calls from, and one of its doctors.</summary>
internal sealed record Place(string Hospital, string Area, string Doctor);

/// <summary>What a visit is opened and settled with.</summary>
internal sealed record Told(int Person, string Began, string Channel = "internet")
{
    public string? FirstVisit { get; init; }

    public string Diagnosis { get; init; } = "I10.x00x002";
}

/// <summary>
/// A platform with settlements in three regions, each reviewed by the rules of its own, and the officers who ask.
/// </summary>
internal sealed class ReviewStage(LineHost host)
{
    public const string Everywhere = "test-agency";
    public const string Agency = "test-agency-chuxiong";
    public const string Bureau = "test-bureau";
    public const string Health = "test-health";
    public const string Desk = "test-hospital";

    public static readonly Place Nantong = new("H32061300001", "320600", "D320613000101");
    public static readonly Place Jining = new("H37081100001", "370800", "D370811000101");
    public static readonly Place Yunling = new("H53230100002", "532300", "D532301000201");
    public static readonly Place Centre = new("H53230100001", "532300", "D532301000101");

    public LineHost Host => host;

    /// <summary>A visit from 2201 to 2207, as a hospital's system sends it; gives what 2208 takes.</summary>
    public async Task<JsonObject> SettleAsync(Place place, Told told)
    {
        var person = LinePerson.At(host, told.Person);
        var opening = person.Opening(data =>
        {
            data["begntime"] = told.Began;
            data["atddr_no"] = place.Doctor;
            data["exp_content"] = new JsonObject
            {
                ["visit_channel"] = told.Channel,
                ["first_visit"] = told.FirstVisit,
            };
        });
        var visit = (string)(await CallAsync(place, "2201", opening))["data"]!["mdtrt_id"]!;
        await CallAsync(place, "2203", person.Upload(visit, told.Diagnosis));
        var line = SettlementWalk.Line("F1", visit, person.PsnNo, MoneyStage.Drug, MoneyStage.Price, 2);
        await CallAsync(place, "2204", new JsonObject { ["feedetail"] = new JsonArray(line) });
        var settling = new JsonObject
        {
            ["psn_no"] = person.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = person.Token,
            ["med_type"] = "11",
            ["medfee_sumamt"] = 52.00m,
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = visit,
            ["chrg_bchno"] = "B1",
            ["insutype"] = person.Insutype,
            ["acct_used_flag"] = "0",
            ["invono"] = "INV1",
            ["fulamt_ownpay_amt"] = 0,
            ["overlmt_selfpay"] = 0,
            ["preselfpay_amt"] = 0,
            ["inscp_scp_amt"] = 52.00m,
        };
        var output = await CallAsync(place, "2207", new JsonObject { ["data"] = settling });
        return new JsonObject
        {
            ["setl_id"] = (string)output["setlinfo"]!["setl_id"]!,
            ["mdtrt_id"] = visit,
            ["psn_no"] = person.PsnNo,
        };
    }

    public Task<JsonObject> ReverseAsync(Place place, JsonObject settled) =>
        CallAsync(place, "2208", new JsonObject { ["data"] = settled.DeepClone() });

    /// <summary>The findings of a question; November 2026 up to the clock's day where it names none.</summary>
    public Task<JsonNode> FindAsync(
        string question, string token = Everywhere, HttpStatusCode status = HttpStatusCode.OK) =>
        AskAsync(HttpMethod.Get, "/review/findings?" + question, null, token, status);

    public Task<JsonNode> PostAsync(
        string path, JsonObject body, string token, HttpStatusCode status = HttpStatusCode.OK) =>
        AskAsync(HttpMethod.Post, path, body, token, status);

    private async Task<JsonObject> CallAsync(Place place, string infno, JsonObject input) => (await host.CallAsync(
        infno,
        input,
        envelope =>
        {
            envelope["fixmedins_code"] = place.Hospital;
            envelope["mdtrtarea_admvs"] = place.Area;
            envelope["insuplc_admdvs"] = place.Area;
        })).ShouldSucceed().Output;

    private async Task<JsonNode> AskAsync(
        HttpMethod method, string path, JsonObject? body, string token, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", host.NextMsgId());
        }

        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }
}

/// <summary>One such platform for each kind of database; each test keeps to a region of its own.</summary>
public sealed class ReviewHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    internal async Task<ReviewStage> OnAsync(string kind, PostgresServer server) => new(await hosts.GetOrAdd(
        kind,
        name => new(() => LineHost.StartAsync(
            name,
            server,
            demo: true,
            replace: services => services.AddSingleton(StaffList.Of(
                (ReviewStage.Everywhere, new Operator("国家经办", "agency")),
                (MoneyStage.Officer, new Operator("登记经办", "agency")),
                (ReviewStage.Agency, new Operator("州经办", "agency", "532300")),
                (ReviewStage.Bureau, new Operator("州局", "bureau", "532300")),
                (ReviewStage.Health, new Operator("州卫健", "healthCommission", "532300")),
                (ReviewStage.Desk, new Operator(
                    "运河值班", "hospital", "", ReviewStage.Jining.Hospital))))))).Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }
}
