using System.Text.Json.Nodes;
using Mingsuan.Host;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.PublicService;

/// <summary>公告与政策问答, over HTTP on a <see cref="LineHost"/>. (JS-3-1, GJ-6)</summary>
public sealed class PublicationTests(PostgresServer server)
{
    private const string Announcements = "/agency/announcements";
    private const string Questions = "/agency/questions";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_announcement_is_drafted_published_dated_and_withdrawn_with_its_history(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        await stage.RefusedAsync(
            Announcements, Announcement(ServiceStage.Area), ServiceStage.Elsewhere, "E-AREA-SCOPE");
        await stage.RefusedAsync(
            Announcements, Announcement(from: "2026-11-19"), ServiceStage.Agency, "E-PUBLICATION-DAY");
        var markup = Announcement();
        markup["text"] = "请看<script>alert(1)</script>";
        await stage.RefusedAsync(Announcements, markup, ServiceStage.Agency, "E-FIELD-FORMAT", 400);

        var draft = await stage.PostAsync(
            Announcements, Announcement(from: "2026-11-22", to: "2026-11-30"), ServiceStage.Agency);
        var path = $"{Announcements}/{(string)draft["id"]!}";
        await stage.GetAsync($"/announcements/{(string)draft["id"]!}", status: 404);
        await stage.RefusedAsync(path + "/publication", [], ServiceStage.Elsewhere, "E-PUBLICATION-UNKNOWN");
        await stage.RefusedAsync(
            path.Replace("agency", "bureau") + "/publication", [], ServiceStage.Bureau, "E-PUBLICATION-UNKNOWN");
        await stage.PostAsync(path + "/publication", [], ServiceStage.Agency);
        await stage.RefusedAsync(path + "/publication", [], ServiceStage.Agency, "E-PUBLICATION-STATE");

        async Task<int> Seen(string query) => (await stage.GetAsync("/announcements" + query)).AsArray().Count;
        (await Seen("?on=2026-11-21")).ShouldBe(0, "it begins on the 22nd");
        (await Seen("?on=2026-11-30")).ShouldBe(1);
        (await Seen("?on=2026-12-01")).ShouldBe(0, "it ended on the 30th");
        (await Seen("?on=2026-11-22&region=532302")).ShouldBe(1, "it reaches what lies below its area");
        (await Seen("?on=2026-11-22&region=430900")).ShouldBe(0);

        stage.Host.Clock.Advance(TimeSpan.FromDays(5));
        await stage.PostAsync(
            path + "/withdrawal", new JsonObject { ["reason"] = "事项已经办结" }, ServiceStage.Agency);
        (await Seen("")).ShouldBe(0);
        (await Seen("?on=2026-11-24")).ShouldBe(1, "what was in force then was in force then");
        var kept = await stage.GetAsync($"/announcements/{(string)draft["id"]!}");
        ((string)kept["state"]!, (string)kept["withdrawnReason"]!).ShouldBe(("withdrawn", "事项已经办结"));
        ((string)kept["text"]!).ShouldContain("线上复诊");
        kept.AsObject().ContainsKey("draftedBy").ShouldBeFalse("officers' names stay within");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_answer_rests_on_a_clause_that_the_library_has(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        await stage.RefusedAsync(Questions, Answer(), ServiceStage.Agency, "E-ANSWER-UNCITED");
        await stage.RefusedAsync(
            Questions, Answer(("楚医保规〔2022〕3号", "第九十九条")), ServiceStage.Agency, "E-CLAUSE-UNKNOWN");
        await stage.RefusedAsync(
            Questions, Answer(("查无此文〔2022〕1号", "第三条")), ServiceStage.Agency, "E-CLAUSE-UNKNOWN");

        var ended = await stage.PostAsync(
            Questions, Answer(("湘医保发〔2020〕20号", "附件 序号5")), ServiceStage.Agency);
        await stage.RefusedAsync(
            $"{Questions}/{(string)ended["id"]!}/publication", [], ServiceStage.Agency, "E-CLAUSE-ENDED");

        var draft = await stage.PostAsync(
            Questions, Answer(("楚医保规〔2022〕3号", "第三条"), ("cx-yibaogui-2022-3", "art-4")), ServiceStage.Agency);
        (await stage.GetAsync("/questions")).AsArray().ShouldBeEmpty();
        await stage.PostAsync($"{Questions}/{(string)draft["id"]!}/publication", [], ServiceStage.Agency);

        var found = (await stage.GetAsync("/questions?q=谁付款")).AsArray().ShouldHaveSingleItem()!;
        found["clauses"]!.AsArray().Select(one => (string)one!["article"]!).ShouldBe(["第三条", "第四条"]);
        ((bool)found["toCheck"]!).ShouldBeFalse();
        (await stage.GetAsync("/questions?q=没有这个词")).AsArray().ShouldBeEmpty();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_answer_whose_clause_is_repealed_is_marked_to_be_checked(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server, RepealingLaw());
        var draft = await stage.PostAsync(Questions, Answer(("楚医保规〔2022〕3号", "第三条")), ServiceStage.Agency);
        await stage.PostAsync($"{Questions}/{(string)draft["id"]!}/publication", [], ServiceStage.Agency);

        ((bool)(await stage.GetAsync("/questions"))[0]!["toCheck"]!).ShouldBeFalse("the repeal begins tomorrow");
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        var found = (await stage.GetAsync("/questions"))[0]!;
        ((bool)found["toCheck"]!).ShouldBeTrue();
        ((string)found["clauses"]![0]!["standing"]!).ShouldBe("documentEnded");
        var page = await stage.Host.Client.GetStringAsync("/questions", TestContext.Current.CancellationToken);
        page.ShouldContain("待核对</span>");
    }

    /// <summary>The shipped library, with a document that repeals one of it from the next day on.</summary>
    private static LawAtStart RepealingLaw()
    {
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary(file => file.Key, file => file.Value);
        files["532300-chuxiong/2026-11-21-test.md"] = """
            ---
            id: test-repeal
            title: 测试废止文件
            number: 测试〔2026〕9号
            issuers: [测试]
            jurisdiction: "532300"
            issued: 2026-11-20
            effective: 2026-11-21
            relations:
              - { repeals: cx-yibaogui-2022-3 }
            ---

            ## 第一条 {#art-1}

            原办法废止。

            ```informative
            reason: 废止
            ```
            """;
        var load = LawLibrary.Load(files);
        load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
        return new(files, load);
    }

    private static JsonObject Announcement(
        string area = ServiceStage.Area, string from = "2026-11-20", string? to = null) => new()
        {
            ["area"] = area,
            ["title"] = "关于线上复诊结算的公告",
            ["text"] = "线上复诊可以联网结算。\n请携带医保电子凭证。",
            ["from"] = from,
            ["to"] = to,
        };

    private static JsonObject Answer(params (string Document, string Article)[] clauses) => new()
    {
        ["area"] = ServiceStage.Area,
        ["question"] = "线上复诊由谁付款？",
        ["answer"] = "经办机构按协议与医疗机构结算。",
        ["from"] = "2026-11-20",
        ["clauses"] = new JsonArray([.. clauses.Select(one => new JsonObject
        {
            ["document"] = one.Document,
            ["article"] = one.Article,
        })]),
    };
}
