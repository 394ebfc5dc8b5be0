using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Budgeting;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>总额的拟定与审批 — a figure is one officer's word until another has agreed.</summary>
public sealed class BudgetDecisionTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_figure_counts_only_once_a_second_officer_has_approved_it(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        var proposed = await stage.PostAsync(path, MoneyStage.Figure("9000.00", "2026-01-01", "年初下达"));
        ((string)proposed["state"]!).ShouldBe("proposed");
        ((string?)(await stage.GetAsync(path))["figure"]).ShouldBeNull();

        (await RefusedAsync(stage, path + "/1/decision", Agrees(true), MoneyStage.Officer)).ShouldBe("E-BUDGET-SELF");
        (await RefusedAsync(stage, path, MoneyStage.Figure("1.00", "2026-01-01", "x"), MoneyStage.Second))
            .ShouldBe("E-BUDGET-OPEN");
        await stage.PostAsync(path + "/1/decision", Agrees(false), token: MoneyStage.Second);
        ((string?)(await stage.GetAsync(path))["figure"]).ShouldBeNull();

        await stage.PostAsync(path, MoneyStage.Figure("8000.00", "2026-01-01", "更正"), token: MoneyStage.Second);
        await stage.PostAsync(path + "/2/decision", Agrees(true));
        (await RefusedAsync(stage, path + "/2/decision", Agrees(false), MoneyStage.Officer)).ShouldBe("E-BUDGET-STATE");
        (await RefusedAsync(stage, path + "/3/decision", Agrees(true), MoneyStage.Officer))
            .ShouldBe("E-BUDGET-UNKNOWN");
        await stage.PostAsync(path + "/2/decision", new JsonObject(), HttpStatusCode.BadRequest);

        var budget = await stage.GetAsync(path);
        ((string)budget["figure"]!).ShouldBe("8000.00");
        budget["amendments"]!.AsArray()
            .Select(one => ((string)one!["state"]!, (string)one["proposedBy"]!, (string)one["decidedBy"]!))
            .ShouldBe([("rejected", "agency", "agency-second"), ("approved", "agency-second", "agency")]);
        ((string)budget["amendments"]![1]!["document"]!).ShouldBe("云医保〔2026〕1号");
        foreach (var (kind, times) in new[] { ("proposed", 2), ("rejected", 1), ("approved", 1) })
        {
            (await stage.NumberAsync(
                $"select count(*) from trail_institution_entry where kind = 'settlement.budget-{kind}'"))
                .ShouldBe(times, kind);
        }

        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_figure_sent_twice_is_one_amendment_and_a_bad_one_is_refused(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        var (key, second) = (stage.Host.NextMsgId(), stage.Host.NextMsgId());
        var figure = MoneyStage.Figure("10000.00", "2026-03-01", "下达");
        var first = await stage.PostAsync(path, figure, key: key);
        (await stage.PostAsync(path, figure, key: key)).ToJsonString().ShouldBe(first.ToJsonString());
        await stage.PostAsync(
            path, MoneyStage.Figure("20000.00", "2026-03-01", "下达"), HttpStatusCode.Conflict, key: key);
        var agreed = await stage.PostAsync(
            path + "/1/decision", Agrees(true), token: MoneyStage.Second, key: second);
        (await stage.PostAsync(path + "/1/decision", Agrees(true), token: MoneyStage.Second, key: second))
            .ToJsonString().ShouldBe(agreed.ToJsonString());

        foreach (var day in new[] { "2026-02-28", "2027-02-01" })
        {
            (await RefusedAsync(stage, path, MoneyStage.Figure("1.00", day, "x"), MoneyStage.Officer))
                .ShouldBe("E-BUDGET-DAY");
        }

        await stage.PostAsync(path, MoneyStage.Figure("1.005", "2026-04-01", "x"), HttpStatusCode.BadRequest);
        await stage.PostAsync(path, MoneyStage.Figure("1.00", "2026-04-01", "x", "-1"), HttpStatusCode.BadRequest);
        var unfounded = MoneyStage.Figure("1.00", "2026-04-01", "x");
        unfounded.Remove("document");
        await stage.PostAsync(path, unfounded, HttpStatusCode.BadRequest);
        (await stage.NumberAsync("select count(*) from settlement_budget")).ShouldBe(1);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_many_proposals_and_many_decisions_at_once_one_holds(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        async Task<int> HeldAsync(string to, Func<int, JsonObject> body, string token)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => Task.Run(async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agency" + to)
                {
                    Content = new StringContent(body(at).ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
                };
                request.Headers.Add("Idempotency-Key", stage.Host.NextMsgId());
                request.Headers.Authorization = new("Bearer", token);
                using var response = await stage.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
                return response.StatusCode;
            })));
            answers.ShouldAllBe(code => code == HttpStatusCode.OK || code == HttpStatusCode.UnprocessableEntity);
            return answers.Count(code => code == HttpStatusCode.OK);
        }

        (await HeldAsync(path, at => MoneyStage.Figure($"{at + 1}000.00", "2026-01-01", "x"), MoneyStage.Officer))
            .ShouldBe(1);
        (await HeldAsync(path + "/1/decision", at => Agrees(at % 2 == 0), MoneyStage.Second)).ShouldBe(1);

        (await stage.NumberAsync("select count(*) from trail_institution_entry where kind like 'settlement.budget-%'"))
            .ShouldBe(2);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [InlineData("sqlite", "update settlement_budget set decided_by = 'agency'")]
    [InlineData("postgres", "update settlement_budget set amount = amount + 1")]
    [InlineData("sqlite", "update settlement_budget set state = 'Approved'")]
    public async Task A_figure_that_was_changed_behind_the_second_officers_back_is_found(
        string database, string tampering)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        await stage.PostAsync(path, MoneyStage.Figure("100.00", "2026-01-01", "x"));
        await stage.PostAsync(path + "/1/decision", Agrees(false), token: MoneyStage.Second);
        await stage.ShouldBeProvenAsync();

        await stage.SqlAsync(tampering);

        (await Line.SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_figure_of_a_large_hospital_and_one_of_a_fen_are_both_told(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var path = $"/institutions/{stage.Institution}/budgets/2026";
        await stage.BudgetAsync(MoneyStage.Figure("0.01", "2026-01-01", "x"));
        var used = (await stage.SettleAsync(packs: 60)).Amount("fund_pay_sumamt");
        ((string)(await stage.GetAsync(path))["rate"]!).ShouldBe($"{used * 100:0}.0000");
        await stage.BudgetAsync(MoneyStage.Figure("2350000000.00", "2026-11-20", "调整"));
        ((string)(await stage.GetAsync(path))["figure"]!).ShouldBe("2350000000.00");
    }

    [Fact]
    public void A_rate_may_be_larger_than_an_int_holds() => BurnDown.Of(
        2026,
        new DateOnly(2026, 11, 20),
        [new(new DateOnly(2026, 1, 1), new Money(1))],
        [new(new DateOnly(2026, 3, 1), new Money(9_800_000_000), Money.Zero)],
        [10_000]).Rate.ShouldBe(98_000_000_000_000);

    private static JsonObject Agrees(bool agrees) => new() { ["agrees"] = agrees };

    private static async Task<string> RefusedAsync(MoneyStage stage, string path, JsonObject body, string token) =>
        (string)(await stage.PostAsync(path, body, HttpStatusCode.UnprocessableEntity, token))["code"]!;
}
