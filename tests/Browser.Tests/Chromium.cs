using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Mingsuan.Browser.Tests.ChromiumBrowser))]

namespace Mingsuan.Browser.Tests;

/// <summary>浏览器 — Debian's Chromium, started once for all browser tests; it never asks another host.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = Flags,
        });
    }

    /// <summary>两种宽度 — the two widths that every page is designed for.</summary>
    public const int Desk = 1280, Phone = 390;

    /// <summary>新页面 — a page of its own context, so that no test sees another's cookies.</summary>
    public async Task<IPage> NewPage(int width = Desk, bool script = true)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width == Phone ? 844 : 900 },
            JavaScriptEnabled = script,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        return await context.NewPageAsync();
    }

    /// <summary>截图 — the whole page in artifacts/screenshots, for people to look at.</summary>
    public async Task<string> Screenshot(IPage page, string name)
    {
        var path = Path.Combine(Markup.Screenshots, name + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
