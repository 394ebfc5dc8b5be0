using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Account;

/// <summary>修改口令的页面 — works without script, fits both widths, and the new password signs in.</summary>
public sealed class PasswordPageTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private const string Page = "/account/password";
    private const string Fresh = "Dian-Cang-2026!";

    [Fact]
    public async Task A_password_is_changed_without_script_and_the_new_one_signs_in()
    {
        var page = await SignedInAsync("bureau", "demo-bureau-2026", ChromiumBrowser.Desk, script: false);
        await FillAsync(page, "demo-bureau-2026", Fresh, "other");
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("两次填写的新口令不一致");
        await FillAsync(page, "demo-bureau-2026", Fresh, Fresh);
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("口令已修改");

        var again = await chromium.NewPage();
        await again.GotoAsync(server.Address + Page);
        await again.SignInByFormAsync("bureau", Fresh);
        await again.WaitForURLAsync(server.Address + Page);
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task The_page_fits_reads_well_and_asks_no_other_host(int width)
    {
        var page = await SignedInAsync("agency", "demo-agency-2026", width, script: true);
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + Page);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"account-password-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    private static async Task FillAsync(IPage page, string old, string fresh, string again)
    {
        await page.Locator("[name=old]").FillAsync(old);
        await page.Locator("[name=new]").FillAsync(fresh);
        await page.Locator("[name=again]").FillAsync(again);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改口令", Exact = true }).ClickAsync();
    }

    private async Task<IPage> SignedInAsync(string name, string word, int width, bool script)
    {
        var page = await chromium.NewPage(width, script);
        await page.GotoAsync(server.Address + Page);
        await page.SignInAsync(name, word);
        await page.WaitForURLAsync(server.Address + Page);
        return page;
    }
}
