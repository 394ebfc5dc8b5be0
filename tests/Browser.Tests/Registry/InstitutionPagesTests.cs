using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Registry;

/// <summary>The public directory, as anyone may read it.</summary>
public sealed class InstitutionPagesTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("institutions", "/institutions"),
        ("institutions-found", "/institutions?q=CXYLYY"),
        ("institutions-none", "/institutions?on=2019-12-31"),
        ("institutions-fault", "/institutions?on=2019-13-31"),
        ("institution", "/institutions/H53230100002"),
        ("institution-online", "/institutions/H53230100007?on=2022-07-01"),
        ("institution-none", "/institutions/H00000000000"),
    ];

    public static IEnumerable<TheoryDataRow<string, string, int>> Screens =>
        from page in Pages
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, string, int>(page.Name, page.Path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_directory_fits_reads_well_and_asks_no_other_host(string name, string path, int width)
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
    public async Task The_list_is_searched_by_initials_district_and_department()
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/institutions");
        (await page.Locator("[data-institution]").CountAsync()).ShouldBe(13);

        await page.GetByLabel("名称").FillAsync("cxyl");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAsync();
        (await page.Locator("[data-institution]").AllInnerTextsAsync()).ShouldBe(["楚雄云岭医院（样例）"]);

        await page.GotoAsync(server.Address + "/institutions?district=532302");
        (await page.Locator("[data-institution]").AllInnerTextsAsync()).ShouldBe(["禄丰恐龙谷医院（样例）"]);
        await page.GotoAsync(server.Address + "/institutions?department=病理");
        (await page.Locator("[data-institution]").CountAsync()).ShouldBe(2);
        await page.GotoAsync(server.Address + "/institutions?on=2019-12-31");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("没有符合条件的机构");
    }

    [Fact]
    public async Task An_institution_shows_people_services_and_prices()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/institutions/H53230100002");
        var text = await page.Locator("main").InnerTextAsync();

        text.ShouldContain("普云舒");
        text.ShouldContain("白护和");
        text.ShouldContain("周审言");
        text.ShouldNotContain("施停云");
        text.ShouldContain("7.50 元");
        var codes = await page.Locator("[aria-labelledby=services] tbody code").AllInnerTextsAsync();
        codes.Count.ShouldBeGreaterThan(4);
        codes.ShouldBeUnique();
        text.ShouldContain("发证机关");
        await page.GotoAsync(server.Address + "/institutions/H53230100007");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("楚雄彝州中心医院");
    }
}
