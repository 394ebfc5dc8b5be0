using Microsoft.Playwright;
using Mingsuan.Host.Demonstration;

namespace Mingsuan.Browser.Tests.Patients;

/// <summary>
/// 手机上的个人服务 — from the sign-in with the e-certificate, whose peer is a process of its own, to the access code and to
/// who read one's data. (GJ-5, CX-15-3)
/// </summary>
public sealed class PatientPagesTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task A_patient_signs_in_on_the_phone_shows_the_access_code_and_sees_who_read_the_records()
    {
        await using var server = new PlatformServer();
        await server.InitializeAsync();
        await using var sandbox = await DemoSandbox.StartAsync(server.Data, server.Data, [server.Address], default);
        await sandbox!.ConnectAsync(default);
        string rx;
        using (var visit = new PrescribedVisit(server))
        {
            rx = await visit.SendAsync();
        }

        var page = await chromium.NewPage(ChromiumBrowser.Phone);
        await SignInAsync(server, page);
        await PrescriptionAsync(server, page, rx);
        await MoneyAsync(server, page);
        await AccessAsync(server, page);
        await page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/patient/login?done=out");
        await page.GotoAsync(server.Address + "/patient");
        page.Url.ShouldEndWith("/patient/login");
    }

    private async Task SignInAsync(PlatformServer server, IPage page)
    {
        await page.GotoAsync(server.Address + "/patient");
        page.Url.ShouldEndWith("/patient/login");
        await PhotographAsync(page, "01-sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "用医保电子凭证登录" }).ClickAsync();
        var who = server.Demo["insured"]![0]!;
        await page.GetByLabel((string)who["name"]!).CheckAsync();
        await page.GetByLabel("六位 PIN").FillAsync((string)who["eCertPin"]!);
        await chromium.Screenshot(page, "patient-02-authorise-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "同意授权" }).ClickAsync();
        await page.WaitForURLAsync("**/patient");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe((string)who["name"]!);
        (await TextAsync(page)).ShouldContain("正常享受待遇");
        await PhotographAsync(page, "03-home");
    }

    private async Task PrescriptionAsync(PlatformServer server, IPage page, string rx)
    {
        await page.GotoAsync(server.Address + "/patient/prescriptions");
        await PhotographAsync(page, "04-prescriptions");
        await page.Locator("tbody a").ClickAsync();
        page.Url.ShouldEndWith(rx);
        var qr = page.Locator("svg.ms-qr");
        (await qr.GetAttributeAsync("aria-label")).ShouldBe("取药码二维码");
        (await qr.Locator("path").GetAttributeAsync("d"))!.Length.ShouldBeGreaterThan(500);
        (await page.Locator("[data-code]").InnerTextAsync()).Replace(" ", "").Length.ShouldBe(27);
        (await TextAsync(page)).ShouldContain("没有药店接收");
        await PhotographAsync(page, "05-prescription");
    }

    private async Task MoneyAsync(PlatformServer server, IPage page)
    {
        await page.GotoAsync(server.Address + "/patient/visits");
        await PhotographAsync(page, "06-visits");
        await page.Locator("tbody a").First.ClickAsync();
        (await TextAsync(page)).ShouldContain("复诊续方");
        await PhotographAsync(page, "07-visit");
        await page.GotoAsync(server.Address + "/patient/settlements");
        await PhotographAsync(page, "08-settlements");
        await page.Locator("tbody a").ClickAsync();
        (await TextAsync(page)).ShouldContain("分毫不差");
        await page.Locator("summary").First.ClickAsync();
        (await page.Locator(".ms-row-why .ms-clause").CountAsync()).ShouldBeGreaterThan(0);
        await PhotographAsync(page, "09-settlement");
    }

    private async Task AccessAsync(PlatformServer server, IPage page)
    {
        // The log is written every few seconds of the platform's clock.
        ((Mingsuan.Testing.FakeClock)server.Clock).Advance(TimeSpan.FromSeconds(6));
        await page.GotoAsync(server.Address + "/patient/access");
        for (var at = 0; at < 50 && !(await TextAsync(page)).Contains("看结算凭据", StringComparison.Ordinal); at++)
        {
            await page.ReloadAsync();
        }

        var text = await TextAsync(page);
        text.ShouldContain("本人");
        text.ShouldContain("看取药码");
        text.ShouldContain("办理电子处方");
        await PhotographAsync(page, "10-access");
    }

    private static Task<string> TextAsync(IPage page) => page.Locator("main").InnerTextAsync();

    /// <summary>Every page on the way fits and reads well at both widths.</summary>
    private async Task PhotographAsync(IPage page, string name)
    {
        foreach (var width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone })
        {
            await page.SetViewportSizeAsync(width, 844);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                .ShouldBeLessThanOrEqualTo(width, name);
            (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty(name);
            await chromium.Screenshot(page, $"patient-{name}-{width}");
        }
    }
}
