using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Budgeting;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>总额 (CX-24) and the subtotals online and offline (CX-26-1).</summary>
public sealed class BudgetTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task One_figure_is_spent_online_and_offline_and_never_stands_in_a_patients_way(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        await stage.BudgetAsync(MoneyStage.Figure("100.00", "2026-01-01", "年初下达"));
        var before = await stage.GetAsync(path);
        before["warnings"]!.AsArray().ShouldBeEmpty();
        ((string)before["used"]!).ShouldBe("0.00");

        var offline = await stage.SettleAsync(packs: 20);
        var internet = await stage.SettleAsync(packs: 10, channel: "internet");
        var (paidOffline, paidInternet) = (offline.Amount("fund_pay_sumamt"), internet.Amount("fund_pay_sumamt"));
        paidOffline.ShouldBeGreaterThan(100m);

        var after = await stage.GetAsync(path);
        ((string)after["offline"]!).ShouldBe(Two(paidOffline));
        ((string)after["internet"]!).ShouldBe(Two(paidInternet));
        ((string)after["used"]!).ShouldBe(Two(paidOffline + paidInternet));
        ((string)after["over"]!).ShouldBe(Two(paidOffline + paidInternet - 100m));
        after["warnings"]!.AsArray().Select(one => (string)one!["threshold"]!)
            .ShouldBe(["0.8000", "0.9000", "1.0000"]);
        ((string)after["warnings"]![0]!["reachedOn"]!).ShouldBe("2026-11-20");

        await stage.CloseAsync("2026-11-20");
        (await stage.GetAsync(path)).ToJsonString().ShouldBe(after.ToJsonString(), "closing moves no money");
        await stage.BudgetAsync(MoneyStage.Figure("5000.00", "2026-11-01", "年中调整", "0.05"));
        var amended = await stage.GetAsync(path);
        ((string)amended["figure"]!).ShouldBe("5000.00");
        amended["warnings"]!.AsArray().Select(one => (string)one!["threshold"]!).ShouldBe(["0.0500"]);
        ((string)(await stage.GetAsync(path + "?asOf=2026-06-30"))["figure"]!).ShouldBe("100.00");
        amended["amendments"]!.AsArray().Count.ShouldBe(2);

        (await stage.ReverseAsync(offline)).ShouldSucceed();
        ((string)(await stage.GetAsync(path + "?asOf=2026-12-31"))["used"]!).ShouldBe(Two(paidInternet));
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Online_and_offline_subtotals_sum_to_everything_that_was_settled(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var first = await stage.SettleAsync(channel: "internet", account: true);
        await stage.SettleAsync(person: 1, packs: 7);
        (await stage.ReverseAsync(first)).ShouldSucceed();
        await stage.SettleAsync(person: 2, packs: 3, channel: "internet");

        var sums = await stage.GetAsync($"/institutions/{stage.Institution}/subtotals?from=2026-11-20&to=2026-11-20");

        foreach (var (name, _) in sums["all"]!.AsObject())
        {
            var (offline, internet, all) = (
                Number(sums["offline"]![name]!), Number(sums["internet"]![name]!), Number(sums["all"]![name]!));
            (offline + internet).ShouldBe(all, name);
        }

        ((int)sums["internet"]!["settlements"]!).ShouldBe(2);
        ((int)sums["internet"]!["reversals"]!).ShouldBe(1);
        ((string)sums["offline"]!["medfee_sumamt"]!).ShouldBe("182.00");
        ((string)sums["internet"]!["medfee_sumamt"]!).ShouldBe("78.00");
        Number((await stage.GetAsync(
            $"/institutions/{stage.Institution}/subtotals?from=2026-11-21&to=2026-11-21"))["all"]!["medfee_sumamt"]!)
            .ShouldBe(0m);
    }

    [Fact]
    public void The_forecast_carries_the_last_four_weeks_on_to_the_years_end()
    {
        var burn = BurnDown.Of(
            2026,
            new DateOnly(2026, 11, 20),
            [new(new DateOnly(2026, 1, 1), new Money(100_000_000))],
            [
                new(new DateOnly(2026, 3, 1), new Money(98_000_000), Money.Zero),
                new(new DateOnly(2026, 11, 1), new Money(0), new Money(1_500_000)),
                new(new DateOnly(2026, 11, 20), new Money(1_000_000), Money.Zero),
            ],
            [9_000, 10_000, 11_000]);

        burn.Used.ShouldBe(new Money(100_500_000));
        burn.Over.ShouldBe(new Money(500_000));
        burn.Rate.ShouldBe(10_050);
        burn.Warnings.ShouldBe(
            [new(9_000, new DateOnly(2026, 3, 1)), new(10_000, new DateOnly(2026, 11, 20))]);
        burn.Forecast.ShouldBe(new Money(100_500_000 + 3_660_714));
        burn.ExhaustedOn.ShouldBeNull();
    }

    [Fact]
    public void The_day_on_which_the_figure_is_used_up_is_told_when_it_lies_in_the_year()
    {
        BurnDown At(long figure) => BurnDown.Of(
            2026,
            new DateOnly(2026, 1, 10),
            [new(new DateOnly(2026, 1, 1), new Money(figure))],
            [new(new DateOnly(2026, 1, 5), new Money(1_000), Money.Zero)],
            []);

        At(2_000).ExhaustedOn.ShouldBe(new DateOnly(2026, 1, 20));
        At(1_001).ExhaustedOn.ShouldBe(new DateOnly(2026, 1, 11));
        At(100_000).ExhaustedOn.ShouldBeNull();
        At(2_000).Forecast.ShouldBe(new Money(1_000 + 35_500));
    }

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static string Two(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
