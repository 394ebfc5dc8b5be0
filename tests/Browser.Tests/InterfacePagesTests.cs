using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>The published specification of the national interface, as a hospital's engineer reads it.</summary>
public sealed class InterfacePagesTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("interface", "/interface"),
        ("interface-2207", "/interface/2207"),
        ("interface-codes", "/interface/codes?q=SIGN"),
    ];

    public static IEnumerable<TheoryDataRow<string, string, int>> Screens =>
        from page in Pages
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, string, int>(page.Name, page.Path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_page_fits_reads_well_and_asks_no_other_host(string name, string path, int width)
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
    public async Task From_the_list_one_reaches_a_transaction_and_its_fields()
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/interface");
        await page.ClickAsync(".ms-transactions a:has-text('门诊费用明细上传')");

        page.Url.ShouldEndWith("/interface/2204");
        (await page.InnerTextAsync("main")).ShouldContain("det_item_fee_sumamt");
        (await page.InnerTextAsync("main")).ShouldContain("1 至 500 行");
        var missing = await page.GotoAsync(server.Address + "/interface/7777");
        missing!.Status.ShouldBe(404);
    }
}
