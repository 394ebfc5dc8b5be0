using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>The public price list, as anyone may read it.</summary>
public sealed class PricePageTests(PlatformServer server, ChromiumBrowser chromium) : IClassFixture<PlatformServer>
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("prices", "/prices"),
        ("prices-then", "/prices?region=430900&on=2020-07-01"),
        ("prices-hospital", "/prices?institution=H53230100002"),
        ("prices-fault", "/prices?institution=H00000000000"),
    ];

    public static IEnumerable<TheoryDataRow<string, string, int>> Screens =>
        from page in Pages
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, string, int>(page.Name, page.Path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_list_fits_reads_well_and_asks_no_other_host(string name, string path, int width)
    {
        var page = await chromium.NewPage(width);
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_item_of_every_document_is_there_and_one_whose_trial_ended_says_so()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/prices");

        foreach (var code in new[] { "111000006", "111000006-1", "270800008", "T311503001", "110200006-a" })
        {
            (await page.Locator($"[data-item='{code}']").CountAsync()).ShouldBeGreaterThan(0, code);
        }

        var ended = page.Locator("[data-item='270800008']");
        (await ended.InnerTextAsync()).ShouldContain("试行期满");
        (await ended.InnerTextAsync()).ShouldContain("不得再收费");
        (await ended.Locator(".ms-clause").First.GetAttributeAsync("href")).ShouldBe("/law/hn-ybf-2020-20#annex-5");
    }

    [Fact]
    public async Task A_past_day_shows_what_might_be_charged_then()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/prices?region=430900&on=2020-07-01");

        var item = page.Locator("[data-item='270800008']");
        (await item.InnerTextAsync()).ShouldContain("试行至 2021-05-31");
        (await item.GetAttributeAsync("data-state")).ShouldBe("InForce");
        (await page.Locator("[data-item='110200001'][data-state='InForce']").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_hospital_s_own_price_is_worked_out_from_its_level()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/prices?institution=H53230100002");

        (await page.Locator("[data-item='110200001'] .ms-own-price").First.InnerTextAsync()).ShouldContain("7.50 元");
    }

    [Theory]
    [InlineData("region=430900&on=2020-07-01&category=followUp", "110200008", "互联网复诊")]
    [InlineData("region=430900&on=2020-07-01&category=remoteConsultation", "111000006", "远程会诊")]
    [InlineData("region=430900&on=2020-07-01&category=remoteMonitoring", "310701036", "远程监测")]
    [InlineData("region=430900&on=2020-07-01&method=trial", "310701036", "试行价")]
    [InlineData("region=532300&method=selfSet", "CX-S001", "自主定价")]
    [InlineData("region=532300&method=guided", "110200001", "政府指导价")]
    [InlineData("institution=PRIVATE&method=market", "110200001", "市场调节价")]
    public async Task Categories_and_pricing_methods_are_shown_and_sought(string query, string code, string word)
    {
        var owned = server.Demo["institutions"]!.AsArray().First(row => (string)row!["ownership"]! == "private")!;
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/prices?" + query.Replace("PRIVATE", (string)owned["code"]!));

        (await page.Locator($"[data-item='{code}']").First.InnerTextAsync()).ShouldContain(word);
        var (key, wanted) = (query.Split('&')[^1].Split('=')[0], query.Split('=')[^1]);
        var shown = await page.Locator("[data-item]").EvaluateAllAsync<string[]>(
            $"all => all.map(one => one.dataset.{key})");
        shown.ShouldAllBe(one => one == wanted);
    }

    [Theory]
    [InlineData("/prices?on=2023-13-01", "日期写法")]
    [InlineData("/prices?region=abc", "六位医保区划代码")]
    [InlineData("/prices?institution=H00000000000", "请核对编号")]
    public async Task A_wrong_question_is_told_how_to_ask(string path, string advice)
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + path);

        (await page.Locator(".ms-empty").InnerTextAsync()).ShouldContain(advice);
    }
}
