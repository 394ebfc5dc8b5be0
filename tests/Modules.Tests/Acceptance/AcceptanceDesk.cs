using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.AcceptanceClient;
using Mingsuan.Modules.Tests.Line;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>The two desks of an acceptance run, over HTTP, and the sample client against a host.</summary>
internal sealed class AcceptanceDesk(LineHost host)
{
    public const string Hospital = "demo-hospital-2026";
    public const string Other = "demo-hospital-internet-2026";
    public const string Agency = "demo-agency-2026";
    public const string Runs = "/api/v1/hospital/acceptance/runs";

    public static readonly string[] Items = ["exchange", "bills", "e-certificate", "record-chain"];

    public string Code => (string)host.Demo["institutions"]![0]!["code"]!;

    /// <summary>Plays a run with the sample client and gives its report file.</summary>
    public Task<JsonObject> WalkAsync(
        string? faulty = null, bool signed = false, string style = "xTif", string token = Hospital) =>
        new AcceptanceWalk(
            host.Client,
            new ClientOptions(host.Client.BaseAddress!, token) { Faulty = faulty, Signed = signed, Style = style },
            host.Clock,
            _ => { }).RunAsync();

    public static bool Passed(JsonObject file) => (bool)file["report"]!["passed"]!;

    public static string RunOf(JsonObject file) => (string)file["report"]!["run"]!;

    /// <summary>The steps that did not pass, with why.</summary>
    public static string[] Missed(JsonObject file) =>
    [
        .. file["report"]!["scenarios"]!.AsArray().SelectMany(one => one!["steps"]!.AsArray())
            .Where(step => (string)step!["state"]! is not ("passed" or "notApplicable"))
            .Select(step => $"{(string)step!["id"]!} {(string)step["reason"]!}"),
    ];

    public Task<JsonNode> GetAsync(string path, string token, HttpStatusCode status = HttpStatusCode.OK) =>
        SendAsync(new(HttpMethod.Get, path), token, status);

    public Task<JsonNode> PostAsync(
        string path, JsonObject body, string token, HttpStatusCode status = HttpStatusCode.OK, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key ?? host.NextMsgId());
        return SendAsync(request, token, status);
    }

    public Task<JsonNode> FileAsync(string run, string item, int cases = 20, char digest = 'a') => PostAsync(
        $"{Runs}/{run}/evidence",
        new()
        {
            ["item"] = item,
            ["form"] = item switch
            {
                "exchange" => "mobilePayment",
                "bills" => "electronicBill",
                "e-certificate" => "authenticationLog",
                _ => "sample",
            },
            ["name"] = item + ".pdf",
            ["digest"] = new string(digest, 64),
            ["cases"] = cases,
        },
        Hospital);

    /// <summary>The last filing of an item, as the agency reads it.</summary>
    public async Task<JsonNode> ReadAsync(string run, string item) =>
        (await GetAsync(AgencyRun(run), Agency))["evidence"]!.AsArray().Single(one => (string)one!["item"]! == item)!;

    /// <summary>What an officer finds of a filing that they have read.</summary>
    public Task<JsonNode> JudgeAsync(
        string run, JsonNode read, bool agrees, string? reason = null, HttpStatusCode status = HttpStatusCode.OK) =>
        PostAsync(
            $"{AgencyRun(run)}/evidence/{(string)read["item"]!}/finding",
            new()
            {
                ["agrees"] = agrees,
                ["reason"] = reason,
                ["filing"] = read["filing"]?.DeepClone(),
                ["digest"] = read["digest"]?.DeepClone(),
            },
            Agency,
            status);

    public string AgencyRun(string run) => $"/api/v1/agency/institutions/{Code}/acceptance/runs/{run}";

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, string token, HttpStatusCode status)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (request)
        using (var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken))
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(status, text);
            return JsonNode.Parse(text)!;
        }
    }
}
