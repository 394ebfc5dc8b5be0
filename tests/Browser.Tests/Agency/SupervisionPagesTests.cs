namespace Mingsuan.Browser.Tests.Agency;

/// <summary>线上服务监管的页面 — both supervisors see each hospital's services; only who pays sees the money.</summary>
public sealed class SupervisionPagesTests(SettledPlatform server, ChromiumBrowser chromium)
    : IClassFixture<SettledPlatform>
{
    private const string Fund = "线上基金支付";

    [Theory]
    [InlineData("bureau", "/bureau/services", ChromiumBrowser.Desk)]
    [InlineData("bureau", "/bureau/services", ChromiumBrowser.Phone)]
    [InlineData("health", "/health-commission/services", ChromiumBrowser.Desk)]
    [InlineData("health", "/health-commission/services", ChromiumBrowser.Phone)]
    public async Task A_supervisor_reads_what_was_served_online_and_offline(string account, string path, int width)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + "/login?to=" + path);
        await page.SignInAsync(account, $"demo-{account}-2026");
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path + "?from=2026-09-01&to=2026-11-30");
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{account}-services-{width}");

        complaints.ShouldBeEmpty();
        faults.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        var row = await page.Locator("tbody tr", new() { HasText = server.Hospital }).InnerTextAsync();
        row.ShouldContain("2 笔");
        row.Contains("互联网", StringComparison.Ordinal).ShouldBeTrue(row);
        (await page.Locator("main").InnerTextAsync()).Contains(Fund, StringComparison.Ordinal)
            .ShouldBe(account == "bureau", "the health commission pays nothing");

        await page.GotoAsync(server.Address + path + "?from=2026-11-02&to=2026-11-01");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("起日不能晚于止日");
        await chromium.Screenshot(page, $"{account}-services-none-{width}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
