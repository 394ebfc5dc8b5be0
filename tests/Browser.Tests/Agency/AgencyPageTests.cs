using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Agency;

/// <summary>The agency's workbench over the embedded database: how it looks, and what it does.</summary>
public sealed class AgencyPageTests(SettledPlatform server, ChromiumBrowser chromium)
    : AgencyFlow(server, chromium), IClassFixture<SettledPlatform>
{
    public static IEnumerable<TheoryDataRow<string, int>> Screens =>
        from page in new[]
        {
            "agency", "settlements", "settlements-none", "settlements-fault", "settlement", "settlement-reversed",
            "exports", "budget", "budget-new", "budget-open", "budget-none", "login", "home",
        }
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, int>(page, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_pages_fit_read_well_and_ask_no_other_host(string name, int width)
    {
        var page = await OfficerAsync(width: width);
        var complaints = page.Complaints(Server.Address);
        await page.RestAsync(Server.Address + Path(name));
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await Chromium.Screenshot(page, $"agency-{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    private string Path(string name) => name switch
    {
        "agency" => "/agency?from=2026-09-01&institution=" + Server.Institution,
        "settlements" => "/agency/settlements?institution=" + Server.Institution,
        "settlements-none" => "/agency/settlements?psn_no=nobody",
        "settlements-fault" => "/agency/settlements?leastFee=abc",
        "settlement" => Server.First,
        "settlement-reversed" => Server.Reversed,
        "exports" => $"/agency/exports?channel=offline&institution={Server.Institution}",
        "budget" => "/agency/budget?institution=" + Server.Institution,
        "budget-new" => $"/agency/budget?institution={Server.Quiet}&year=2025",
        "budget-open" => $"/agency/budget?institution={Server.Quiet}&year=2027",
        "home" => "/",
        "budget-none" => "/agency/budget?year=1",
        _ => "/login",
    };
}
