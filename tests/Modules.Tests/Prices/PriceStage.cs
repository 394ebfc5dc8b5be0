using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Identity;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>A platform whose hospitals file prices and whose departments receive them, each by a token.</summary>
internal sealed class PriceStage(LineHost host) : IAsyncDisposable
{
    public const string Hospital = "test-hospital";
    public const string Strict = "test-hospital-strict";
    public const string Private = "test-hospital-private";
    public const string City = "test-bureau-city";
    public const string Province = "test-bureau-province";
    public const string Elsewhere = "test-bureau-elsewhere";
    public const string Health = "test-health";
    public const string Market = "test-market";
    public const string SelfSet = "CX-S001";
    public const string StrictCode = "H53230200001";
    public const string PrivateCode = "H53230100004";

    public LineHost Host => host;

    public string Code => (string)host.Demo["institutions"]![0]!["code"]!;

    public static async Task<PriceStage> OpenAsync(string database, PostgresServer server, LawAtStart? law = null) =>
        new(await LineHost.StartAsync(
            database,
            server,
            demo: true,
            law,
            services => services.AddSingleton(StaffList.Of(
                (Hospital, new Operator("价格员", "hospital", "", "H53230100002")),
                (Strict, new Operator("价格员乙", "hospital", "", StrictCode)),
                (Private, new Operator("价格员丙", "hospital", "", PrivateCode)),
                (City, new Operator("州局经办", "bureau", "532300")),
                (Province, new Operator("省局经办", "bureau", "530000")),
                (Elsewhere, new Operator("外省经办", "bureau", "430900")),
                (Health, new Operator("卫健经办", "healthCommission", "532300")),
                (Market, new Operator("市监经办", "marketRegulator", "532300"))))));

    /// <summary>The shipped library, with a document of this area that demands notice and consent online.</summary>
    public static LawAtStart DemandingLaw()
    {
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary(file => file.Key, file => file.Value);
        files["532300-chuxiong/2024-01-01-test.md"] = """
            ---
            id: test-consent
            title: 测试文件
            number: 测试〔2024〕1号
            issuers: [测试]
            jurisdiction: "532300"
            issued: 2024-01-01
            ---

            ## 第一条 {#art-1}

            线上收费须先公示并取得同意。

            ```rule
            admission: consent
            when: { channel: internet }
            needs:
              - { is: { visit.consent: true }, else: E-NO-CONSENT }
              - { is: { public-notice: true }, else: E-NOT-PUBLICIZED }
            ```

            ## 第二条 {#art-2}

            线上收费不得高于公示的价格。

            ```rule
            admission: announced
            when: { channel: internet }
            needs:
              - { is: { line.within-announced: true }, else: E-OVER-ANNOUNCED }
            ```

            ## 第三条 {#art-3}

            多学科会诊按学科数分档。

            ```rule
            price-item: CX-TIER
            name: 多学科会诊
            unit: 次
            category: remote-consultation
            when: { channel: internet }
            price:
              - { when: { disciplines: 2 }, amount: 440 }
              - { when: { disciplines: { from: 3 } }, amount: 600 }
            ```
            """;
        var load = LawLibrary.Load(files);
        load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
        return new(files, load);
    }

    public static JsonObject Filing(string price, string item = SelfSet, string kind = "selfSet") => new()
    {
        ["item"] = item,
        ["name"] = "示例自主定价试行项目",
        ["unit"] = "次",
        ["kind"] = kind,
        ["price"] = price,
        ["cost"] = "60.00",
        ["costBasis"] = "人力 40.00，平台 20.00",
        ["effectiveOn"] = "2026-11-20",
    };

    public async Task<JsonNode> GetAsync(string path, string token, int status = 200) =>
        JsonNode.Parse(Encoding.UTF8.GetString(await BytesAsync(path, token, status)))!;

    public async Task<byte[]> BytesAsync(string path, string token, int status = 200)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        return await SendAsync(request, token, status);
    }

    public async Task<JsonNode> PostAsync(string path, JsonObject body, string token, int status = 200)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", host.NextMsgId());
        var answer = JsonNode.Parse(Encoding.UTF8.GetString(await SendAsync(request, token, status)))!;
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return answer;
    }

    /// <summary>Refused with a code; the sentence.</summary>
    public async Task<string> RefusedAsync(string path, JsonObject body, string token, string code)
    {
        var problem = await PostAsync(path, body, token, (int)HttpStatusCode.UnprocessableEntity);
        ((string)problem["code"]!).ShouldBe(code);
        var sentence = (string)problem["detail"]!;
        sentence.ShouldNotContain("{");
        sentence.Length.ShouldBeGreaterThan(6);
        return sentence;
    }

    public Task<JsonNode> AcknowledgeAsync(
        string department, string token, int number = 1, string item = SelfSet, string? at = null) =>
        PostAsync($"/{department}/filings/{at ?? Code}/{item}/{number}/acknowledgement", [], token);

    /// <summary>All three departments have it.</summary>
    public async Task<JsonNode> ReceivedAsync(int number = 1, string item = SelfSet, string? at = null)
    {
        await AcknowledgeAsync("bureau/items", City, number, item, at);
        await AcknowledgeAsync("health-commission", Health, number, item, at);
        return await AcknowledgeAsync("market-regulator", Market, number, item, at);
    }

    /// <summary>Every row of the books is proven.</summary>
    public async Task ShouldBeProvenAsync() =>
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<byte[]> SendAsync(HttpRequestMessage request, string token, int status)
    {
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var content = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, Encoding.UTF8.GetString(content));
        return content;
    }
}
