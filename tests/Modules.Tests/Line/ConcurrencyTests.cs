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
    public async Task Eight_visits_of_one_person_settled_at_once_count_the_deductible_once(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var walks = new List<SettlementWalk>();
        for (var visit = 0; visit < AtOnce; visit++)
        {
            var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
            (await walk.UploadAsync((Drug, 26.00m, 1))).ShouldSucceed();
            walks.Add(walk);
        }

        var answers = await Task.WhenAll(walks
            .Select(walk => Task.Run(() => host.CallAsync("2207", walk.Settling(26.00m, 26.00m)))));

        var infos = answers.Select(answer => answer.ShouldSucceed().Output["setlinfo"]!).ToList();
        infos.Select(info => (decimal)info["act_pay_dedc"]!).OrderDescending()
            .ShouldBe([26m, 14m, 0m, 0m, 0m, 0m, 0m, 0m]);
        var balances = infos.Select(info => (decimal)info["balc"]!).ToList();
        balances.Distinct().Count().ShouldBe(AtOnce, "each saw what the one before it left");
        balances.Min().ShouldBe(1500.00m - infos.Sum(info => (decimal)info["acct_pay"]!));
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }
}
