using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>登录 — as a person does it: name and password first, then the one-time code.</summary>
internal static class SigningIn
{
    private static readonly ConcurrentDictionary<(string Site, string Name, string Word), Opened> Known = new();

    /// <summary>
    /// Leaves the sign-in page as somebody. Who signed in on this site before comes with what their browser kept of it;
    /// when that opens nothing any more, the page is filled in again.
    /// </summary>
    public static async Task SignInAsync(this IPage page, string name, string word)
    {
        var here = new Uri(page.Url);
        var to = System.Web.HttpUtility.ParseQueryString(here.Query)["to"];
        var key = (here.GetLeftPart(UriPartial.Authority), name, word);
        var opened = Known.GetValueOrDefault(key);
        if ((to is null ? opened?.Home : key.Item1 + to) is { } address && opened is not null)
        {
            await page.Context.AddCookiesAsync(opened.Cookies);
            await page.GotoAsync(address);
            if (!IsSignIn(page))
            {
                return;
            }
        }

        await page.SignInByFormAsync(name, word);
        await page.WaitForURLAsync(url => !IsSignIn(url));
        Known[key] = new(
            to is null ? page.Url : opened?.Home,
            [.. (await page.Context.CookiesAsync()).Select(Kept)]);
    }

    /// <summary>Signs in on the sign-in page; a demonstration has filled in the code.</summary>
    public static async Task SignInByFormAsync(this IPage page, string name, string word)
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

    private static bool IsSignIn(IPage page) => IsSignIn(page.Url);

    private static bool IsSignIn(string url) =>
        new Uri(url).AbsolutePath.StartsWith("/login", StringComparison.Ordinal);

    private static Cookie Kept(BrowserContextCookiesResult one) => new()
    {
        Name = one.Name,
        Value = one.Value,
        Domain = one.Domain,
        Path = one.Path,
        Expires = one.Expires,
        HttpOnly = one.HttpOnly,
        Secure = one.Secure,
        SameSite = one.SameSite,
    };

    /// <summary>Where a sign-in without a wish leads, and what the browser keeps of it.</summary>
    private sealed record Opened(string? Home, IReadOnlyList<Cookie> Cookies);
}
