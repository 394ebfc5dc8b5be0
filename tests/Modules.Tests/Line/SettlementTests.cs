using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host.Trail;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>
/// The worked example of the documents, carried over the national interface to the proof, on both databases.
/// </summary>
public sealed class SettlementTests(PostgresServer server)
{
    private const string Consultation = "110200001";
    private const string ExpertFee = "110200002";
    private const string Drug = "XC08CAB049A001010100101";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_worked_example_is_settled_proven_reversed_and_proven_again(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        (await host.CallAsync("9001", new JsonObject
        {
            ["signIn"] = new JsonObject { ["opter_no"] = "1001", ["mac"] = "00-11", ["ip"] = "10.0.0.1" },
        })).ShouldSucceed();
        var walk = await SettlementWalk.DiagnosedAsync(host, person);

        var lines = (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        ((decimal)lines.Output["result"]![0]!["inscp_scp_amt"]!).ShouldBe(7.50m);
        ((decimal)lines.Output["result"]![0]!["pric_uplmt_amt"]!).ShouldBe(7.50m);
        ((decimal)lines.Output["result"]![1]!["inscp_scp_amt"]!).ShouldBe(130.00m);
        ((string)lines.Output["result"]![1]!["chrgitm_lv"]!).ShouldBe("01");

        var preview = (await host.CallAsync("2206", walk.Settling(137.50m, 137.50m))).ShouldSucceed().Output;
        preview["setlinfo"]!["setl_id"].ShouldBeNull();
        var settled = await walk.SettleAsync(137.50m, 137.50m);
        foreach (var info in new[] { preview["setlinfo"]!, settled["setlinfo"]! })
        {
            Amount(info, "medfee_sumamt").ShouldBe(137.50m);
            Amount(info, "act_pay_dedc").ShouldBe(40.00m);
            Amount(info, "hifp_pay").ShouldBe(53.63m);
            Amount(info, "fund_pay_sumamt").ShouldBe(53.63m);
            Amount(info, "psn_part_amt").ShouldBe(83.87m);
            Amount(info, "acct_pay").ShouldBe(83.87m);
            Amount(info, "psn_cash_pay").ShouldBe(0m);
            Amount(info, "balc").ShouldBe(1416.13m);
            Amount(info, "pool_prop_selfpay").ShouldBe(0.55m);
        }

        settled["setldetail"]!.AsArray().Sum(part => Amount(part!, "fund_payamt")).ShouldBe(137.50m);
        (await VerifyAsync(host)).Breaks.ShouldBeEmpty();

        var queried = (await host.CallAsync("5203", walk.Reversing())).ShouldSucceed().Output["setlinfo"]!;
        Amount(queried, "psn_pay").ShouldBe(83.87m);
        Amount(queried, "cash_payamt").ShouldBe(0m);
        ((string)queried["pay_loc"]!).ShouldBe("5");

        var reversed = (await host.CallAsync("2208", walk.Reversing())).ShouldSucceed().Output["setlinfo"]!;
        Amount(reversed, "hifp_pay").ShouldBe(-53.63m);
        Amount(reversed, "act_pay_dedc").ShouldBe(-40.00m);
        Amount(reversed, "pdn_cash_pay").ShouldBe(0m);
        Amount(reversed, "psn_cash_pay").ShouldBe(0m);
        Amount(reversed, "balc").ShouldBe(1500.00m);
        (await host.CallAsync("2208", walk.Reversing())).ShouldRefuse("E-ALREADY-REVERSED");

        var report = await VerifyAsync(host);
        report.Breaks.ShouldBeEmpty();
        report.Counts.Records.ShouldBeGreaterThan(0);
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_repeated_settlement_answers_the_first_one_and_another_is_refused(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        var msgid = host.NextMsgId();
        var input = walk.Settling(7.50m, 7.50m);

        void Number(JsonObject message) => message["msgid"] = msgid;
        var first = (await host.CallAsync("2207", input.DeepClone(), Number)).ShouldSucceed();
        var again = (await host.CallAsync("2207", input.DeepClone(), Number)).ShouldSucceed();

        again.Output.ToJsonString().ShouldBe(first.Output.ToJsonString());
        (await host.CallAsync("2207", input.DeepClone())).ShouldRefuse("E-ALREADY-SETTLED");
        (await host.CallAsync("2206", input.DeepClone())).ShouldRefuse("E-ALREADY-SETTLED");
        (await host.CallAsync("2205", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["mdtrt_id"] = walk.MdtrtId,
                ["chrg_bchno"] = "B1",
                ["psn_no"] = LinePerson.First(host).PsnNo,
            },
        })).ShouldRefuse("E-ALREADY-SETTLED");
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_lost_answer_is_undone_once_and_the_batch_can_be_charged_again(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        var lost = host.NextMsgId();
        (await host.CallAsync("2207", walk.Settling(137.50m, 137.50m), message => message["msgid"] = lost))
            .ShouldSucceed();
        JsonObject Undo(string msgid, string infno = "2207") => new()
        {
            ["data"] = new JsonObject { ["psn_no"] = person.PsnNo, ["omsgid"] = msgid, ["oinfno"] = infno },
        };

        (await host.CallAsync("2601", Undo(lost))).ShouldSucceed();
        (await host.CallAsync("2601", Undo(lost))).ShouldSucceed();
        (await host.CallAsync("2601", Undo("H532301000022026112099999999"))).ShouldSucceed();
        (await host.CallAsync("2601", Undo(lost, "2201"))).ShouldRefuse("E-UNDO-KIND");

        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        Amount((await walk.SettleAsync(7.50m, 7.50m))["setlinfo"]!, "act_pay_dedc").ShouldBe(7.50m);
        (await VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Amounts_that_do_not_agree_refuse_and_leave_nothing(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await host.CallAsync("2207", walk.Settling(7.50m, 7.50m))).ShouldRefuse("E-NO-FEE-LINES");
        (await walk.UploadAsync((Consultation, 7.51m, 1))).ShouldRefuse("E-OVER-CEILING");
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldRefuse("E-DUP-FEE-LINE");
        var expert = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await expert.UploadAsync((ExpertFee, 12.00m, 1))).ShouldRefuse("E-UNAPPROVED-ITEM");

        (await host.CallAsync("2207", walk.Settling(7.51m, 7.50m))).ShouldRefuse("E-AMOUNT-MISMATCH");
        (await host.CallAsync("2207", walk.Settling(7.50m, 7.49m))).ShouldRefuse("E-AMOUNT-MISMATCH");
        (await host.CallAsync("2207", walk.Settling(-7.50m, 7.50m))).ShouldRefuse("E-FIELD-FORMAT");
        (await host.CallAsync("2207", walk.Settling(7.505m, 7.50m))).ShouldRefuse("E-FIELD-FORMAT");
        var stranger = LinePerson.At(host, 1);
        (await host.CallAsync("2207", walk.Settling(7.50m, 7.50m, change: data => data["psn_no"] = stranger.PsnNo)))
            .ShouldRefuse("E-VISIT-UNKNOWN");

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        (await db.Database.SqlQueryRaw<int>("select count(*) as \"Value\" from settlement_settlement").SingleAsync())
            .ShouldBe(0);
        (await VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Online_equals_offline_to_the_fen(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var online = await SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 0));
        var offline = await SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 0), "offline");
        (await online.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        (await offline.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();

        var first = (await online.SettleAsync(137.50m, 137.50m, account: false))["setlinfo"]!;
        var second = (await offline.SettleAsync(137.50m, 137.50m, account: false))["setlinfo"]!;

        foreach (var name in new[] { "hifp_pay", "act_pay_dedc", "psn_part_amt", "psn_cash_pay", "inscp_scp_amt" })
        {
            Amount(second, name).ShouldBe(Amount(first, name), name);
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settlement_with_somebody_elses_credential_is_an_identity_refusal(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        var stranger = LinePerson.At(host, 1);
        (string Type, string Number)[] credentials =
            [("01", stranger.Token), ("01", "X"), ("02", stranger.Certno), ("03", "X")];

        foreach (var (type, number) in credentials)
        {
            var asked = walk.Settling(7.50m, 7.50m, change: data =>
            {
                data["mdtrt_cert_type"] = type;
                data["mdtrt_cert_no"] = number;
            });
            (await host.CallAsync("2206", asked.DeepClone())).ShouldRefuse("E-IDENTITY");
            (await host.CallAsync("2207", asked)).ShouldRefuse("E-IDENTITY");
        }

        (await host.CallAsync("2206", walk.Settling(7.50m, 7.50m, change: data => data["mdtrt_cert_no"] = "")))
            .ShouldSucceed();
        await walk.SettleAsync(7.50m, 7.50m);
    }

    internal static async Task<TrailReport> VerifyAsync(LineHost host)
    {
        await host.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(CancellationToken.None);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        return await host.Services.GetRequiredService<TrailVerifier>().VerifyAsync(
            db,
            new TrailVerification { Keys = host.Services.GetRequiredService<PlatformKeys>() },
            CancellationToken.None);
    }

    private static decimal Amount(JsonNode info, string name) => (decimal)info[name]!;
}
