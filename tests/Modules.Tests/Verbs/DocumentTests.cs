using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>文件链 — which documents reach an area, what each rests on, and what falls with it.</summary>
public sealed class DocumentTests(PostgresServer server, LineHosts hosts)
{
    [Fact]
    public async Task An_area_is_told_its_price_documents_and_the_chain_of_each()
    {
        var found = (await AskAsync("?area=430900&on=2020-07-01")).AsArray();

        var prices = found.Where(one => (bool)one!["prices"]! && !(bool)one["sample"]!).ToList();
        prices.ShouldHaveSingleItem();
        ((string)prices[0]!["number"]!).ShouldBe("湘医保发〔2020〕20号");
        var forwarding = found.Single(one => (string)one!["number"]! == "益医保发〔2020〕8号")!;
        Chain(forwarding["restsOn"]!).ShouldBe([
            "1 forwards 湘医保发〔2020〕20号",
            "2 basis 医保发〔2019〕47号 缺",
            "2 basis 湖南省政府办公厅《关于促进“互联网+”医疗健康发展的实施意见》 缺",
            "2 basis 互联网医院管理办法（试行） 缺",
            "2 basis 互联网诊疗管理办法（试行） 缺",
            "2 basis 远程医疗服务管理规范（试行） 缺",
        ]);
        (await AskAsync("?area=430900&on=2020-05-31")).AsArray()
            .ShouldNotContain(one => (string)one!["number"]! == "湘医保发〔2020〕20号", "not in force yet");
        found.ShouldNotContain(one => (string)one!["area"]! == "532300");
    }

    [Fact]
    public async Task A_city_and_its_province_are_found_with_the_document_whose_text_is_missing()
    {
        var found = (await AskAsync("?area=370800&on=2022-12-30")).AsArray()
            .Where(one => !(bool)one!["sample"]! && (string)one["area"]! != "000000").ToList();

        found.Select(one => (string)one!["number"]!).ShouldBe(["鲁医保发〔2022〕44号", "济医保字〔2022〕49号"]);
        found.ShouldAllBe(one => Chain(one!["restsOn"]!).Contains("1 basis 联防联控机制医疗发〔2022〕240号 缺"));
    }

    [Fact]
    public async Task Whatever_rests_on_a_document_is_told_however_far()
    {
        var national = await AskAsync("/gj-ybd-2020-10");

        Chain(national["carries"]!).ShouldBe(["1 forwards 苏医保发〔2020〕16号", "2 forwards 通医保发〔2020〕33号"]);
        Chain((await AskAsync("/nt-ybf-2020-33"))["restsOn"]!).ShouldContain("2 forwards 国医保电〔2020〕10号");
        await AskAsync("/nowhere", HttpStatusCode.NotFound);
        await AskAsync("?area=x", HttpStatusCode.BadRequest);
        await AskAsync("?on=2020-13-01", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_refusal_for_a_licence_leads_to_the_measures_that_ask_for_it()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        using var content = new StringContent(
            """
            {"region":"430900","on":"2020-10-01","item":"111000006-2","visit":{"consent":true,"realTime":true},
             "institution":{"ownership":"public","level":"tertiary",
                "licences":[{"kind":"telemedicine","from":"2019-10-01","to":"2020-09-30"}]},
             "consulted":{"ownership":"public","level":"tertiary","title":"chief","licences":["telemedicine"]},
             "signedOpinion":true}
            """,
            Encoding.UTF8,
            "application/json");
        using var response = await host.Client.PostAsync(
            "/api/v1/quote", content, TestContext.Current.CancellationToken);
        var refused = JsonNode.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        ((string)refused["code"]!).ShouldBe("E-QUAL-EXPIRED");
        var clause = (string)refused["clauses"]![0]!["href"]!;
        var document = await AskAsync(clause["/law".Length..clause.IndexOf('#', StringComparison.Ordinal)]);
        Chain(document["restsOn"]!).ShouldContain("1 basis 远程医疗服务管理规范（试行） 缺");
        Chain((await AskAsync("/nhc-reply-4969"))["restsOn"]!).ShouldContain("1 basis 互联网医院管理办法（试行） 缺");
    }

    private static List<string> Chain(JsonNode links) => [.. links.AsArray().Select(one =>
        $"{(int)one!["level"]!} {(string)one["relation"]!} {(string)one["name"]!}"
        + ((bool)one["textMissing"]! ? " 缺" : ""))];

    private async Task<JsonNode> AskAsync(string question, HttpStatusCode status = HttpStatusCode.OK)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        using var response = await host.Client.GetAsync(
            "/api/v1/law/documents" + question, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
