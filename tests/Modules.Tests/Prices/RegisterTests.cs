using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>
/// 台账 (CX-5, HN-1, AMB-06): what a province approves is an item from the same day on, for its trial and no longer.
/// </summary>
public sealed class RegisterTests(PostgresServer server)
{
    private const string Item = "T-BP";
    private const string Document = "测医保〔2026〕9号";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_the_province_approves_may_be_charged_up_to_its_ceiling_from_the_same_day(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var decision = await ProposalForm.ReportedAsync(stage, "掌上血压管理");
        var unnamed = Approval("2026-12-31");
        unnamed.Remove("code");
        await stage.PostAsync(decision, unnamed, PriceStage.Province, 400);
        await stage.RefusedAsync(decision, Approval("2026-11-19"), PriceStage.Province, "E-ITEM-DAY");
        await stage.PostAsync(decision, Approval("2026-12-31"), PriceStage.Province);

        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync((Item, 35.01m, 2))).ShouldRefuse("E-OVER-CEILING");
        (await walk.UploadAsync((Item, 35.00m, 2))).ShouldSucceed();
        var paid = await walk.SettleAsync(70.00m, 70.00m, account: false);
        ((decimal)paid["setlinfo"]!["fund_pay_sumamt"]!).ShouldBe(0m, "new, and nobody decided that funds pay it");

