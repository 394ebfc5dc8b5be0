using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>A settlement made over the national interface, and what was answered.</summary>
internal sealed record Settled(SettlementWalk Walk, LinePerson Person, JsonObject Info)
{
    public string SetlId => (string)Info["setl_id"]!;

    public decimal Amount(string name) => MoneyStage.Amount(Info, name);
}

/// <summary>A platform with settlements over time, and an officer of the agency who asks about them.</summary>
internal sealed class MoneyStage(LineHost host) : IAsyncDisposable
{
    public const string Drug = "XC08CAB049A001010100101";
    public const decimal Price = 26.00m;
    public const string Officer = "demo-agency-2026";
    public const string Second = "demo-agency-second-2026";

    public LineHost Host => host;

    public string Institution => (string)host.Demo["institutions"]![0]!["code"]!;

    public static async Task<MoneyStage> OpenAsync(
        string database, PostgresServer server, Action<IServiceCollection>? replace = null) =>
        new(await LineHost.StartAsync(database, server, demo: true, replace: replace));

    public static decimal Amount(JsonNode info, string name) => (decimal)info[name]!;

    /// <summary>One visit of a person, with so many packs of the drug, settled.</summary>
    public async Task<Settled> SettleAsync(
        int person = 0, int packs = 5, string channel = "offline", string? day = null, bool account = false)
    {
        var who = LinePerson.At(host, person);
        var walk = await SettlementWalk.DiagnosedAsync(host, who, channel, day);
        (await walk.UploadAsync((Drug, Price, packs))).ShouldSucceed();
        var output = await walk.SettleAsync(
            Price * packs, Price * packs, account, data => data["insutype"] = who.Insutype);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return new(walk, who, output["setlinfo"]!.AsObject());
    }

    public async Task<Answer> ReverseAsync(Settled settled)
    {
        var answer = await host.CallAsync("2208", settled.Walk.Reversing());
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return answer;
    }

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode status = HttpStatusCode.OK, string token = Officer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agency" + path);
        return await SendAsync(request, status, token);
    }

    public async Task<JsonNode> PostAsync(
        string path,
        JsonObject body,
        HttpStatusCode status = HttpStatusCode.OK,
        string token = Officer,
        string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agency" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key ?? host.NextMsgId());
        return await SendAsync(request, status, token);
    }

    public async Task<byte[]> BytesAsync(string path, string token = Officer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agency" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    public async Task CloseAsync(string day) =>
        (await PostAsync($"/institutions/{Institution}/closes", new JsonObject { ["upTo"] = day }))["day"]
            .ShouldNotBeNull();

    /// <summary>A figure of the year 2026, as a program proposes it.</summary>
    public static JsonObject Figure(string amount, string on, string reason, params string[] thresholds) => new()
    {
        ["amount"] = amount,
        ["effectiveOn"] = on,
        ["document"] = "云医保〔2026〕1号",
        ["reason"] = reason,
        ["thresholds"] = new JsonArray([.. thresholds.Select(line => (JsonNode)line)]),
    };

    /// <summary>Proposed by one officer, approved by another.</summary>
    public async Task<JsonNode> BudgetAsync(JsonObject figure)
    {
        var path = $"/institutions/{Institution}/budgets/2026";
        var proposed = await PostAsync(path, figure);
        return await PostAsync(
            $"{path}/{(int)proposed["amendment"]!}/decision", new JsonObject { ["agrees"] = true }, token: Second);
    }

    /// <summary>Numbers of the tables themselves.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await db.Database.OpenConnectionAsync();
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task SqlAsync(string sql)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Everything recorded folds to what is stored, and every row is proven.</summary>
    public async Task ShouldBeProvenAsync()
    {
        await FoldCheck.HoldsAsync(host);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, HttpStatusCode status, string token)
    {
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
