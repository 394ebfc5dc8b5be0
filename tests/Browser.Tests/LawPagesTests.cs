using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>The library and the calculator as a person walks through them, with the shipped law files.</summary>
public sealed class LawPagesTests(PagesServer server, ChromiumBrowser chromium) : IClassFixture<PagesServer>
{
    private const string Pathology =
        "/calculator?mode=item&region=430900&on=2020-07-01&item=270800008&ask=1&channel=internet"
        + "&institution.ownership=public&institution.level=secondary&institution.licences=telemedicine"
        + "&consulted.level=tertiary&consulted.title=chief&consulted.licences=telemedicine&slides=4"
        + "&intraoperativeFrozen=false&signedOpinion=true&visit.consent=true&publicNotice=true&slideUpload=true";

    private const string FollowUp =
        "/calculator?mode=visit&region=532300&on=2023-03-01&ask=1&visit.channel=internet&visit.kind=followUp"
        + "&visit.consent=true&visit.lastOffline.on=2023-01-10&visit.lastOffline.diagnosis=I10&visit.diagnosis=I10"
        + "&insured.area=532300&insured.scheme=employee&insured.status=working"
        + "&institution.ownership=public&institution.level=secondary&institution.licences=internetHospital"
        + "&institution.agreement.main.state=inForce&institution.agreement.supplementary.state=inForce"
        + "&dispensedBy=hospital&lines.0.kind=service&lines.0.code=110200001&lines.0.unitPrice=7.50&lines.0.class=A"
        + "&lines.1.kind=drug&lines.1.code=XC08CAA321A0&lines.1.unitPrice=26.00&lines.1.quantity=5&lines.1.class=A";

    private static readonly (string Name, string Path)[] Pages =
    [
        ("law", "/law"),
        ("law-search", "/law?q=270800008&region=430900"),
        ("law-hunan", "/law/hn-ybf-2020-20"),
        ("law-chuxiong", "/law/cx-yibaogui-2022-3"),
        ("law-benefits", "/law/sample-chuxiong-benefits"),
        ("calculator", "/calculator"),
        ("calculator-region", "/calculator?mode=item&region=430900&on=2020-07-01"),
        ("calculator-item", "/calculator?mode=item&region=430900&on=2020-07-01&item=270800008"),
        ("calculator-priced", Pathology),
        ("calculator-refused", Pathology.Replace("consulted.level=tertiary", "consulted.level=secondary", StringComparison.Ordinal)),
        ("calculator-missing", Pathology.Replace("slides=4", "slides=", StringComparison.Ordinal)),
        ("calculator-ended", "/calculator?mode=item&region=430900&on=2022-07-01&item=270800008&ask=1"),
        ("calculator-visit-empty", "/calculator?mode=visit&region=532300&on=2023-03-01"),
        ("calculator-visit", FollowUp),
        ("calculator-visit-unpaid", FollowUp.Replace("lastOffline.on=2023-01-10", "lastOffline.on=2022-06-10", StringComparison.Ordinal)),
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
        await page.GotoAsync(server.Address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }
}
