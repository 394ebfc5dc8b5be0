using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Bureau;

/// <summary>A policy officer publishes a document through the pages, with a colleague, without an engineer.</summary>
public sealed class LawPublishingTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private const string Folder = "532300-chuxiong";

    [Fact]
    public async Task A_document_is_checked_proposed_tried_and_published_by_two_officers()
    {
        var first = await OfficerAsync("bureau", "demo-bureau-2026");
        await first.GotoAsync(server.Address + "/bureau/law");
        var wrong = Document.Replace("quote: 45", "quote: 46", StringComparison.Ordinal);
        await SendAsync(first, "只核对", "2026-10-20-notice.md", wrong);
        var report = await first.Locator("[aria-labelledby=report]").InnerTextAsync();
        report.ShouldContain("1 个错误");
        report.ShouldContain("2026-10-20-notice.md 第");
        await chromium.Screenshot(first, "bureau-law-faults-1280");

        await SendAsync(first, "核对并提交复核", "2026-10-20-notice.md", Document);
        (await first.Locator("h1").InnerTextAsync()).ShouldContain("远程会诊价格的通知");
        (await first.Locator("main").InnerTextAsync()).ShouldContain("须由他人复核");
        var address = first.Url;
        await chromium.Screenshot(first, "bureau-law-draft-1280");

        var second = await OfficerAsync("bureau-second", "demo-bureau-second-2026", ChromiumBrowser.Phone);
        (await second.Locator("[aria-labelledby=inbox]").InnerTextAsync()).ShouldContain("复核政策文件草案");
        await second.GotoAsync(address);
        (await second.EvaluateAsync<int>("document.documentElement.scrollWidth"))
            .ShouldBeLessThanOrEqualTo(ChromiumBrowser.Phone);
        (await second.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty();
        await chromium.Screenshot(second, "bureau-law-decide-390");
        await second.GetByLabel("复核意见").FillAsync("同意");
        await second.GetByRole(AriaRole.Button, new() { Name = "发布" }).ClickAsync();
        (await second.Locator("main").InnerTextAsync()).ShouldContain("已发布");

        await second.GotoAsync(server.Address + "/law?q=" + Uri.EscapeDataString("远程会诊价格的通知"));
        (await second.Locator("main").InnerTextAsync()).ShouldContain("示例〔2026〕价格7号");
    }

    private static async Task SendAsync(IPage page, string button, string name, string text)
    {
        await page.GetByLabel("地区文件夹").FillAsync(Folder);
        await page.Locator("#f-files").SetInputFilesAsync(new FilePayload
        {
            Name = name,
            MimeType = "text/markdown",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text),
        });
        await page.GetByLabel("事由").FillAsync("新价格");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private async Task<IPage> OfficerAsync(string name, string word, int width = ChromiumBrowser.Desk)
    {
        var page = await chromium.NewPage(width, script: false);
        await page.GotoAsync(server.Address + "/login");
        await page.SignInAsync(name, word);
        return page;
    }

    private const string Document = """
        ---
        id: sample-notice-7
        title: 关于明确远程会诊价格的通知（示例）
        number: 示例〔2026〕价格7号
        issuers: [明算示例]
        jurisdiction: "532300"
        issued: 2026-10-20
        effective: 2026-11-01
        sample: true
        ---

        ## 第一条 {#art-1}

        演示用的会诊每次 45 元。

        ```rule
        price-item: "532300901"
        name: 演示会诊
        unit: 次
        price: 45
        ```

        ```example
        given: { item: "532300901", on: 2026-11-02 }
        quote: 45.00
        ```

        """;
}
