using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>线上线下对应的备案 (NHC-4) and the decision whether funds pay a new item (CX-10-2).</summary>
public sealed class InclusionTests(PostgresServer server)
{
    private const string Follow = "110200001";
    private const string New = "CX-N001";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_was_filed_and_not_accepted_is_paid_by_no_fund(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBeGreaterThan(0m, "who filed nothing is judged by nothing");

        await stage.RefusedAsync(
            "/hospital/prices/inclusions", Mapping("7.51"), PriceStage.Hospital, "E-INCLUSION-PRICE");
        var unknown = Mapping("7.50");
        unknown["offlineItem"] = "T-NONE";
        await stage.RefusedAsync("/hospital/prices/inclusions", unknown, PriceStage.Hospital, "E-INCLUSION-OFFLINE");
        var filed = await stage.PostAsync("/hospital/prices/inclusions", Mapping("7.50"), PriceStage.Hospital);
        ((string)filed["publicPrice"]!).ShouldBe("7.50");
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBe(0m);

        var one = $"/bureau/items/inclusions/{stage.Code}/{Follow}/1/decision";
        await stage.PostAsync(one, new JsonObject { ["filingNumber"] = "B-1" }, PriceStage.Elsewhere, 403);
        var accepted = await stage.PostAsync(one, new JsonObject { ["filingNumber"] = "B-1" }, PriceStage.City);
        ((string)accepted["state"]!).ShouldBe("accepted");
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBeGreaterThan(0m);
        await stage.RefusedAsync(
            one, new JsonObject { ["reason"] = "改退" }, PriceStage.City, "E-PRICE-FILING-RECEIVED");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_new_item_is_paid_once_it_was_decided_so_and_no_earlier(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        (await FundAsync(stage, New, 60.00m, 2)).ShouldBe(0m, "no decision is none");
        var no = Decision("false");
        await stage.RefusedAsync("/bureau/items/decisions", no, PriceStage.Elsewhere, "E-AREA-SCOPE");
        var past = Decision("true");
        past["effectiveOn"] = "2026-11-19";
        await stage.RefusedAsync("/bureau/items/decisions", past, PriceStage.City, "E-ITEM-DAY");
        ((int)(await stage.PostAsync("/bureau/items/decisions", no, PriceStage.City))["number"]!).ShouldBe(1);
        (await FundAsync(stage, New, 60.00m, 2)).ShouldBe(0m);

        var later = Decision("true");
        later["effectiveOn"] = "2026-11-21";
        await stage.PostAsync("/bureau/items/decisions", later, PriceStage.City);
        (await FundAsync(stage, New, 60.00m, 2)).ShouldBe(0m);
        await stage.PostAsync("/bureau/items/decisions", Decision("true"), PriceStage.Province);
        (await FundAsync(stage, New, 60.00m, 2)).ShouldBeGreaterThan(0m);

        var decisions = (await stage.GetAsync("/bureau/items/decisions", PriceStage.Province)).AsArray();
        decisions.Select(one => (int)one!["number"]!).ShouldBe([3, 2, 1]);
        decisions[0]!["document"]!.ToString().ShouldBe("测医保〔2026〕12号");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_no_document_lists_and_nobody_filed_or_decided_is_paid_by_no_fund(string database)
    {
        const string own = "CX-OWN";
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("7.50", own), PriceStage.Hospital);
        await stage.ReceivedAsync(item: own);
        (await FundAsync(stage, own, 7.50m, 10)).ShouldBe(0m, "a price is no inclusion");

        var mapping = Mapping("7.50");
        mapping["item"] = own;
        await stage.PostAsync("/hospital/prices/inclusions", mapping, PriceStage.Hospital);
        (await FundAsync(stage, own, 7.50m, 10)).ShouldBe(0m, "filed is not accepted");
        await stage.PostAsync(
            $"/bureau/items/inclusions/{stage.Code}/{own}/1/decision",
            new JsonObject { ["filingNumber"] = "B-2" },
            PriceStage.City);
        (await FundAsync(stage, own, 7.50m, 10)).ShouldBeGreaterThan(0m);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_self_set_item_that_exists_online_alone_is_new_and_needs_a_decision(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.Hospital);
        await stage.ReceivedAsync();
        (await FundAsync(stage, PriceStage.SelfSet, 88.00m, 1)).ShouldBe(0m);

        var decision = Decision("true");
        decision["item"] = PriceStage.SelfSet;
        await stage.PostAsync("/bureau/items/decisions", decision, PriceStage.City);
        (await FundAsync(stage, PriceStage.SelfSet, 88.00m, 1)).ShouldBeGreaterThan(0m);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_decision_against_an_item_holds_whatever_lists_it_and_online_alone(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBeGreaterThan(0m, "listing is the decision");
        var against = Decision("false");
        against["item"] = Follow;
        await stage.PostAsync("/bureau/items/decisions", against, PriceStage.City);
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBe(0m);
        (await FundAsync(stage, Follow, 7.50m, 10, "offline")).ShouldBeGreaterThan(0m);

        var decided = Decision("true");
        decided["item"] = Follow;
        await stage.PostAsync("/bureau/items/decisions", decided, PriceStage.City);
        (await FundAsync(stage, Follow, 7.50m, 10)).ShouldBeGreaterThan(0m);
        await stage.ShouldBeProvenAsync();
    }

    /// <summary>What the funds pay of so many services of one visit.</summary>
    private static async Task<decimal> FundAsync(
        PriceStage stage, string item, decimal price, int count, string channel = "internet")
    {
        var person = LinePerson.At(stage.Host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person, channel);
        (await walk.UploadAsync((item, price, count))).ShouldSucceed();
        var settled = (await walk.SettleAsync(price * count, price * count, account: false))["setlinfo"]!;
        return (decimal)settled["fund_pay_sumamt"]!;
    }

    private static JsonObject Mapping(string price) => new()
    {
        ["item"] = Follow,
        ["offlineItem"] = Follow,
        ["content"] = "与线下普通门诊诊察内容相同",
        ["price"] = price,
        ["effectiveOn"] = "2026-11-20",
    };

    private static JsonObject Decision(string included) => new()
    {
        ["area"] = "532300",
        ["item"] = New,
        ["included"] = included,
        ["effectiveOn"] = "2026-11-20",
        ["document"] = "测医保〔2026〕12号",
        ["clinicalValue"] = "减少往返，效果明确",
        ["priceLevel"] = "低于周边",
        ["affordability"] = "年增支可承受",
    };
}
