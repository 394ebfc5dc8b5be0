using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Settlement.Exporting;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>结算查询与导出 — found by what is known, shown with steps and proofs, taken out only by two.</summary>
public sealed class SearchTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Pages_hold_every_settlement_once_whatever_their_size(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var all = new List<string>();
        for (var packs = 1; packs <= 5; packs++)
        {
            all.Add((await stage.SettleAsync(packs: packs, channel: packs % 2 == 0 ? "internet" : "offline")).SetlId);
        }

        foreach (var limit in new[] { 1, 2, 5, 200 })
        {
            var (found, after) = (new List<string>(), "");
            do
            {
                var page = await stage.GetAsync($"/settlements?limit={limit}&after={after}");
                found.AddRange(Ids(page));
                after = (string?)page["next"] ?? "";
            }
            while (after.Length > 0);

            found.ShouldBe(Enumerable.Reverse(all), $"limit {limit}");
        }

        Ids(await stage.GetAsync("/settlements?channel=internet")).ShouldBe([all[3], all[1]]);
        Ids(await stage.GetAsync("/settlements?leastFee=52.00&mostFee=78")).ShouldBe([all[2], all[1]]);
        await stage.GetAsync("/settlements?channel=both", HttpStatusCode.BadRequest);
        await stage.GetAsync("/settlements?after=x", HttpStatusCode.BadRequest);
        await stage.GetAsync("/settlements", HttpStatusCode.Unauthorized, token: "x");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Settlements_are_found_by_person_state_day_institution_and_reason(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var plain = await stage.SettleAsync();
        var reversed = await stage.SettleAsync(person: 1);
        var reversal = (string)(await stage.ReverseAsync(reversed)).Output["setlinfo"]!["setl_id"]!;
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        var unpaid = await stage.SettleAsync(person: 5);

        Ids(await stage.GetAsync($"/settlements?psn_no={plain.Person.PsnNo}")).ShouldBe([plain.SetlId]);
        Ids(await stage.GetAsync("/settlements?state=standing")).ShouldBe([unpaid.SetlId, plain.SetlId]);
        Ids(await stage.GetAsync("/settlements?state=reversed")).ShouldBe([reversed.SetlId]);
        Ids(await stage.GetAsync("/settlements?state=reversal")).ShouldBe([reversal]);
        Ids(await stage.GetAsync("/settlements?from=2026-11-21&to=2026-11-21")).ShouldBe([unpaid.SetlId]);
        Ids(await stage.GetAsync("/settlements?code=E-NOT-ENTITLED")).ShouldBe([unpaid.SetlId]);
        Ids(await stage.GetAsync($"/settlements?institution={stage.Institution}")).Count.ShouldBe(4);
        Ids(await stage.GetAsync("/settlements?institution=H0")).ShouldBeEmpty();
        Ids(await stage.GetAsync("/settlements?psn_no=nobody")).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settlement_is_shown_with_its_steps_its_postings_and_its_trail(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var settled = await stage.SettleAsync(account: true);
        await stage.CloseAsync("2026-11-20");
        (await stage.ReverseAsync(settled)).ShouldSucceed();

        var detail = await stage.GetAsync($"/settlements/{settled.Person.PsnNo}/{settled.SetlId}");

        ((bool)detail["calculation"]!["agrees"]!).ShouldBeTrue();
        detail["calculation"]!["steps"]!.AsArray().ShouldNotBeEmpty();
        detail["calculation"]!["steps"]!.AsArray().ShouldAllBe(step => step!["clause"]!["article"] != null);
        detail["ledger"]!.AsArray().Sum(entry => decimal.Parse(
            (string)entry!["amount"]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(0m);
        detail["trail"]!.AsArray().Select(entry => (string)entry!["kind"]!)
            .ShouldBe(["settlement.settled", "settlement.reversed"]);
        ((string)detail["postedOn"]!).ShouldBe("2026-11-20");
        ((string)detail["state"]!).ShouldBe("reversed");
        var reversal = await stage.GetAsync($"/settlements/{settled.Person.PsnNo}/{(string)detail["reversedBy"]!}");
        ((bool)reversal["calculation"]!["agrees"]!).ShouldBeTrue();
        ((string)reversal["postedOn"]!).ShouldBe("2026-11-21");
        var stranger = LinePerson.At(stage.Host, 1);
        await stage.GetAsync($"/settlements/{stranger.PsnNo}/{settled.SetlId}", HttpStatusCode.NotFound);
        stage.Host.Access.Has("E-SETTLEMENT-UNKNOWN").ShouldBeTrue();
    }

    [Theory]
    [InlineData("sqlite", "csv")]
    [InlineData("postgres", "csv")]
    [InlineData("sqlite", "xlsx")]
    public async Task An_export_leaves_once_after_a_second_persons_word_and_masked(string database, string format)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var settled = await stage.SettleAsync();
        await stage.SettleAsync(person: 1, channel: "internet");
        var exports = $"/institutions/{stage.Institution}/exports";
        var asked = await stage.PostAsync(exports, new JsonObject
        {
            ["format"] = format,
            ["reason"] = "月度核对",
            ["filter"] = new JsonObject { ["channel"] = "offline" },
        });
        var export = $"{exports}/{(string)asked["id"]!}";
        await stage.GetAsync(export + "/file", HttpStatusCode.UnprocessableEntity);
        var self = await stage.PostAsync(
            export + "/decision", new JsonObject { ["agrees"] = true }, HttpStatusCode.UnprocessableEntity);
        ((string)self["code"]!).ShouldBe("E-EXPORT-SELF");
        await stage.PostAsync(export + "/decision", new JsonObject { ["agrees"] = true }, token: MoneyStage.Second);
        await stage.GetAsync(export + "/file", HttpStatusCode.UnprocessableEntity, token: MoneyStage.Second);

        var text = Text(await stage.BytesAsync(export + "/file"), format);

        text.ShouldContain("基金支付总额");
        text.ShouldContain(settled.SetlId);
        text.ShouldContain("云**");
        text.ShouldContain("**************2152");
        text.ShouldNotContain(settled.Person.Name);
        text.ShouldNotContain(settled.Person.Certno);
        await stage.GetAsync(export + "/file", HttpStatusCode.UnprocessableEntity);
        var listed = (await stage.GetAsync(exports))[0]!;
        ((string)listed["state"]!, (int)listed["rows"]!).ShouldBe(("downloaded", 1));
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_rejected_export_never_leaves_and_an_unmasked_one_says_so(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var settled = await stage.SettleAsync();
        var exports = $"/institutions/{stage.Institution}/exports";
        async Task<string> AskAsync(bool agrees)
        {
            var asked = await stage.PostAsync(exports, new JsonObject
            {
                ["format"] = "csv",
                ["reason"] = "司法协查",
                ["unmasked"] = true,
            });
            var export = $"{exports}/{(string)asked["id"]!}";
            await stage.PostAsync(
                export + "/decision", new JsonObject { ["agrees"] = agrees }, token: MoneyStage.Second);
            return export;
        }

        await stage.GetAsync(await AskAsync(false) + "/file", HttpStatusCode.UnprocessableEntity);
        Text(await stage.BytesAsync(await AskAsync(true) + "/file"), "csv").ShouldContain(settled.Person.Certno);
        var printed = new JsonObject { ["format"] = "pdf", ["reason"] = "x" };
        await stage.PostAsync(exports, printed, HttpStatusCode.BadRequest);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_export_of_more_than_a_file_holds_is_refused_and_not_cut_short(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(
            database, server, services => services.AddSingleton(new ExportLimit(2)));
        await stage.SettleAsync();
        await stage.SettleAsync(person: 1);
        var exports = $"/institutions/{stage.Institution}/exports";
        async Task<string> AgreedAsync()
        {
            var asked = await stage.PostAsync(exports, new JsonObject { ["format"] = "csv", ["reason"] = "核对" });
            var export = $"{exports}/{(string)asked["id"]!}";
            await stage.PostAsync(export + "/decision", new JsonObject { ["agrees"] = true }, token: MoneyStage.Second);
            return export + "/file";
        }

        var full = await AgreedAsync();
        Text(await stage.BytesAsync(full), "csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        await stage.SettleAsync(person: 2);
        var refused = await stage.GetAsync(await AgreedAsync(), HttpStatusCode.UnprocessableEntity);

        ((string)refused["code"]!).ShouldBe("E-EXPORT-SIZE");
        (await stage.GetAsync(exports)).AsArray().Select(one => (string)one!["state"]!)
            .ShouldBe(["approved", "downloaded"], ignoreOrder: true);
    }

    private static List<string> Ids(JsonNode page) =>
        [.. page["settlements"]!.AsArray().Select(row => (string)row!["setl_id"]!)];

    private static string Text(byte[] content, string format)
    {
        if (format == "csv")
        {
            return Encoding.UTF8.GetString(content);
        }

        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        foreach (var part in zip.Entries)
        {
            using var reader = part.Open();
            System.Xml.Linq.XDocument.Load(reader).Root.ShouldNotBeNull(part.FullName);
        }

        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return sheet.ReadToEnd();
    }
}
