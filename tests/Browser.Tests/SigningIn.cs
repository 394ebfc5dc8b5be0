using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>登录 — as a person does it: name and password first, then the one-time code.</summary>
internal static class SigningIn
{
    /// <summary>Signs in on the sign-in page; a demonstration has filled in the code.</summary>
    public static async Task SignInAsync(this IPage page, string name, string word)
    {
        await page.GetByLabel("操作员").FillAsync(name);
        await page.GetByLabel("口令").FillAsync(word);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.WaitForLoadStateAsync();
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "确认登录" });
        if (await confirm.CountAsync() > 0)
        {
            await confirm.ClickAsync();
        }
    }
}
