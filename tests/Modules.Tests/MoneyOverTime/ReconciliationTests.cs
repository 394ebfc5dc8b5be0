using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Ids;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>对账 — 3201 by sums, 3202 line by line with each difference's cause.</summary>
public sealed class ReconciliationTests(PostgresServer server)
{
    private static readonly InstitutionId Hospital = new(Guid.Parse("018cc251-f400-7cc8-a001-1ed1fda728ab"));

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Totals_agree_after_reversals_and_a_difference_is_named(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var kept = await stage.SettleAsync(account: true);
        var gone = await stage.SettleAsync(person: 1, packs: 2);
        await stage.SettleAsync(person: 2, packs: 9);
        (await stage.ReverseAsync(gone)).ShouldSucceed();
        var (fund, account) = (kept.Amount("fund_pay_sumamt"), kept.Amount("acct_pay"));
        var right = Totals(130m, fund, account, 3);

        await ShouldResultAsync(stage, right, "000000");
        await ShouldResultAsync(stage, Totals(130m, fund, account, 1), "000000");
        await ShouldResultAsync(stage, Change(right, "setl_optins", "532300"), "000000");
        await ShouldResultAsync(stage, Change(right, "setl_optins", "532302"), "000102");
        await ShouldResultAsync(stage, Change(right, "fund_pay_sumamt", 1m), "000103");
        await ShouldResultAsync(stage, Change(right, "fixmedins_setl_cnt", 7), "000102");
        await ShouldResultAsync(stage, Change(right, "fixmedins_setl_cnt", 0), "000101");
        await ShouldResultAsync(stage, Change(right, "clr_type", "21"), "000102");
        (await stage.Host.CallAsync("3201", Change(right, "stmt_enddate", "2026-11-19")))
            .ShouldRefuse("E-FIELD-FORMAT");
        (await stage.Host.CallAsync("3201", Change(right, "insutype", null))).ShouldRefuse("E-FIELD-MISSING");

        var statements = (await stage.GetAsync($"/institutions/{stage.Institution}/statements")).AsArray();
        statements.Count.ShouldBe(8);
        statements.Count(one => (string)one!["stmt_rslt"]! == "000000").ShouldBe(3);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Details_name_the_cause_of_every_difference(string database)
    {
        var shelf = new MemoryShelf();
        await using var stage = await MoneyStage.OpenAsync(
            database, server, services => services.AddSingleton<IFileShelf>(shelf));
        var early = await stage.SettleAsync(packs: 1);
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        var same = await stage.SettleAsync(packs: 2);
        var amount = await stage.SettleAsync(person: 1, packs: 3);
        var stranger = await stage.SettleAsync(person: 1, packs: 4);
        var reversedHere = await stage.SettleAsync(person: 1, packs: 5);
        var reversedThere = await stage.SettleAsync(person: 1, packs: 6);
        var both = await stage.SettleAsync(person: 1, packs: 7);
        var neither = await stage.SettleAsync(person: 1, packs: 8);
        await stage.SettleAsync(person: 1, packs: 9);
        var resident = await stage.SettleAsync(person: 2, packs: 2);
        foreach (var taken in new[] { reversedHere, both, neither })
        {
            (await stage.ReverseAsync(taken)).ShouldSucceed();
        }

        string[] lines =
        [
            Line(early), Line(same), Line(amount, fee: "1.00"), Line(reversedHere), Line(reversedThere),
            Line(reversedThere, sign: -1), Line(both), Line(both, sign: -1), Line(resident), Line(same),
            "01ARZ3NDEKTSV4RRFFQ69G5FAV\t" + string.Join('\t', Line(same).Split('\t').Skip(1)),
            Line(stranger).Replace(stranger.Person.PsnNo, resident.Person.PsnNo, StringComparison.Ordinal),
            "rubbish",
        ];
        var answer = (await stage.Host.CallAsync("3202", await DetailsAsync(shelf, lines))).ShouldSucceed();

        var info = answer.Output["fileinfo"]!;
        var result = Unzip((await shelf.FindAsync(Hospital, (string)info["file_qury_no"]!, default))!.Content);
        result.Length.ShouldBe(17);
        result.ShouldAllBe(line => line.Split('\t').Length == 10);
        var statement = (await stage.GetAsync($"/institutions/{stage.Institution}/statements"))[0]!;
        ((string)statement["file_qury_no"]!).ShouldBe((string)info["file_qury_no"]!);
        var details = (await stage.GetAsync(
            $"/institutions/{stage.Institution}/statements/{(string)statement["id"]!}"))["details"]!.AsArray();
        details.Select(one => (string)one!["cause"]!).ShouldBe(
        [
            "otherDay", "amountDiffers", "reversedThereOnly", "otherClearing", "statedTwice", "missingHere",
            "otherPerson", "unreadable", "missingThere", "reversedHereOnly",
        ]);
        result.Count(line => line.Split('\t')[4] == "1").ShouldBe(details.Count);
        result[0].ShouldContain("结算日不在本次对账期内");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_unknown_file_and_an_unreadable_one_are_refused(string database)
    {
        var shelf = new MemoryShelf();
        await using var stage = await MoneyStage.OpenAsync(
            database, server, services => services.AddSingleton<IFileShelf>(shelf));
        var asked = await DetailsAsync(shelf, []);
        (await stage.Host.CallAsync("3202", asked.DeepClone())).ShouldSucceed();
        asked["data"]!["file_qury_no"] = "F99";
        (await stage.Host.CallAsync("3202", asked.DeepClone())).ShouldRefuse("E-STATEMENT-FILE");
        var broken = await shelf.PutAsync(
            new(Hospital, "x.zip", new byte[] { 0x50, 0x4B, 3, 4, 9, 9 }, "upload", "x"), default);
        asked["data"]!["file_qury_no"] = broken.QueryNo;
        (await stage.Host.CallAsync("3202", asked)).ShouldRefuse("E-STATEMENT-FORM");
    }

    private static async Task ShouldResultAsync(MoneyStage stage, JsonObject input, string result)
    {
        var info = (await stage.Host.CallAsync("3201", input.DeepClone())).ShouldSucceed().Output["stmtinfo"]!;
        ((string)info["stmt_rslt"]!).ShouldBe(result);
        ((string)info["stmt_rslt_dscr"]!).Length.ShouldBeGreaterThan(3);
    }

    private static JsonObject Totals(decimal fee, decimal fund, decimal account, int count) => new()
    {
        ["data"] = new JsonObject
        {
            ["insutype"] = "310",
            ["clr_type"] = "11",
            ["setl_optins"] = "532301",
            ["stmt_begndate"] = "2026-11-20",
            ["stmt_enddate"] = "2026-11-20",
            ["medfee_sumamt"] = fee,
            ["fund_pay_sumamt"] = fund,
            ["acct_pay"] = account,
            ["fixmedins_setl_cnt"] = count,
        },
    };

    private static JsonObject Change(JsonObject input, string name, JsonNode? value)
    {
        var changed = input.DeepClone().AsObject();
        changed["data"]![name] = value;
        return changed;
    }

    private static async Task<JsonObject> DetailsAsync(MemoryShelf shelf, string[] lines)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("detail.txt").Open();
            entry.Write(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        }

        var file = await shelf.PutAsync(new(Hospital, "detail.zip", buffer.ToArray(), "upload", "x"), default);
        return new()
        {
            ["data"] = new JsonObject
            {
                ["setl_optins"] = "532301",
                ["insutype"] = "310",
                ["file_qury_no"] = file.QueryNo,
                ["stmt_begndate"] = "2026-11-21",
                ["stmt_enddate"] = "2026-11-21",
                ["medfee_sumamt"] = 1,
                ["fund_pay_sumamt"] = 1,
                ["cash_payamt"] = 1,
                ["fixmedins_setl_cnt"] = lines.Length,
                ["clr_type"] = "11",
                ["refd_setl_flag"] = "0",
            },
        };
    }

    private static string Line(Settled one, int sign = 1, string? fee = null) => string.Join(
        '\t',
        one.SetlId,
        one.Walk.MdtrtId,
        one.Person.PsnNo,
        fee ?? Two(sign * one.Amount("medfee_sumamt")),
        Two(sign * one.Amount("fund_pay_sumamt")),
        Two(sign * one.Amount("acct_pay")),
        sign < 0 ? "1" : "0");

    private static string[] Unzip(ReadOnlyMemory<byte> content)
    {
        using var zip = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.Entries.Single().Open());
        return reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Two(decimal amount) =>
        amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
