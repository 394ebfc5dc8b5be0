using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Access;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>对账口径 — an institution reconciles against what it was answered, in either dialect of the books.</summary>
public sealed class ReconciledTotalTests(PostgresServer server)
{
    private static readonly string[] Parts =
        ["hifp_pay", "hifob_pay", "hifmi_pay", "hifes_pay", "cvlserv_pay", "maf_pay", "oth_pay"];

    public static IEnumerable<TheoryDataRow<string, bool>> Cases =>
        from database in new DatabaseKinds()
        from withAccount in new[] { false, true }
        select new TheoryDataRow<string, bool>(database.Data, withAccount);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_was_answered_balances_and_the_other_reading_does_not(string database, bool withAccount)
    {
        await using var stage = new MoneyStage(
            await LineHost.StartAsync(database, server, demo: true, FundTotalLaw.Of(withAccount)));
        var kept = await stage.SettleAsync(account: true);
        var gone = await stage.SettleAsync(packs: 2, account: true);
        var back = (await stage.ReverseAsync(gone)).ShouldSucceed().Output["setlinfo"]!.AsObject();
        JsonObject[] answers = [kept.Info, gone.Info, back];
        var (account, parts) = (Sum(answers, "acct_pay"), Parts.Sum(part => Sum(answers, part)));
        account.ShouldBeGreaterThan(0);
        var (answered, other) = withAccount ? (parts + account, parts) : (parts, parts + account);
        Sum(answers, "fund_pay_sumamt").ShouldBe(answered);

        (await TotalsAsync(stage, answers, answered)).ShouldBe("000000");
        (await TotalsAsync(stage, answers, other)).ShouldBe("000103");
        (await BreaksAsync(stage, answers, answered, info => Amount(info, "fund_pay_sumamt"))).ShouldBe(("000000", 0));
        (await BreaksAsync(stage, answers, other, info => withAccount
            ? Parts.Sum(part => Amount(info, part))
            : Amount(info, "fund_pay_sumamt") + Amount(info, "acct_pay"))).ShouldBe(("000103", 3));
        await stage.ShouldBeProvenAsync();
    }

    private static async Task<string> TotalsAsync(MoneyStage stage, JsonObject[] answers, decimal fund)
    {
        var input = Statement(answers, fund, ("acct_pay", Sum(answers, "acct_pay")));
        return (string)(await stage.Host.CallAsync("3201", input)).ShouldSucceed().Output["stmtinfo"]!["stmt_rslt"]!;
    }

    private static async Task<(string Result, int Breaks)> BreaksAsync(
        MoneyStage stage, JsonObject[] answers, decimal fund, Func<JsonObject, decimal> fundOf)
    {
        var lines = answers.Select((info, at) => string.Join(
            '\t',
            (string)info["setl_id"]!,
            (string)info["mdtrt_id"]!,
            (string)info["psn_no"]!,
            Two(Amount(info, "medfee_sumamt")),
            Two(fundOf(info)),
            Two(Amount(info, "acct_pay")),
            at == answers.Length - 1 ? "1" : "0"));
        var file = (await stage.Host.CallAsync(
            "9101", FilingInputs.Upload(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))))).ShouldSucceed();
        var input = Statement(
            answers,
            fund,
            ("cash_payamt", Sum(answers, "psn_cash_pay")),
            ("file_qury_no", (string)file.Output["file_qury_no"]!));
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await stage.Host.CallAsync("3202", input)).ShouldSucceed();
        var statement = (await stage.GetAsync($"/institutions/{stage.Institution}/statements"))[0]!;
        return ((string)statement["stmt_rslt"]!, (int)statement["breaks"]!);
    }

    private static JsonObject Statement(JsonObject[] answers, decimal fund, params (string, JsonNode?)[] more) =>
        FilingInputs.Data(
        [
            ("insutype", "310"),
            ("clr_type", "11"),
            ("setl_optins", "532301"),
            ("stmt_begndate", "2026-11-20"),
            ("stmt_enddate", "2026-11-20"),
            ("medfee_sumamt", Sum(answers, "medfee_sumamt")),
            ("fund_pay_sumamt", fund),
            ("fixmedins_setl_cnt", answers.Length),
            .. more,
        ]);

    private static decimal Sum(IEnumerable<JsonObject> answers, string name) =>
        answers.Sum(info => Amount(info, name));

    private static decimal Amount(JsonObject info, string name) => MoneyStage.Amount(info, name);

    private static string Two(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
