using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>监管视图 — two supervisors over the same books, each with what is theirs. (SD-P7, SD-J7)</summary>
public sealed class SupervisionTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Each_supervisor_sees_its_own_view_of_the_same_services(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var online = await stage.SettleAsync(person: 0, channel: "internet");
        var undone = await stage.SettleAsync(person: 1, channel: "internet");
        (await stage.ReverseAsync(undone)).ShouldSucceed();
        var offline = await stage.SettleAsync(person: 3);

        var bureau = Own(stage, await AskAsync(stage, "bureau/services", "demo-bureau-2026"));
        var health = Own(stage, await AskAsync(stage, "health-commission/services", "demo-health-2026"));

        ((int)bureau["internet"]!["settlements"]!).ShouldBe(2);
        ((int)bureau["internet"]!["reversals"]!).ShouldBe(1);
        ((int)bureau["offline"]!["settlements"]!).ShouldBe(1);
        Amount(bureau["internet"]!).ShouldBe(online.Amount("fund_pay_sumamt"));
        Amount(bureau["offline"]!).ShouldBe(offline.Amount("fund_pay_sumamt"));
        foreach (var member in new[] { "licences", "doctors", "pharmacists", "nurses", "barred" })
        {
            health[member]!.ToJsonString().ShouldBe(bureau[member]!.ToJsonString());
        }

        ((int)health["doctors"]!).ShouldBeGreaterThan(0);
        health["licences"]!.AsArray().ShouldNotBeEmpty();
        health["internet"]!.AsObject().Select(one => one.Key).ShouldBe(["settlements", "reversals"], "services only");
        health["internet"]!.ToJsonString().ShouldBe("{\"settlements\":2,\"reversals\":1}");
    }

    [Fact]
    public async Task A_view_ends_at_the_officers_reach_and_at_a_quarter()
    {
        await using var stage = await MoneyStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var all = (await AskAsync(stage, "bureau/services", "demo-bureau-2026"))["institutions"]!.AsArray();

        all.ShouldNotBeEmpty();
        all.ShouldAllBe(one => ((string)one!["code"]!).StartsWith("H5323"));
        await AskAsync(stage, "bureau/services", "demo-health-2026", HttpStatusCode.Forbidden);
        await AskAsync(
            stage, "bureau/services?from=2026-01-01&to=2026-04-02", "demo-bureau-2026", HttpStatusCode.OK);
        await AskAsync(
            stage, "bureau/services?from=2026-01-01&to=2026-04-03", "demo-bureau-2026", HttpStatusCode.BadRequest);
        await AskAsync(
            stage, "bureau/services?from=2026-11-20&to=2026-11-19", "demo-bureau-2026", HttpStatusCode.BadRequest);
    }

    private static JsonObject Own(MoneyStage stage, JsonNode answer) => answer["institutions"]!.AsArray()
        .Single(one => (string)one!["code"]! == stage.Institution)!.AsObject();

    private static decimal Amount(JsonNode sums) => decimal.Parse(
        (string)sums["fund_pay_sumamt"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonNode> AskAsync(
        MoneyStage stage, string path, string token, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await stage.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
