using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Identity;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.PublicService;

/// <summary>A platform whose agencies, bureaus and hospitals answer the public, each by a token.</summary>
internal sealed class ServiceStage(LineHost host) : IAsyncDisposable
{
    public const string Anybody = "";
    public const string Agency = "test-agency";
    public const string Elsewhere = "test-agency-elsewhere";
    public const string Bureau = "test-bureau";
    public const string Hospital = "test-hospital";
    public const string Doctor = "test-doctor";
    public const string OtherHospital = "test-hospital-other";
    public const string Area = "532300";
    public const string Code = "H53230100002";

    public LineHost Host => host;

    public static async Task<ServiceStage> OpenAsync(string database, PostgresServer server, LawAtStart? law = null) =>
        new(await LineHost.StartAsync(
            database,
            server,
            demo: true,
            law,
            services => services.AddSingleton(StaffList.Of(
                (Agency, new Operator("经办员", "agency", Area)),
                (Elsewhere, new Operator("外省经办", "agency", "430900")),
                (Bureau, new Operator("州局", "bureau", Area)),
                (Hospital, new Operator("值班管理", "hospital", "", Code)),
                (Doctor, new Operator("门诊医师", "doctor", "", Code)),
                (OtherHospital, new Operator("别院", "hospital", "", "H53230200001"))))));

    public static JsonObject Question(string to, string? group = null) => new()
    {
        ["to"] = to,
        ["name"] = "木晴",
        ["contact"] = "0878-0000000",
        ["topic"] = "线上复诊",
        ["group"] = group,
        ["question"] = "高血压复诊之前要带什么？",
    };

    public async Task<JsonNode> GetAsync(string path, string token = Anybody, int status = 200)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        return await SendAsync(request, token, status);
    }

    public async Task<JsonNode> PostAsync(
        string path, JsonObject body, string token = Anybody, int status = 200, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key ?? host.NextMsgId());
        return await SendAsync(request, token, status);
    }

    /// <summary>Refused with a code and a whole sentence.</summary>
    public async Task RefusedAsync(string path, JsonObject body, string token, string code, int status = 422)
    {
        var problem = await PostAsync(path, body, token, status);
        ((string)problem["code"]!).ShouldBe(code);
        ((string)problem["detail"]!).ShouldNotContain("{");
        ((string)problem["detail"]!).Length.ShouldBeGreaterThan(6);
    }

    /// <summary>Every row of the books is proven.</summary>
    public async Task ShouldBeProvenAsync() => (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, string token, int status)
    {
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }
}
