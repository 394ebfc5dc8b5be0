using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Modules.Tests.Line;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>One row at least in every table that money over time keeps.</summary>
internal static class FilledBooks
{
    public static async Task FillAsync(LineHost host, MemoryShelf shelf)
    {
        var stage = new MoneyStage(host);
        await stage.CloseAsync("2026-11-20");
        await stage.BudgetAsync(MoneyStage.Figure("1000000.00", "2026-01-01", "年初下达"));
        await FamilyTests.BindAsync(stage, 2, 1);
        await stage.PostAsync(ManualTests.Path(stage), ManualTests.Claim(stage, 3, "PAPER1"));
        var exports = $"/institutions/{stage.Institution}/exports";
        var export = await stage.PostAsync(exports, new JsonObject { ["format"] = "csv", ["reason"] = "核对" });
        await stage.PostAsync(
            $"{exports}/{(string)export["id"]!}/decision",
            new JsonObject { ["agrees"] = true },
            token: MoneyStage.Second);
        var hospital = new InstitutionId(Guid.Parse("018cc251-f400-7cc8-a001-1ed1fda728ab"));
        var line = Encoding.UTF8.GetBytes("X\tY\tZ\t1.00\t0.00\t0.00\t0\n");
        var file = await shelf.PutAsync(new(hospital, "detail.txt", line, "upload", "x"), default);
        (await host.CallAsync("3202", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["setl_optins"] = "532301",
                ["file_qury_no"] = file.QueryNo,
                ["stmt_begndate"] = "2026-11-20",
                ["stmt_enddate"] = "2026-11-20",
                ["medfee_sumamt"] = 1,
                ["fund_pay_sumamt"] = 1,
                ["cash_payamt"] = 1,
                ["fixmedins_setl_cnt"] = 1,
            },
        })).ShouldSucceed();
    }
}
