using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>立项 (CX-5, CX-6, CX-7) and the register of items (CX-2-1), by the shipped library.</summary>
public sealed class ProposalTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_condition_that_does_not_hold_sends_the_proposal_back_and_names_its_clause(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var questions = (await stage.GetAsync("/hospital/proposals/questions", PriceStage.Hospital)).AsArray();
        questions.Count(one => (bool)one!["mustHold"]!).ShouldBe(5);
        questions.Count(one => !(bool)one!["mustHold"]!).ShouldBe(4);

        var body = ProposalForm.Of("掌上血压管理", questions);
        body["answers"]!["sameFunction"] = "false";
        var returned = await stage.PostAsync("/hospital/proposals", body, PriceStage.Hospital);

        ((string)returned["state"]!).ShouldBe("returned");
        returned["clauses"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldEndWith("第六条（四）");

        var unproven = ProposalForm.Of("掌上血压管理", questions);
        unproven["evidence"]!.AsArray().RemoveAt(0);
        await stage.RefusedAsync("/hospital/proposals", unproven, PriceStage.Hospital, "E-EVIDENCE-MISSING");
        var unanswered = ProposalForm.Of("掌上血压管理", questions);
        unanswered["answers"]!.AsObject().Remove("remote");
        await stage.RefusedAsync("/hospital/proposals", unanswered, PriceStage.Hospital, "E-PROPOSAL-UNANSWERED");

        var excluded = ProposalForm.Of("掌上血压管理", questions);
        excluded["answers"]!["renamed"] = "true";
        excluded["difference"] = "与退回的申请是同一项目";
        var back = await stage.PostAsync("/hospital/proposals", excluded, PriceStage.Hospital);
        back["clauses"]![0]!.ToString().ShouldEndWith("第六条（六）");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_city_accepts_and_reviews_and_the_province_alone_decides(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var questions = (await stage.GetAsync("/hospital/proposals/questions", PriceStage.Hospital)).AsArray();
        var applied = await stage.PostAsync(
            "/hospital/proposals", ProposalForm.Of("掌上血压管理", questions), PriceStage.Hospital);
        ((string)applied["state"]!).ShouldBe("applied");
        var one = $"/bureau/items/proposals/{stage.Code}/{applied["proposal"]}";
        var decision = new JsonObject
        {
            ["approves"] = "true",
            ["document"] = "测医保〔2026〕9号",
            ["code"] = "T-BP",
            ["ceiling"] = "35.00",
        };

        (await stage.RefusedAsync(one + "/decision", decision, PriceStage.City, "E-PROVINCE-ONLY"))
            .ShouldContain("无权限");
        await stage.RefusedAsync(one + "/decision", decision, PriceStage.Province, "E-PROPOSAL-STATE");
        await stage.RefusedAsync(one + "/acceptance", [], PriceStage.Province, "E-CITY-ONLY");
        await stage.PostAsync(one + "/acceptance", [], PriceStage.Elsewhere, 403);
        ((string)(await stage.PostAsync(one + "/acceptance", [], PriceStage.City))["state"]!).ShouldBe("accepted");

        var files = (await stage.GetAsync(one + "/evidence", PriceStage.City)).AsArray();
        files.Count.ShouldBe(5);
        Encoding.UTF8.GetString(await stage.BytesAsync(one + "/evidence/0", PriceStage.City))
            .ShouldBe(ProposalForm.Paper);

        var review = new JsonObject { ["answers"] = ProposalForm.Answers(questions) };
        ((string)(await stage.PostAsync(one + "/review", review, PriceStage.City))["state"]!).ShouldBe("reported");
        await stage.RefusedAsync(one + "/decision", decision, PriceStage.City, "E-PROVINCE-ONLY");
        var approved = await stage.PostAsync(one + "/decision", decision, PriceStage.Province);
        ((string)approved["state"]!).ShouldBe("approved");
        ((string)approved["document"]!).ShouldBe("测医保〔2026〕9号");
        ((string)approved["ceiling"]!).ShouldBe("35.00");
        await stage.RefusedAsync(one + "/decision", decision, PriceStage.Province, "E-PROPOSAL-STATE");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_review_that_fails_a_condition_does_not_go_up(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var questions = (await stage.GetAsync("/hospital/proposals/questions", PriceStage.Hospital)).AsArray();
        var applied = await stage.PostAsync(
            "/hospital/proposals", ProposalForm.Of("掌上血压管理", questions), PriceStage.Hospital);
        var one = $"/bureau/items/proposals/{stage.Code}/{applied["proposal"]}";
        await stage.PostAsync(one + "/acceptance", [], PriceStage.City);
        var review = new JsonObject { ["answers"] = ProposalForm.Answers(questions) };
        review["answers"]!["patientFacing"] = "false";

        var returned = await stage.PostAsync(one + "/review", review, PriceStage.City);

        ((string)returned["state"]!).ShouldBe("returned");
        returned["clauses"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldEndWith("第六条（二）");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_like_item_is_listed_and_must_be_explained_and_a_listed_service_is_no_item(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var questions = (await stage.GetAsync("/hospital/proposals/questions", PriceStage.Hospital)).AsArray();
        const string scope = "医师通过互联网与复诊患者沟通病情";

        var similar = (await stage.GetAsync(
            $"/hospital/proposals/similar?name={Uri.EscapeDataString("线上病情沟通费")}&scope={Uri.EscapeDataString(scope)}",
            PriceStage.Hospital)).AsArray();
        similar.ShouldContain(one => (string)one!["name"]! == "互联网复诊");

        var body = ProposalForm.Of("线上病情沟通费", questions);
        body["scope"] = scope;
        (await stage.RefusedAsync("/hospital/proposals", body, PriceStage.Hospital, "E-SIMILAR-UNEXPLAINED"))
            .ShouldContain("互联网复诊");
        body["difference"] = "只沟通检查结果，不诊断、不开方";
        var applied = await stage.PostAsync("/hospital/proposals", body, PriceStage.Hospital);
        applied["similar"]!.AsArray().Count.ShouldBeGreaterThan(0);

        (await stage.RefusedAsync(
            "/hospital/proposals", ProposalForm.Of("健康管理包", questions), PriceStage.Hospital, "E-PROPOSAL-BLACKLISTED"))
            .ShouldContain("第七条（三）");
        (await stage.RefusedAsync(
            "/hospital/proposals", ProposalForm.Of("线上健康咨询", questions), PriceStage.Hospital, "E-PROPOSAL-BLACKLISTED"))
            .ShouldContain("第七条（三）");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Without_an_approval_document_no_item_is_enabled(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var item = new JsonObject
        {
            ["area"] = "532300",
            ["code"] = "T-1",
            ["name"] = "测试延伸项目",
            ["source"] = "extended",
        };
        var entered = await stage.PostAsync("/bureau/items", item, PriceStage.City);
        ((string)entered["source"]!).ShouldBe("extended");
        await stage.RefusedAsync("/bureau/items", item, PriceStage.City, "E-ITEM-KNOWN");
        await stage.RefusedAsync("/bureau/items", item, PriceStage.Elsewhere, "E-AREA-SCOPE");

        var enabling = new JsonObject { ["from"] = "2026-12-01" };
        await stage.RefusedAsync(
            "/bureau/items/532300/T-1/enabling", enabling, PriceStage.City, "E-APPROVAL-MISSING");
        enabling["approval"] = "测医保〔2026〕9号";
        var past = new JsonObject { ["from"] = "2026-11-19", ["approval"] = "测医保〔2026〕9号" };
        await stage.RefusedAsync("/bureau/items/532300/T-1/enabling", past, PriceStage.City, "E-ITEM-DAY");
        var enabled = await stage.PostAsync("/bureau/items/532300/T-1/enabling", enabling, PriceStage.City);
        ((string)enabled["enabledFrom"]!).ShouldBe("2026-12-01");
        ((string)enabled["approval"]!).ShouldBe("测医保〔2026〕9号");
        (await stage.GetAsync("/bureau/items", PriceStage.City)).AsArray().Count.ShouldBe(1);
        (await stage.GetAsync("/bureau/items", PriceStage.Elsewhere)).AsArray().ShouldBeEmpty();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_trial_is_called_to_mind_ahead_of_its_end_and_waits_for_assessment_after_it(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        async Task<JsonNode> On(string day) => (await stage.GetAsync(
                $"/bureau/items/life?on={day}&ahead=30", PriceStage.Elsewhere)).AsArray()
            .Single(one => (string)one!["item"]! == "310701036")!;

        (await stage.GetAsync("/bureau/items/life?on=2020-05-31", PriceStage.Elsewhere)).AsArray()
            .ShouldNotContain(one => (string)one!["item"]! == "310701036");
        var first = await On("2020-06-01");
        ((string)first["stage"]!, (bool)first["calls"]!).ShouldBe(("trial", false));
        var soon = await On("2021-05-01");
        ((string)soon["stage"]!, (bool)soon["calls"]!, (int)soon["daysLeft"]!).ShouldBe(("trial", true, 30));
        ((bool)(await On("2021-04-30"))["calls"]!).ShouldBeFalse();
        var last = await On("2021-05-31");
        ((string)last["stage"]!, (bool)last["chargeable"]!).ShouldBe(("trial", true));
        var over = await On("2021-06-01");
        ((string)over["stage"]!, (bool)over["chargeable"]!, (bool)over["calls"]!).ShouldBe(("due", false, true));
        ((string)over["trialUntil"]!).ShouldBe("2021-05-31");
    }
}
