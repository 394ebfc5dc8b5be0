using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Review;

/// <summary>智能审核 on the pages of the agency and the two supervisors, without script, at both widths.</summary>
public sealed class ReviewPageTests(ReviewedPlatform server, ChromiumBrowser chromium) : IClassFixture<ReviewedPlatform>
{
    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task The_agency_sees_each_finding_with_its_clause_and_narrows_by_area_and_rule(int width)
    {
        var page = await SignedInAsync("agency", "/agency/review", width);
        await FitsAsync(page, "review", width);
        (await page.Locator("[data-finding]").CountAsync()).ShouldBe(2);
        var refused = page.Locator("[data-finding=consultationAsFollowUp]");
        (await refused.InnerTextAsync()).ShouldContain("拒付");
        (await refused.InnerTextAsync()).ShouldContain("孟**");
        (await refused.Locator(".ms-clause").InnerTextAsync()).ShouldContain("鲁医保发〔2022〕44号");

        await page.GetByLabel("地区").SelectOptionAsync("320000");
        await page.GetByLabel("规则").SelectOptionAsync("splitService");
        await page.GetByRole(AriaRole.Button, new() { Name = "审核" }).ClickAsync();
        var found = page.Locator("[data-finding]");
        (await found.CountAsync()).ShouldBe(1);
        (await found.InnerTextAsync()).ShouldContain("疑点");
        (await found.Locator("tbody tr").CountAsync()).ShouldBe(2);
        await found.Locator(".ms-clause").ClickAsync();
        page.Url.ShouldEndWith("/law/js-ybf-2020-16#art-3-2");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("2 次及以上就诊");
        await chromium.Screenshot(page, $"review-clause-{width}");
        await page.GoBackAsync();

        await page.GetByLabel("服务日期止").FillAsync("2026-11-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "审核" }).ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("没有命中");
    }

    [Fact]
    public async Task Health_sees_the_services_without_persons_and_the_bureau_what_is_in_its_reach()
    {
        var health = await SignedInAsync("health", "/health-commission/review", ChromiumBrowser.Phone);
        var seen = await health.Locator("main").InnerTextAsync();
        seen.ShouldContain("分解服务");
        seen.ShouldNotContain("陆**");
        seen.ShouldNotContain("52.00");
        var bureau = await SignedInAsync("bureau", "/bureau/review", ChromiumBrowser.Desk);
        (await bureau.Locator("[data-finding]").CountAsync()).ShouldBe(1);
        (await bureau.Locator("main").InnerTextAsync()).ShouldContain("52.00");
    }

    private async Task FitsAsync(IPage page, string name, int width)
    {
        await chromium.Screenshot(page, $"{name}-{width}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty();
    }

    private async Task<IPage> SignedInAsync(string account, string path, int width)
    {
        var page = await chromium.NewPage(width: width, script: false);
        await page.GotoAsync(server.Address + path);
        await page.SignInAsync(account, $"demo-{account}-2026");
        await page.WaitForLoadStateAsync();
        return page;
    }
}
