using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>
/// 日结 — a day is closed once, nothing in it changes, and what comes later posts on the next open day.
/// </summary>
public sealed class CloseTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_closed_day_keeps_its_totals_and_what_comes_later_posts_on_the_next(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var online = await stage.SettleAsync(channel: "internet", account: true);
        var offline = await stage.SettleAsync(person: 2, packs: 2);
        var path = $"/institutions/{stage.Institution}/closes";
        var today = new JsonObject { ["upTo"] = "2026-11-20" };

        var closed = await stage.PostAsync(path, today.DeepClone().AsObject());
        ((int)closed["items"]!).ShouldBe(2);
        ((string)closed["medfee_sumamt"]!).ShouldBe("182.00");
        var totals = closed["totals"]!.AsArray().ToDictionary(one => (string)one!["channel"]!, one => one!);
        ((string)totals["internet"]["fund_pay_sumamt"]!).ShouldBe(Two(online.Amount("fund_pay_sumamt")));
        ((string)totals["internet"]["acct_pay"]!).ShouldBe(Two(online.Amount("acct_pay")));
        ((string)totals["offline"]["psn_cash_pay"]!).ShouldBe(Two(offline.Amount("psn_cash_pay")));

        await stage.SettleAsync(packs: 1);
        (await stage.ReverseAsync(offline)).ShouldSucceed();
        (await stage.PostAsync(path, today.DeepClone().AsObject())).ToJsonString().ShouldBe(closed.ToJsonString());

        stage.Host.Clock.Advance(TimeSpan.FromDays(2));
        await stage.SettleAsync(packs: 3);
        await stage.CloseAsync("2026-11-22");
        var books = await stage.GetAsync(path + "?from=2026-11-01&to=2026-11-30");
        ((string)books["postedUpTo"]!).ShouldBe("2026-11-22");
        books["closes"]!.AsArray().Select(one => ((string)one!["day"]!, (int)one["items"]!))
            .ShouldBe([("2026-11-20", 2), ("2026-11-21", 2), ("2026-11-22", 1)]);
        (await stage.NumberAsync("select count(*) from settlement_day_close_item")).ShouldBe(5);
        (await stage.NumberAsync("select sum(fee) from settlement_day_close")).ShouldBe(
            await stage.NumberAsync("select sum(fee) from settlement_settlement"));
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Many_closers_at_once_and_settlements_between_post_each_fen_once(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await stage.SettleAsync();

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => stage.CloseAsync("2026-11-20")))
                .Concat(new[] { 1, 2 }.Select(person => Task.Run(() => (Task)stage.SettleAsync(person)))));
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        await stage.CloseAsync("2026-11-21");

        (await stage.NumberAsync("select count(*) from settlement_day_close")).ShouldBe(2);
        (await stage.NumberAsync("select count(*) from settlement_day_close_item")).ShouldBe(3);
        (await stage.NumberAsync("select sum(fee) from settlement_day_close_total")).ShouldBe(39_000);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [InlineData("sqlite", "update settlement_day_close set fund = fund + 1")]
    [InlineData("postgres", "update settlement_day_close_total set account = account + 1")]
    [InlineData("sqlite", "delete from settlement_day_close_item")]
    public async Task A_close_that_was_changed_is_found(string database, string tampering)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await stage.SettleAsync();
        await stage.CloseAsync("2026-11-20");
        await stage.ShouldBeProvenAsync();

        await stage.SqlAsync(tampering);

        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_day_to_come_a_day_before_the_first_and_a_stranger_are_refused(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/closes";
        static JsonObject Day(string day) => new() { ["upTo"] = day };

        await stage.PostAsync(path, Day("2026-11-20"), HttpStatusCode.Unauthorized, token: "");
        await stage.PostAsync(path, Day("2026-11-20"), HttpStatusCode.Forbidden, token: "demo-doctor-2026");
        await stage.PostAsync("/institutions/H0/closes", Day("2026-11-20"), HttpStatusCode.NotFound);
        await stage.PostAsync(path, Day("yesterday"), HttpStatusCode.BadRequest);
        var future = await stage.PostAsync(path, Day("2026-11-21"), HttpStatusCode.UnprocessableEntity);
        ((string)future["code"]!).ShouldBe("E-CLOSE-FUTURE");
        await stage.CloseAsync("2026-11-20");
        var before = await stage.PostAsync(path, Day("2026-11-19"), HttpStatusCode.UnprocessableEntity);
        ((string)before["code"]!).ShouldBe("E-CLOSE-BEFORE");
        stage.Host.Access.Has("E-NOT-SIGNED-IN").ShouldBeTrue();
    }

    private static string Two(decimal amount) =>
        amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
