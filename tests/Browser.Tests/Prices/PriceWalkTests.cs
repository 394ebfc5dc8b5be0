using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Prices;

/// <summary>价格备案与公示 — from a hospital's file over three departments to a price that may be executed.</summary>
public sealed class PriceWalkTests(PricePlatform server, ChromiumBrowser chromium) : IClassFixture<PricePlatform>
{
    private const string Executable = "可执行";

    public static IEnumerable<TheoryDataRow<string, string, int>> Screens =>
        from one in new[]
        {
            ("hospital", "/hospital/prices"), ("hospital", "/hospital/prices/new"), ("hospital", "/hospital/proposals"),
            ("bureau", "/bureau/items"), ("health", "/health-commission/filings"),
            ("market", "/market-regulator/filings"),
        }
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, string, int>(one.Item1, one.Item2, width);

    [Fact]
    public async Task A_hospital_files_a_price_three_departments_receive_it_and_it_may_be_executed()
    {
        var hospital = await SignedInAsync("hospital", "/hospital/prices/new");
        await hospital.GetByLabel("项目编码").FillAsync("CX-S001");
        await hospital.GetByLabel("项目名称").FillAsync("示例自主定价试行项目");
        await hospital.GetByLabel("计价单位").FillAsync("次");
        await hospital.Locator("input[name=price]").FillAsync("88.00");
        await hospital.Locator("input[name=cost]").FillAsync("60");
        await hospital.GetByLabel("成本构成与定价依据").FillAsync("人力 40.00，平台 20.00");
        await hospital.GetByRole(AriaRole.Button, new() { Name = "向三部门报备" }).ClickAsync();
        (await hospital.Locator(".ms-said").InnerTextAsync()).ShouldContain("等待三部门");
        (await StateAsync(hospital)).ShouldBe("不可执行");

        await ReceiveAsync("bureau", "/bureau/items");
        await ReceiveAsync("health", "/health-commission/filings");
        await hospital.GotoAsync(server.Address + "/hospital/prices");
        (await StateAsync(hospital)).ShouldBe("不可执行");
        await ReceiveAsync("market", "/market-regulator/filings");
        await hospital.GotoAsync(server.Address + "/hospital/prices");
        (await StateAsync(hospital)).ShouldBe(Executable);
        await LooksAsync(hospital, "prices-executable");
    }

    [Fact]
    public async Task A_notice_is_refused_for_its_empty_column_and_read_by_anybody_once_it_is_whole()
    {
        var hospital = await SignedInAsync("hospital", "/hospital/prices");
        var lines = hospital.GetByLabel("公示内容");
        await lines.FillAsync("110200001|普通门诊诊察费|次|线上复诊|7.50|");
        await hospital.GetByRole(AriaRole.Button, new() { Name = "发布新版本" }).ClickAsync();
        (await hospital.Locator(".ms-said").InnerTextAsync()).ShouldContain("医保支付政策");

        await lines.FillAsync("110200001|普通门诊诊察费|次|线上复诊|7.50|甲类，纳入统筹基金支付");
        await hospital.GetByRole(AriaRole.Button, new() { Name = "发布新版本" }).ClickAsync();
        (await hospital.Locator(".ms-said").InnerTextAsync()).ShouldContain("已发布");

        var anybody = await chromium.NewPage(script: false);
        await anybody.GotoAsync($"{server.Address}/institutions/{server.Institution}/notice");
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain("甲类，纳入统筹基金支付");
        await LooksAsync(anybody, "prices-notice");

        await anybody.GotoAsync($"{server.Address}/institutions/{server.Institution}/notice?on=2026-11-19");
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain("这一天没有公示");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_pages_fit_read_well_and_ask_no_other_host(string account, string path, int width)
    {
        var page = await SignedInAsync(account, path, width);
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"prices{path.Replace('/', '-')}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    private static Task<string> StateAsync(IPage page) =>
        page.Locator(".ms-table").First.Locator(".ms-state").First.InnerTextAsync();

    private async Task ReceiveAsync(string account, string path)
    {
        var page = await SignedInAsync(account, path);
        await LooksAsync(page, "prices-filed-" + account);
        await page.GetByRole(AriaRole.Button, new() { Name = "已阅，查收" }).First.ClickAsync();
        (await page.Locator(".ms-said").InnerTextAsync()).ShouldBe("已查收。");
    }

    /// <summary>A page with content, at both widths.</summary>
    private async Task LooksAsync(IPage page, string name)
    {
        foreach (var width in new[] { ChromiumBrowser.Phone, ChromiumBrowser.Desk })
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty();
            await chromium.Screenshot(page, $"{name}-{width}");
        }
    }

    private async Task<IPage> SignedInAsync(string account, string path, int width = ChromiumBrowser.Desk)
    {
        var page = await chromium.NewPage(width: width, script: false);
        await page.GotoAsync(server.Address + path);
        await page.SignInAsync(account, $"demo-{account}-2026");
        return page;
    }
}
