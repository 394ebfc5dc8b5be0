using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Mingsuan.Testing;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Mingsuan.Browser.Tests.ChromiumBrowser))]
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: Mingsuan.Browser.Tests.ClosesItsPages]

namespace Mingsuan.Browser.Tests;

/// <summary>Debian's Chromium, started once for all browser tests. Where it is missing, the tests fail.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Open = new();
    private static readonly ConcurrentQueue<IBrowserContext> Left = new();

    private IPlaywright? driver;
    private IBrowser? browser;

    /// <summary>The two widths that every page is designed for.</summary>
    public const int Desk = 1280, Phone = 390;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException(
                $"Chromium is missing: no {Program}. Run ./mingsuan test, or apt-get install chromium.");
        }

        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags, Headless = true });
    }

    /// <summary>A fresh page without cookies, Chinese, in Beijing time; it goes away with its test.</summary>
    public async Task<IPage> NewPage(int width = Desk, bool script = true)
    {
        await CloseLeftAsync();
        var context = await browser!.NewContextAsync(new()
        {
            JavaScriptEnabled = script,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = width == Phone ? 844 : 900 },
        });
        if (TestContext.Current.Test is { } test)
        {
            Open.GetOrAdd(test.UniqueID, _ => []).Add(context);
        }

        return await context.NewPageAsync();
    }

    /// <summary>Lets go of what a test opened; it is closed when the next page opens.</summary>
    internal static void Leave(string test)
    {
        if (Open.TryRemove(test, out var contexts))
        {
            foreach (var context in contexts)
            {
                Left.Enqueue(context);
            }
        }
    }

    /// <summary>Hundreds of open pages would slow down the later ones.</summary>
    private static async Task CloseLeftAsync()
    {
        while (Left.TryDequeue(out var context))
        {
            await context.CloseAsync();
        }
    }

    /// <summary>
    /// Photographs the whole page into <c>artifacts/screenshots/NAME.png</c>, for people to look at. The caret stays:
    /// hiding it would leave an empty style attribute on every input, and the page would not be as it was.
    /// </summary>
    public async Task<string> Screenshot(IPage page, string name)
    {
        var path = RepositoryRoot.At("artifacts", "screenshots", $"{name}.png");
        await page.ScreenshotAsync(new()
        {
            Path = path,
            FullPage = true,
            Caret = ScreenshotCaret.Initial,
        });
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        driver?.Dispose();
    }
}

/// <summary>随手关门 — every test's pages are closed at its end.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesItsPagesAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => ChromiumBrowser.Leave(test.UniqueID);
}