        var entered = (await stage.GetAsync("/bureau/items", PriceStage.City)).AsArray().ShouldHaveSingleItem()!;
        ((string)entered["area"]!, (string)entered["code"]!, (string)entered["approval"]!)
            .ShouldBe(("530000", Item, Document));
        (await stage.GetAsync("/bureau/items", PriceStage.Elsewhere)).AsArray().ShouldBeEmpty();
        var page = await stage.Host.Client.GetStringAsync(
            "/prices?region=532300", TestContext.Current.CancellationToken);
        page.ShouldContain(Item);
        page.ShouldContain(Document);
        (await stage.Host.Client.GetStringAsync("/prices?region=430900", TestContext.Current.CancellationToken))
            .ShouldNotContain(Item);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_service_that_came_online_is_paid_as_the_one_offline_and_a_code_is_given_once(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var first = await ProposalForm.ReportedAsync(stage, "线上慢病随诊", body =>
        {
            body["source"] = "extended";
            body["offlineItem"] = "210300001";
        });
        await stage.PostAsync(first, Approval(null), PriceStage.Province);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        var uploaded = (await walk.UploadAsync((Item, 35.00m, 4))).ShouldSucceed();
        uploaded.Output["result"]![0]!["preselfpay_amt"]!.GetValue<decimal>().ShouldBe(14.00m, "as class B offline");
        var paid = (await stage.Host.CallAsync("2207", walk.Settling(140.00m, 126.00m, account: false, data =>
            data["preselfpay_amt"] = 14.00m))).ShouldSucceed();
        ((decimal)paid.Output["setlinfo"]!["fund_pay_sumamt"]!).ShouldBeGreaterThan(0m);

        var second = await ProposalForm.ReportedAsync(
            stage, "掌上血糖管理", body => body["difference"] = "测的是血糖，不是血压");
        foreach (var known in new[] { Item, PriceStage.SelfSet, "210300001", "XC08CAB049A001010100101" })
        {
            await stage.RefusedAsync(second, Approval(null, known), PriceStage.Province, "E-ITEM-KNOWN");
        }

        (await stage.GetAsync("/bureau/items/proposals", PriceStage.Province)).AsArray()
            .Count(one => (string)one!["state"]! == "reported").ShouldBe(1, "the decision was not taken");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_trial_that_is_over_waits_for_its_assessment_and_becomes_formal_or_stops(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var decision = await ProposalForm.ReportedAsync(stage, "掌上血压管理");
        await stage.PostAsync(decision, Approval("2026-11-20"), PriceStage.Province);
        (await LifeAsync(stage, "2026-11-20")).ShouldBe(("trial", true, true));
        (await LifeAsync(stage, "2026-11-21")).ShouldBe(("due", false, true));
        (await UploadAsync(stage, "2026-11-20", 35.00m)).ShouldSucceed();

        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        (await UploadAsync(stage, "2026-11-20", 35.00m)).ShouldSucceed();
        (await UploadAsync(stage, "2026-11-21", 35.00m)).ShouldRefuse("E-TRIAL-ENDED");
        (await PricesAsync(stage, "532300")).ShouldContain("试行期满，待评估，不得收费");
        (await PricesAsync(stage, "530000")).ShouldContain("试行期满，待评估<", customMessage: "no document of it forbids");

        const string path = $"/bureau/items/530000/{Item}/assessment";
        await stage.RefusedAsync(path, Assessment("formal"), PriceStage.City, "E-PROVINCE-ONLY");
        await stage.RefusedAsync(path, Assessment("trial"), PriceStage.Province, "E-ITEM-DAY");
        await stage.RefusedAsync(
            "/bureau/items/530000/T-NONE/assessment", Assessment("formal"), PriceStage.Province, "E-ITEM-UNKNOWN");
        ((int)(await stage.PostAsync(path, Assessment("formal"), PriceStage.Province))["number"]!).ShouldBe(2);
        (await UploadAsync(stage, "2026-11-21", 30.01m)).ShouldRefuse("E-OVER-CEILING");
        (await UploadAsync(stage, "2026-11-21", 30.00m)).ShouldSucceed();
        (await UploadAsync(stage, "2026-11-20", 35.00m)).ShouldSucceed();
        (await LifeAsync(stage, "2026-11-21")).ShouldBe(("formal", true, false));

        await stage.PostAsync(path, Assessment("stopped"), PriceStage.Province);
        (await UploadAsync(stage, "2026-11-21", 30.00m)).ShouldRefuse("E-ITEM-RETIRED");
        (await LifeAsync(stage, "2026-11-21")).ShouldBe(("stopped", false, false));
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_is_approved_or_filed_online_is_outside_the_catalogue_at_a_visit_offline(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var decision = await ProposalForm.ReportedAsync(stage, "线上慢病随诊", body =>
        {
            body["source"] = "extended";
            body["offlineItem"] = "210300001";
        });
        await stage.PostAsync(decision, Approval(null), PriceStage.Province);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("7.50", "CX-OWN"), PriceStage.Hospital);
        await stage.ReceivedAsync(item: "CX-OWN");

        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0), "offline");
        var lines = (await walk.UploadAsync((Item, 35.00m, 1), ("CX-OWN", 7.50m, 1))).ShouldSucceed()
            .Output["result"]!.AsArray();
        lines.Select(line => (decimal)line!["fulamt_ownpay_amt"]!).ShouldBe([35.00m, 7.50m]);
        lines.Select(line => (decimal)line!["inscp_scp_amt"]!).ShouldBe([0m, 0m]);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_approved_item_without_any_price_is_not_charged_and_an_assessment_keeps_a_ceiling(
        string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var unpriced = Approval(null, "CX-BARE");
        unpriced.Remove("ceiling");
        await stage.PostAsync(
            await ProposalForm.ReportedAsync(stage, "掌上血压管理"), unpriced, PriceStage.Province);
        await stage.PostAsync(
            await ProposalForm.ReportedAsync(stage, "线上换药指导", body =>
                (body["scope"], body["difference"]) = ("术后伤口照片评估", "与血压无关")),
            Approval("2026-11-20"),
            PriceStage.Province);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync(("CX-BARE", 1.00m, 1))).ShouldRefuse("E-NO-PRICE-ROW");
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("20.00", "CX-BARE"), PriceStage.Hospital);
        await stage.ReceivedAsync(item: "CX-BARE");
        (await walk.UploadAsync(("CX-BARE", 20.01m, 1))).ShouldRefuse("E-OVER-CEILING");
        (await walk.UploadAsync(("CX-BARE", 20.00m, 1))).ShouldSucceed();

        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        var silent = Assessment("formal");
        silent.Remove("ceiling");
        var term = await stage.PostAsync($"/bureau/items/530000/{Item}/assessment", silent, PriceStage.Province);
        ((string)term["ceiling"]!).ShouldBe("35.00");
        (await UploadAsync(stage, "2026-11-21", 35.01m)).ShouldRefuse("E-OVER-CEILING");
        (await UploadAsync(stage, "2026-11-21", 35.00m)).ShouldSucceed();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_private_institution_is_paid_by_the_approved_ceiling_and_never_by_its_own_filing(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync(
            await ProposalForm.ReportedAsync(stage, "掌上血压管理"), Approval(null), PriceStage.Province);
        foreach (var item in new[] { Item, "CX-OWN" })
        {
            await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("60.00", item), PriceStage.Private);
            await stage.ReceivedAsync(item: item, at: PriceStage.PrivateCode);
        }

        var paid = await PrivatelyAsync(stage, Item);
        ((decimal)paid["inscp_scp_amt"]!, (decimal)paid["overlmt_amt"]!).ShouldBe((35.00m, 25.00m));
        var own = await PrivatelyAsync(stage, "CX-OWN");
        ((decimal)own["inscp_scp_amt"]!, (decimal)own["fulamt_ownpay_amt"]!).ShouldBe((0m, 60.00m));
    }

    /// <summary>A service of 60 yuan online at the private institution, as it is split.</summary>
    private static async Task<JsonNode> PrivatelyAsync(PriceStage stage, string item)
    {
        var (host, person) = (stage.Host, LinePerson.At(stage.Host, 0));
        Task<Answer> Call(string infno, JsonObject input) => host.CallAsync(
            infno, input, message => message["fixmedins_code"] = PriceStage.PrivateCode);
        var doctor = host.First("practitioners", row => (string)row["institution"]! == PriceStage.PrivateCode);
        var opened = await Call("2201", person.Opening(data =>
        {
            data["exp_content"] = new JsonObject { ["visit_channel"] = "internet" };
            data["atddr_no"] = (string)doctor["code"]!;
        }));
        var id = (string)opened.ShouldSucceed().Output["data"]!["mdtrt_id"]!;
        (await Call("2203", person.Upload(id))).ShouldSucceed();
        var uploaded = await Call("2204", new JsonObject
        {
            ["feedetail"] = new JsonArray(SettlementWalk.Line("F1", id, person.PsnNo, item, 60.00m)),
        });
        return uploaded.ShouldSucceed().Output["result"]![0]!;
    }

    private static JsonObject Approval(string? trialUntil, string code = Item) => new()
    {
        ["approves"] = "true",
        ["document"] = Document,
        ["code"] = code,
        ["trialUntil"] = trialUntil,
        ["ceiling"] = "35.00",
    };

    private static JsonObject Assessment(string stage) => new()
    {
        ["stage"] = stage,
        ["from"] = "2026-11-21",
        ["document"] = "测医保〔2026〕10号",
        ["ceiling"] = "30.00",
    };

    private static async Task<(string Stage, bool Chargeable, bool Calls)> LifeAsync(PriceStage stage, string on)
    {
        var life = (await stage.GetAsync($"/bureau/items/life?on={on}", PriceStage.City)).AsArray()
            .Single(one => (string)one!["item"]! == Item)!;
        return ((string)life["stage"]!, (bool)life["chargeable"]!, (bool)life["calls"]!);
    }

    private static Task<string> PricesAsync(PriceStage stage, string region) => stage.Host.Client.GetStringAsync(
        $"/prices?region={region}&on=2026-11-21", TestContext.Current.CancellationToken);

    private static async Task<Answer> UploadAsync(PriceStage stage, string day, decimal price)
    {
        var walk = await SettlementWalk.DiagnosedAsync(
            stage.Host, LinePerson.At(stage.Host, 0), day: day + " 09:00:00");
        return await walk.UploadAsync((Item, price, 1));
    }
}
