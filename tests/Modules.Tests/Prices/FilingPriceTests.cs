using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>价格备案 (CX-8-2, CX-8-3): three departments receive a price before anybody may charge it.</summary>
public sealed class FilingPriceTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_price_is_executed_only_once_all_three_departments_have_it(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var person = LinePerson.At(stage.Host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person);
        var filed = await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.Hospital);
        ((bool)filed["executable"]!).ShouldBeFalse();
        (await walk.UploadAsync((PriceStage.SelfSet, 88.00m, 1))).ShouldRefuse("E-FILING-MISSING");

        await stage.AcknowledgeAsync("bureau/items", PriceStage.City);
        await stage.AcknowledgeAsync("health-commission", PriceStage.Health);
        (await stage.GetAsync("/market-regulator/filings", PriceStage.Market))[0]!["acknowledged"]!
            .GetValue<bool>().ShouldBeFalse();
        (await walk.UploadAsync((PriceStage.SelfSet, 88.00m, 1))).ShouldRefuse("E-FILING-MISSING");
        await stage.RefusedAsync(
            $"/health-commission/filings/{stage.Code}/{PriceStage.SelfSet}/1/acknowledgement",
            [],
            PriceStage.Health,
            "E-PRICE-FILING-RECEIVED");

        ((bool)(await stage.AcknowledgeAsync("market-regulator", PriceStage.Market))["executable"]!).ShouldBeTrue();
        (await walk.UploadAsync((PriceStage.SelfSet, 88.01m, 1))).ShouldRefuse("E-OVER-CEILING");
        (await walk.UploadAsync((PriceStage.SelfSet, 88.00m, 1))).ShouldSucceed();
        await walk.SettleAsync(88.00m, 88.00m, account: false);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Another_price_is_another_version_and_changes_nothing_until_it_is_received(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.Hospital);
        await stage.ReceivedAsync();
        var second = await stage.PostAsync(
            "/hospital/prices/filings", PriceStage.Filing("99.00"), PriceStage.Hospital);
        ((int)second["number"]!).ShouldBe(2);

        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync((PriceStage.SelfSet, 99.00m, 1))).ShouldRefuse("E-OVER-CEILING");
        await stage.ReceivedAsync(2);
        (await walk.UploadAsync((PriceStage.SelfSet, 99.00m, 1))).ShouldSucceed();

        var versions = (await stage.GetAsync("/hospital/prices/filings", PriceStage.Hospital)).AsArray();
        versions.Select(one => (string)one!["price"]!).ShouldBe(["99.00", "88.00"]);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_older_version_that_is_received_late_does_not_take_the_newer_ones_place(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.Hospital);
        var second = PriceStage.Filing("99.00");
        second["effectiveOn"] = "2026-12-01";
        await stage.PostAsync("/hospital/prices/filings", second, PriceStage.Hospital);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        await stage.ReceivedAsync();
        (await walk.UploadAsync((PriceStage.SelfSet, 88.00m, 1))).ShouldSucceed();

        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("77.00", "CX-S002"), PriceStage.Hospital);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("66.00", "CX-S002"), PriceStage.Hospital);
        await stage.ReceivedAsync(1, "CX-S002");
        var next = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 1));
        (await next.UploadAsync(("CX-S002", 77.00m, 1))).ShouldRefuse("E-FILING-MISSING");
        await stage.ReceivedAsync(2, "CX-S002");
        (await next.UploadAsync(("CX-S002", 77.00m, 1))).ShouldRefuse("E-OVER-CEILING");
        (await next.UploadAsync(("CX-S002", 66.00m, 1))).ShouldSucceed();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Special_need_and_ordinary_services_are_not_settled_in_one_batch(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync(
            "/hospital/prices/filings", PriceStage.Filing("500.00", "T-PREMIUM", "premium"), PriceStage.Hospital);
        await stage.ReceivedAsync(item: "T-PREMIUM");
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync(("110200001", 7.50m, 1), ("T-PREMIUM", 500.00m, 1)))
            .ShouldRefuse("E-MIXED-PREMIUM").ErrMsg.ShouldContain("B1");
        (await walk.UploadAsync(("110200001", 7.50m, 1))).ShouldSucceed();
        var added = SettlementWalk.Line("F2", walk.MdtrtId, LinePerson.At(stage.Host, 0).PsnNo, "T-PREMIUM", 500.00m);
        (await stage.Host.CallAsync("2204", walk.Fees(added))).ShouldRefuse("E-MIXED-PREMIUM");
        var apart = added.DeepClone().AsObject();
        apart["chrg_bchno"] = "B2";
        (await stage.Host.CallAsync("2204", walk.Fees(apart))).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_becomes_special_need_after_its_upload_is_not_settled_with_ordinary_services(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync(("110200001", 7.50m, 1), ("T-PREMIUM", 500.00m, 1))).ShouldSucceed();
        await stage.PostAsync(
            "/hospital/prices/filings", PriceStage.Filing("500.00", "T-PREMIUM", "premium"), PriceStage.Hospital);
        await stage.ReceivedAsync(item: "T-PREMIUM");

        foreach (var infno in new[] { "2206", "2207" })
        {
            (await stage.Host.CallAsync(infno, walk.Settling(507.50m, 507.50m, account: false)))
                .ShouldRefuse("E-MIXED-PREMIUM").ErrMsg.ShouldContain("B1");
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_listed_price_cannot_be_set_by_the_institution_and_a_strangers_file_is_not_seen(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.RefusedAsync(
            "/hospital/prices/filings",
            PriceStage.Filing("500.00", "110200001", "premium"),
            PriceStage.Hospital,
            "E-PRICE-FILING-LISTED");
        var past = PriceStage.Filing("88.00");
        past["effectiveOn"] = "2026-11-19";
        await stage.RefusedAsync("/hospital/prices/filings", past, PriceStage.Hospital, "E-PRICE-FILING-DAY");
        var cheap = PriceStage.Filing("88.001");
        await stage.PostAsync("/hospital/prices/filings", cheap, PriceStage.Hospital, 400);
        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.City, 403);

        await stage.PostAsync("/hospital/prices/filings", PriceStage.Filing("88.00"), PriceStage.Hospital);
        (await stage.GetAsync("/bureau/items/filings", PriceStage.Elsewhere)).AsArray().ShouldBeEmpty();
        await stage.PostAsync(
            $"/bureau/items/filings/{stage.Code}/{PriceStage.SelfSet}/1/acknowledgement",
            [],
            PriceStage.Elsewhere,
            403);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Special_need_is_marked_paid_by_no_fund_and_counted(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync(
            "/hospital/prices/filings", PriceStage.Filing("500.00", "T-PREMIUM", "premium"), PriceStage.Hospital);
        await stage.ReceivedAsync(item: "T-PREMIUM");
        var scale = $"/bureau/items/premium-scale/{stage.Code}?from=2026-11-01&to=2026-11-30";
        (await stage.GetAsync(scale, PriceStage.City))["share"].ShouldBeNull();

        var ordinary = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await ordinary.UploadAsync(("110200001", 500.00m, 1))).ShouldRefuse("E-OVER-CEILING");
        (await ordinary.UploadAsync(("110200001", 7.50m, 1))).ShouldSucceed();
        await ordinary.SettleAsync(7.50m, 7.50m, account: false);
        var premium = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await premium.UploadAsync(("T-PREMIUM", 500.00m, 1))).ShouldSucceed();
        var paid = (await premium.SettleAsync(500.00m, 500.00m, account: true))["setlinfo"]!;
        ((decimal)paid["fund_pay_sumamt"]!).ShouldBe(0m);
        ((decimal)paid["psn_cash_pay"]!).ShouldBe(500.00m, "neither does the account pay special need");

        var counted = await stage.GetAsync(scale, PriceStage.City);
        ((string)counted["all"]!, (string)counted["premium"]!, (string)counted["share"]!)
            .ShouldBe(("507.50", "500.00", "0.9852"));
        await stage.ShouldBeProvenAsync();
    }
}
