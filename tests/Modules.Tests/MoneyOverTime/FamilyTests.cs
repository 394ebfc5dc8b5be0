using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Ids;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>家庭共济 — a relative's account pays after the own one, by consent, and both books balance.</summary>
public sealed class FamilyTests(PostgresServer server)
{
    private const int Employee = 0;
    private const int Resident = 2;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_relatives_account_pays_what_the_own_one_leaves_and_a_reversal_restores_both(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await BindAsync(stage, Resident, Employee);
        var walk = await OpenAsync(stage, Resident, 5);

        var preview = await CallAsync(stage, "2206", walk, Resident, 130.00m);
        var info = await CallAsync(stage, "2207", walk, Resident, 130.00m);

        foreach (var one in new[] { preview, info })
        {
            var shared = MoneyStage.Amount(one, "acct_mulaid_pay");
            shared.ShouldBeGreaterThan(0m);
            MoneyStage.Amount(one, "acct_pay").ShouldBe(shared);
            MoneyStage.Amount(one, "psn_part_amt")
                .ShouldBe(MoneyStage.Amount(one, "acct_pay") + MoneyStage.Amount(one, "psn_cash_pay"));
            MoneyStage.Amount(one, "balc").ShouldBe(0m);
        }

        var paid = (long)(MoneyStage.Amount(info, "acct_mulaid_pay") * 100);
        (await SpentAsync(stage, Employee)).ShouldBe(paid);
        (await SpentAsync(stage, Resident)).ShouldBe(0);
        await ShouldBalanceByPersonAsync(stage);
        (await stage.NumberAsync("select count(*) from trail_person_entry where kind = 'settlement.family-paid'"))
            .ShouldBe(1);
        await stage.ShouldBeProvenAsync();

        var reversing = walk.Reversing();
        reversing["data"]!["setl_id"] = (string)info["setl_id"]!;
        var back = (await stage.Host.CallAsync("2208", reversing)).ShouldSucceed().Output["setlinfo"]!;
        MoneyStage.Amount(back, "acct_mulaid_pay").ShouldBe(-paid / 100m);
        (await SpentAsync(stage, Employee)).ShouldBe(0);
        await ShouldBalanceByPersonAsync(stage);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_own_account_is_emptied_before_a_relatives_and_only_on_request(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        const int poor = 8;
        await BindAsync(stage, poor, Employee);
        var own = await OpenAsync(stage, poor, 60);
        var alone = await CallAsync(stage, "2206", own, poor, 1560.00m, family: false);
        MoneyStage.Amount(alone, "acct_mulaid_pay").ShouldBe(0m);

        var both = await CallAsync(stage, "2207", own, poor, 1560.00m);

        MoneyStage.Amount(alone, "acct_pay").ShouldBe(500.00m);
        MoneyStage.Amount(both, "balc").ShouldBe(0m);
        var shared = MoneyStage.Amount(both, "acct_mulaid_pay");
        shared.ShouldBeGreaterThan(0m);
        MoneyStage.Amount(both, "acct_pay").ShouldBe(500.00m + shared);
        (await SpentAsync(stage, poor)).ShouldBe(50_000);
        (await SpentAsync(stage, Employee)).ShouldBe((long)(shared * 100));
        await ShouldBalanceByPersonAsync(stage);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_bond_needs_consent_is_one_at_a_time_and_ends_when_revoked(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var member = LinePerson.At(stage.Host, Resident);
        var path = $"/persons/{member.PsnNo}/family-bonds";
        await stage.PostAsync(path, Bond(stage, Employee, consent: ""), HttpStatusCode.BadRequest);
        await stage.PostAsync(path, Bond(stage, Resident), HttpStatusCode.UnprocessableEntity);
        var bond = await stage.PostAsync(path, Bond(stage, Employee));
        await stage.PostAsync(path, Bond(stage, 3), HttpStatusCode.UnprocessableEntity);
        await stage.PostAsync($"{path}/{(string)bond["id"]!}/revocation", []);
        await stage.PostAsync($"{path}/{(string)bond["id"]!}/revocation", [], HttpStatusCode.UnprocessableEntity);
        (await stage.GetAsync(path))[0]!["revokedAt"].ShouldNotBeNull();

        var walk = await OpenAsync(stage, Resident, 5);
        MoneyStage.Amount(await CallAsync(stage, "2207", walk, Resident, 130.00m), "acct_mulaid_pay").ShouldBe(0m);
        (await stage.NumberAsync("select count(*) from trail_person_entry where kind like 'family.%'")).ShouldBe(4);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Two_who_draw_on_each_other_at_once_neither_wait_for_ever_nor_overdraw(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await BindAsync(stage, 0, 1);
        await BindAsync(stage, 1, 0);
        var walks = new List<(SettlementWalk Walk, int Person)>();
        for (var round = 0; round < 6; round++)
        {
            walks.Add((await OpenAsync(stage, round % 2, 60), round % 2));
        }

        var infos = await Task.WhenAll(walks.Select(one => Task.Run(
            () => CallAsync(stage, "2207", one.Walk, one.Person, 1560.00m))));

        infos.Length.ShouldBe(6);
        (await stage.NumberAsync("select count(*) from settlement_account where spent > opening")).ShouldBe(0);
        (await stage.NumberAsync("select sum(spent) from settlement_account"))
            .ShouldBe((long)(infos.Sum(info => MoneyStage.Amount(info, "acct_pay")) * 100));
        await ShouldBalanceByPersonAsync(stage);
        await stage.ShouldBeProvenAsync();
    }

    internal static Task<JsonNode> BindAsync(MoneyStage stage, int member, int holder) => stage.PostAsync(
        $"/persons/{LinePerson.At(stage.Host, member).PsnNo}/family-bonds", Bond(stage, holder));

    private static JsonObject Bond(MoneyStage stage, int holder, string consent = "书面同意书 2026-11-20") => new()
    {
        ["holder"] = LinePerson.At(stage.Host, holder).PsnNo,
        ["from"] = "2026-11-01",
        ["consent"] = consent,
    };

    private static async Task<SettlementWalk> OpenAsync(MoneyStage stage, int person, int packs)
    {
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, person));
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, packs))).ShouldSucceed();
        return walk;
    }

    private static async Task<JsonNode> CallAsync(
        MoneyStage stage, string infno, SettlementWalk walk, int person, decimal fee, bool family = true)
    {
        var input = walk.Settling(fee, fee, change: data =>
        {
            data["insutype"] = LinePerson.At(stage.Host, person).Insutype;
            data["exp_content"] = new JsonObject { ["acct_mulaid_flag"] = family ? "1" : "0" };
        });
        return (await stage.Host.CallAsync(infno, input)).ShouldSucceed().Output["setlinfo"]!;
    }

    private static Task<long> SpentAsync(MoneyStage stage, int person)
    {
        WireId.TryDecode(LinePerson.At(stage.Host, person).PsnNo, out var id, out _).ShouldBeTrue();
        return stage.NumberAsync(
            $"select coalesce(sum(spent), 0) from settlement_account where lower(cast(person_id as text)) = '{id:D}'");
    }

    private static async Task ShouldBalanceByPersonAsync(MoneyStage stage) =>
        (await stage.NumberAsync("""
            select count(*) from (select person_id, settlement_id from settlement_ledger_entry
              group by person_id, settlement_id having sum(amount) <> 0) as unbalanced
            """)).ShouldBe(0, "each person's postings of a settlement sum to zero");
}
