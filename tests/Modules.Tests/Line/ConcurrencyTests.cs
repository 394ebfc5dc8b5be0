using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>并发 — calls at the same moment come to what they would one after another.</summary>
public sealed class ConcurrencyTests(PostgresServer server)
{
    private const string Drug = "XC08CAB049A001010100101";
    private const int AtOnce = 8;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_eight_settlements_of_one_batch_exactly_one_settles(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce)
            .Select(_ => Task.Run(() => host.CallAsync("2207", walk.Settling(130.00m, 130.00m)))));

        var settled = answers.Where(answer => answer.Infcode == 0).ShouldHaveSingleItem();
        foreach (var refused in answers.Where(answer => answer != settled))
        {
            refused.ShouldRefuse("E-ALREADY-SETTLED");
        }

        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_eight_sendings_of_one_message_all_get_the_one_answer(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();
        var msgid = host.NextMsgId();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(
            () => host.CallAsync("2207", walk.Settling(130.00m, 130.00m), message => message["msgid"] = msgid))));

        answers.Select(answer => answer.ShouldSucceed().Output.ToJsonString()).Distinct().ShouldHaveSingleItem();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Eight_visits_of_one_person_settled_at_once_add_up_exactly(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walks = new List<SettlementWalk>();
        for (var visit = 0; visit < AtOnce; visit++)
        {
            var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
            (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();
            walks.Add(walk);
        }

        var answers = await Task.WhenAll(walks
            .Select(walk => Task.Run(() => host.CallAsync("2207", walk.Settling(130.00m, 130.00m)))));

        var infos = answers.Select(answer => answer.ShouldSucceed().Output["setlinfo"]!).ToList();
        infos.ShouldAllBe(info => (decimal)info["act_pay_dedc"]! == 40.00m);
        (await TotalsAsync(host)).ShouldBe((
            AtOnce * 40_00L, decimal.ToInt64(infos.Sum(info => (decimal)info["fund_pay_sumamt"]!) * 100m)));
        var balances = infos.Select(info => (decimal)info["balc"]!).ToList();
        balances.Distinct().Count().ShouldBe(AtOnce, "each saw what the one before it left");
        balances.Min().ShouldBe(1500.00m - infos.Sum(info => (decimal)info["acct_pay"]!));
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_an_upload_and_a_cancellation_at_once_exactly_one_is_done(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        for (var round = 0; round < AtOnce; round++)
        {
            var walk = await SettlementWalk.DiagnosedAsync(host, person);
            var cancel = new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["psn_no"] = person.PsnNo,
                    ["mdtrt_id"] = walk.MdtrtId,
                    ["ipt_otp_no"] = "MZ0001",
                },
            };

            var answers = await Task.WhenAll(
                Task.Run(() => walk.UploadAsync((Drug, 26.00m, 1))), Task.Run(() => host.CallAsync("2202", cancel)));

            answers.Where(answer => answer.Infcode != 0).ShouldHaveSingleItem().ShouldRefuse("E-VISIT-CLOSED");
        }
    }

    /// <summary>The year's totals as stored, in fen.</summary>
    private static async Task<(long Deductible, long Fund)> TotalsAsync(LineHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        var deductible = db.Database.SqlQueryRaw<long>(
            "select cast(sum(deductible_used) as bigint) as \"Value\" from settlement_accumulator");
        var fund = db.Database.SqlQueryRaw<long>(
            "select cast(sum(fund_paid) as bigint) as \"Value\" from settlement_accumulator");
        return (await deductible.SingleAsync(), await fund.SingleAsync());
    }
}
