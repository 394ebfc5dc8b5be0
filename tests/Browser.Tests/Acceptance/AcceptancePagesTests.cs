using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Acceptance;

/// <summary>接入验收的页面 — a hospital starts and ends a run without script, the agency returns its report.</summary>
public sealed class AcceptancePagesTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private const string Hospital = "/hospital/acceptance";
    private const string Agency = "/agency/acceptance";

    [Fact]
    public async Task A_run_is_started_documented_ended_and_returned_without_script()
    {
        var page = await SignedInAsync("hospital", "demo-hospital-2026", Hospital, script: false);
        await ButtonAsync(page, "开始一次验收");
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("验收已开始");
        (await page.Locator("[data-step]").CountAsync()).ShouldBeGreaterThan(15);
        (await page.Locator("[data-step='identity.name']").InnerTextAsync()).ShouldContain("还没有用 1101 核对此人");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("/fsi/acceptance/api");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("计划中");

        var bills = page.Locator("[aria-labelledby=evidence-bills]");
        await bills.GetByLabel("材料名称").FillAsync("电子票据样张.pdf");
        await bills.GetByLabel("SM3 摘要").FillAsync(new string('a', 64));
        await bills.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        (await page.Locator("[aria-labelledby=evidence-bills]").InnerTextAsync()).ShouldContain("待核");

        await ButtonAsync(page, "结束并出具报告");
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("报告已签名");
        (await page.Locator("[aria-labelledby=run] .ms-hash").Last.InnerTextAsync()).Length.ShouldBe(64);

        var officer = await SignedInAsync("agency", "demo-agency-2026", Agency, script: false);
        var mine = officer.Locator("tbody tr", new() { HasText = (string)server.Demo["institutions"]![0]!["name"]! });
        await mine.Locator("a").ClickAsync();
        await ButtonAsync(officer, "接受报告");
        (await officer.Locator("[role=status]").InnerTextAsync()).ShouldContain("不能接受");
        await mine.Locator("a").ClickAsync();
        await officer.Locator("#decision-reason").FillAsync("场景没有走完");
        await ButtonAsync(officer, "退回");
        (await mine.InnerTextAsync()).ShouldContain("已退回");

        await page.GotoAsync(server.Address + Hospital);
        (await page.Locator("tbody tr").First.InnerTextAsync()).ShouldContain("场景没有走完");
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task The_pages_fit_read_well_and_ask_no_other_host(int width)
    {
        var hospital = await SignedInAsync("hospital-internet", "demo-hospital-internet-2026", Hospital, width);
        await ButtonAsync(hospital, "开始一次验收");
        await LooksAsync(hospital, Hospital, "hospital-acceptance", width);
        await ButtonAsync(hospital, "结束并出具报告");
        var agency = await SignedInAsync("agency", "demo-agency-2026", Agency, width);
        await agency.Locator("tbody a").First.ClickAsync();
        await LooksAsync(agency, new Uri(agency.Url).PathAndQuery, "agency-acceptance", width);
        await LooksAsync(await chromium.NewPage(width), "/interface/acceptance", "interface-acceptance", width);
    }

    private async Task LooksAsync(IPage page, string path, string name, int width)
    {
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    private static Task ButtonAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private async Task<IPage> SignedInAsync(
        string name, string word, string path, int width = ChromiumBrowser.Desk, bool script = true)
    {
        var page = await chromium.NewPage(width, script);
        await page.GotoAsync(server.Address + path);
        await page.SignInAsync(name, word);
        await page.WaitForURLAsync(server.Address + path);
        return page;
    }
}
