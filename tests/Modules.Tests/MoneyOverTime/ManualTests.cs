using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>手工报销 — on paper the same answer, the same ledger and trail, and never twice.</summary>
public sealed class ManualTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_claim_on_paper_comes_to_what_the_network_would_have_paid_on_that_day(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var online = await stage.SettleAsync(person: 0, day: "2026-03-02 09:00:00");

        var paper = await stage.PostAsync(Path(stage), Claim(stage, 3, "P0001"));

        ((string)paper["route"]!).ShouldBe("manual");
        ((string)paper["serviceOn"]!).ShouldBe("2026-03-02");
        ((string)paper["fund_pay_sumamt"]!).ShouldBe(Two(online.Amount("fund_pay_sumamt")));
        ((string)paper["psn_cash_pay"]!).ShouldBe(Two(online.Amount("psn_cash_pay")));
        (await stage.NumberAsync("select sum(amount) from settlement_ledger_entry where account_name = 'person'"))
            .ShouldBe((long)(online.Amount("fund_pay_sumamt") * 100));
        (await stage.NumberAsync("select count(*) from settlement_accumulator where benefit_year = 2026")).ShouldBe(2);
        var detail = await stage.GetAsync($"/settlements/{(string)paper["psn_no"]!}/{(string)paper["setl_id"]!}");
        ((bool)detail["calculation"]!["agrees"]!).ShouldBeTrue();
        (await stage.GetAsync("/settlements?route=manual"))["settlements"]!.AsArray().Count.ShouldBe(1);
        ((string)(await stage.GetAsync($"/institutions/{stage.Institution}/subtotals"))["all"]!["medfee_sumamt"]!)
            .ShouldBe("130.00", "what is owed to a person is not owed to the institution");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_is_paid_is_not_paid_again_until_it_is_taken_back(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var online = await stage.SettleAsync();
        await RefusedAsync(stage, Claim(stage, 0, "INV1"));
        await RefusedAsync(stage, Claim(stage, 0, "P1", mdtrtId: online.Walk.MdtrtId));

        var key = stage.Host.NextMsgId();
        var first = await stage.PostAsync(Path(stage), Claim(stage, 0, "P2"), key: key);
        (await stage.PostAsync(Path(stage), Claim(stage, 0, "P2"), key: key)).ToJsonString()
            .ShouldBe(first.ToJsonString());
        await RefusedAsync(stage, Claim(stage, 1, "P2"));
        var late = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 1), "offline");
        (await late.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        (await stage.Host.CallAsync("2207", late.Settling(130m, 130m, change: data => data["invono"] = "P2")))
            .ShouldRefuse("E-CLAIMED-BY-HAND");

        var claim = $"{Path(stage)}/{(string)first["psn_no"]!}/{(string)first["setl_id"]!}";
        var asNetwork = online.Walk.Reversing();
        asNetwork["data"]!["setl_id"] = (string)first["setl_id"]!;
        asNetwork["data"]!["mdtrt_id"] = (string)first["mdtrt_id"]!;
        (await stage.Host.CallAsync("2208", asNetwork)).ShouldRefuse("E-SETTLEMENT-UNKNOWN");
        ((string)(await stage.PostAsync(claim + "/reversal", []))["state"]!).ShouldBe("reversal");
        await stage.PostAsync(claim + "/reversal", [], HttpStatusCode.UnprocessableEntity);
        await stage.PostAsync(Path(stage), Claim(stage, 1, "P2"));

        (await stage.NumberAsync("select count(*) from settlement_manual_claim")).ShouldBe(2);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_many_entries_of_one_invoice_at_once_one_is_paid(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var tried = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => Task.Run(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agency" + Path(stage))
            {
                Content = new StringContent(Claim(stage, at % 2, "P9").ToJsonString()),
            };
            request.Headers.Add("Idempotency-Key", stage.Host.NextMsgId());
            request.Headers.Authorization = new("Bearer", MoneyStage.Officer);
            return (await stage.Host.Client.SendAsync(request)).StatusCode;
        })));

        tried.Count(status => status == HttpStatusCode.OK).ShouldBe(1);
        (await stage.NumberAsync("select count(*) from settlement_settlement")).ShouldBe(1);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_entry_that_cannot_be_is_refused_and_leaves_nothing(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await stage.PostAsync(Path(stage), [], HttpStatusCode.BadRequest);
        await RefusedAsync(stage, Claim(stage, 0, "P1", on: "2026-12-01"), "E-MANUAL-FUTURE");
        await RefusedAsync(stage, Claim(stage, 2, "P1"), "E-SCHEME");
        await stage.PostAsync(Path(stage), Claim(stage, 0, "P1"), HttpStatusCode.Unauthorized, token: "x");
        var wrong = Claim(stage, 0, "P1");
        wrong["lines"]![0]!["det_item_fee_sumamt"] = "131.00";
        await stage.PostAsync(Path(stage), wrong, HttpStatusCode.BadRequest);
        wrong = Claim(stage, 0, "P1");
        wrong["diagnoses"]![0] = "I10\0";
        await stage.PostAsync(Path(stage), wrong, HttpStatusCode.BadRequest);
        (await stage.NumberAsync("select count(*) from settlement_fee_line")).ShouldBe(0);
        (await stage.NumberAsync("select count(*) from settlement_settlement")).ShouldBe(0);
    }

    internal static JsonObject Claim(
        MoneyStage stage, int person, string invoice, string? mdtrtId = null, string on = "2026-03-02") => new()
        {
            ["psn_no"] = LinePerson.At(stage.Host, person).PsnNo,
            ["insutype"] = "310",
            ["med_type"] = "11",
            ["invono"] = invoice,
            ["mdtrt_id"] = mdtrtId,
            ["channel"] = "offline",
            ["serviceOn"] = on,
            ["reason"] = "机构系统故障，未能联网结算",
            ["diagnoses"] = new JsonArray("I10.x00x002"),
            ["lines"] = new JsonArray(new JsonObject
            {
                ["feedetl_sn"] = "1",
                ["med_list_codg"] = MoneyStage.Drug,
                ["cnt"] = 5,
                ["pric"] = 26.00m,
                ["det_item_fee_sumamt"] = "130.00",
            }),
        };

    internal static string Path(MoneyStage stage) => $"/institutions/{stage.Institution}/manual-claims";

    private static async Task RefusedAsync(MoneyStage stage, JsonObject claim, string code = "E-CLAIMED-ALREADY")
    {
        var refused = await stage.PostAsync(Path(stage), claim, HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe(code);
    }

    private static string Two(decimal amount) =>
        amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
