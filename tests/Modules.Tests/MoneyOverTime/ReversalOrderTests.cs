using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Settlement;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>冲正次序 (AMB-33), 部分重收, 结果不明 — what taking money back leaves behind.</summary>
public sealed class ReversalOrderTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Where_order_is_free_the_later_settlement_keeps_its_result_and_is_to_be_reviewed(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var first = await stage.SettleAsync();
        var second = await stage.SettleAsync();

        var reversed = (await stage.ReverseAsync(first)).ShouldSucceed();

        ((string)reversed.Json["warn_msg"]!).ShouldContain("W-LATER-STANDS");
        (await stage.NumberAsync("""
            select count(*) from platform_outbox where kind = 'settlement.reversed' and payload like '%later-stands%'
            """)).ShouldBe(1);
        (await stage.NumberAsync("select sum(fund_paid) from settlement_accumulator"))
            .ShouldBe((long)(second.Amount("fund_pay_sumamt") * 100));
        (await stage.GetAsync($"/settlements/{second.Person.PsnNo}/{second.SetlId}"))["calculation"]!["agrees"]!
            .GetValue<bool>().ShouldBeTrue();
        var third = await stage.SettleAsync();
        ((string)(await stage.ReverseAsync(third)).ShouldSucceed().Json["warn_msg"]!).ShouldBe("");
        (await stage.ReverseAsync(second)).ShouldSucceed();
        (await stage.NumberAsync("select sum(fund_paid) + sum(deductible_used) from settlement_accumulator"))
            .ShouldBe(0);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Where_the_last_goes_first_an_earlier_settlement_waits_for_the_later_ones(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        (await PublishLastFirstAsync(stage.Host)).ShouldBeTrue();
        var otherYear = await stage.SettleAsync(day: "2025-06-10 09:00:00");
        var first = await stage.SettleAsync();
        var second = await stage.SettleAsync();

        (await stage.ReverseAsync(first)).ShouldRefuse("E-REVERSE-ORDER");
        (await stage.ReverseAsync(otherYear)).ShouldSucceed();
        (await stage.ReverseAsync(second)).ShouldSucceed();
        (await stage.ReverseAsync(first)).ShouldSucceed();

        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_reversal_goes_back_to_the_year_of_the_service_and_leaves_the_other_alone(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var old = await stage.SettleAsync(day: "2025-12-31 09:00:00");
        var young = await stage.SettleAsync(day: "2026-01-02 09:00:00");
        old.Amount("act_pay_dedc").ShouldBe(40.00m);
        young.Amount("act_pay_dedc").ShouldBe(40.00m);

        ((string)(await stage.ReverseAsync(old)).ShouldSucceed().Json["warn_msg"]!).ShouldBe("");

        (await stage.NumberAsync(
            "select sum(deductible_used) from settlement_accumulator where benefit_year = 2025")).ShouldBe(0);
        (await stage.NumberAsync(
            "select sum(deductible_used) from settlement_accumulator where benefit_year = 2026")).ShouldBe(4000);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_reversed_batch_is_charged_again_in_part_and_the_other_batch_stays_settled(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var person = LinePerson.At(stage.Host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person, "offline");
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        (await stage.Host.CallAsync("2204", walk.Fees(SettlementWalk.Line(
            "G1", walk.MdtrtId, person.PsnNo, MoneyStage.Drug, MoneyStage.Price, 2, "B2")))).ShouldSucceed();
        await walk.SettleAsync(130.00m, 130.00m);
        (await stage.Host.CallAsync("2207", walk.Settling(52.00m, 52.00m, batch: "B2"))).ShouldSucceed();

        (await stage.Host.CallAsync("2208", walk.Reversing())).ShouldSucceed();
        (await stage.NumberAsync("select count(*) from visits_visit where state = 'Settled'")).ShouldBe(1);
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 3))).ShouldSucceed();
        (await stage.Host.CallAsync("2207", walk.Settling(130.00m, 130.00m))).ShouldRefuse("E-AMOUNT-MISMATCH");
        await walk.SettleAsync(78.00m, 78.00m);

        (await stage.NumberAsync(
            "select max(generation) from settlement_settlement where chrg_bchno = 'B1'")).ShouldBe(2);
        (await stage.NumberAsync("select sum(fee) from settlement_settlement")).ShouldBe(13_000);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_message_that_comes_after_its_undoing_is_not_carried_out(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var person = LinePerson.At(stage.Host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person, "offline");
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        var late = stage.Host.NextMsgId();

        for (var again = 0; again < 2; again++)
        {
            (await stage.Host.CallAsync("2601", Undo(person, late))).ShouldSucceed();
        }

        (await stage.Host.CallAsync("2207", walk.Settling(130.00m, 130.00m), message => message["msgid"] = late))
            .ShouldRefuse("E-DUP-MSGID");
        await walk.SettleAsync(130.00m, 130.00m);
        (await stage.NumberAsync("select count(*) from settlement_settlement")).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settlement_and_its_undoing_at_the_same_moment_leave_nothing_standing(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var person = LinePerson.At(stage.Host, 0);
        for (var round = 0; round < 6; round++)
        {
            var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person, "offline");
            (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
            var msgid = stage.Host.NextMsgId();

            var answers = await Task.WhenAll(
                Task.Run(() => stage.Host.CallAsync(
                    "2207", walk.Settling(130.00m, 130.00m), message => message["msgid"] = msgid)),
                Task.Run(() => stage.Host.CallAsync("2601", Undo(person, msgid))));

            answers[1].ShouldSucceed();
            (await stage.NumberAsync(
                "select count(*) from settlement_settlement where reverses is null and reversed_by is null"))
                .ShouldBe(0);
        }

        await stage.ShouldBeProvenAsync();
    }

    internal static JsonObject Undo(LinePerson person, string msgid) => new()
    {
        ["data"] = new JsonObject { ["psn_no"] = person.PsnNo, ["omsgid"] = msgid, ["oinfno"] = "2207" },
    };

    private static Task<bool> PublishLastFirstAsync(LineHost host)
    {
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary();
        foreach (var name in files.Keys.ToList())
        {
            files[name] = Regex.Replace(
                files[name].Replace("last-first: false", "last-first: true", StringComparison.Ordinal),
                "```example\\n.*?\\n```\\n",
                "",
                RegexOptions.Singleline);
        }

        return SettlementModule.PublishLawAsync(host.Services, files, LawLibrary.Load(files), CancellationToken.None);
    }
}
