using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Agreements;

/// <summary>协议考核的页面 — an officer scores a year without script and sees what follows.</summary>
public sealed class AppraisalPageTests(PlatformServer server, ChromiumBrowser chromium) : IClassFixture<PlatformServer>
{
    private static readonly (string Label, string Value)[] Values =
    [
        ("电子病历与处方完整率", "0.98"), ("药师审核率", "0.5"), ("审核扣减率", "0.02"), ("目录内费用占比", "0.90"),
        ("参保人满意率", "0.90"), ("年度金额", "1000000"),
    ];

    [Theory]
    [InlineData(ChromiumBrowser.Desk, "2026")]
    [InlineData(ChromiumBrowser.Phone, "2025")]
    public async Task A_year_is_scored_on_the_page_and_the_deduction_is_shown(int width, string year)
    {
        var page = await chromium.NewPage(width, script: false);
        await page.GotoAsync(server.Address + "/login");
        await page.SignInAsync("agency", "demo-agency-2026");
        await page.GotoAsync($"{server.Address}/agency/appraisal?institution=H53230100002&year={year}");
        foreach (var (label, value) in Values)
        {
            await page.GetByLabel(label).FillAsync(value);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "打分并记录" }).ClickAsync();

        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("考核已记录");
        (await page.Locator("[aria-labelledby=results] tbody tr").First.InnerTextAsync()).ShouldSatisfyAllConditions(
            text => text.ShouldContain("90.00"), text => text.ShouldContain("50,000.00"));
        (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty();
        await chromium.Screenshot(page, $"agency-appraisal-{width}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
