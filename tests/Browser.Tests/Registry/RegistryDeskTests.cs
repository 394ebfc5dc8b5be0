using System.Text;
using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Registry;

/// <summary>登记簿工作台 — an officer shows a file, writes it, and suspends a doctor; all without script.</summary>
public sealed class RegistryDeskTests(PlatformServer server, ChromiumBrowser chromium) : IClassFixture<PlatformServer>
{
    private const string Officer = "agency", Word = "demo-agency-2026";

    private const string Licences = "机构编码,许可种类,许可证号,发证机关,有效期起,有效期止\n"
        + "H53230100001,互联网医院,样例 9 号,样例机关,2026-01-01,2027-12-31\n"
        + "H00000000000,互联网医院,样例 10 号,样例机关,2026-01-01,2025-12-31\n";

    public static IEnumerable<TheoryDataRow<string, int>> Screens =>
        from path in new[]
        {
            "/agency/registry?practitioner=D532301000204", "/agency/registry?institution=H53230100001",
            "/agency/registry?correct=licences", "/agency/registry/import", "/agency/registry/exports",
        }
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, int>(path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_pages_of_the_register_fit_and_read_well(string path, int width)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + "/login?to=" + Uri.EscapeDataString(path));
        await page.SignInAsync(Officer, Word);
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"registry-{path.Split('/', '?', '=')[^1]}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task A_file_is_shown_row_by_row_before_anything_is_written(int width)
    {
        var page = await chromium.NewPage(width, script: false);
        await page.GotoAsync(server.Address + "/login?to=/agency/registry/import");
        await page.SignInAsync(Officer, Word);
        await page.GotoAsync(server.Address + "/agency/registry/import");
        await page.GetByLabel("种类").SelectOptionAsync("licences");
        await page.Locator("#f-file").SetInputFilesAsync(new FilePayload
        {
            Name = "licences.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Licences.Replace("9 号", $"{width} 号", StringComparison.Ordinal)),
        });
        await page.GetByLabel("依据").FillAsync("样例文件");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();

        var text = await page.Locator("main").InnerTextAsync();
        await chromium.Screenshot(page, $"registry-preview-{width}");
        text.ShouldContain("没有登记这个机构编码");
        text.ShouldContain("截止日早于起始日");
        text.ShouldContain("已预览，未写入");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task Good_rows_are_written_and_a_suspended_doctor_leaves_the_public_list()
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/login?to=/agency/registry/import");
        await page.SignInAsync(Officer, Word);
        await page.GotoAsync(server.Address + "/agency/registry/import");
        await page.GetByLabel("种类").SelectOptionAsync("licences");
        await page.Locator("#f-file").SetInputFilesAsync(new FilePayload
        {
            Name = "licences.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Licences.Replace("H53230100001", "H53230100003", StringComparison.Ordinal)),
        });
        await page.GetByLabel("依据").FillAsync("样例文件");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.GetByLabel("只写入正确的行").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "写入登记簿" }).ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("已写入登记簿");

        await page.GotoAsync(server.Address + "/agency/registry?practitioner=D532301000301");
        await page.GetByLabel("中止", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("事由").FillAsync("样例事由");
        await page.GetByLabel("文号").FillAsync("样例〔2026〕1号");
        var complaints = page.Complaints(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "记录处理" }).ClickAsync();
        complaints.ShouldBeEmpty();
        (await page.Locator(".ms-said").InnerTextAsync()).ShouldContain("线上线下即时生效");
        await page.GotoAsync(server.Address + "/institutions/H53230100003");
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("杨溪月");
        await page.GotoAsync(server.Address + "/institutions/H53230100003?on=2026-11-19");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("杨溪月");
    }

    [Theory]
    [InlineData("/hospital/people", "普云舒", ChromiumBrowser.Phone)]
    [InlineData("/hospital/people", "普云舒", ChromiumBrowser.Desk)]
    [InlineData("/hospital/training", "登记", ChromiumBrowser.Phone)]
    [InlineData("/hospital/training", "登记", ChromiumBrowser.Desk)]
    public async Task A_hospital_reads_its_people_and_its_training(string path, string shown, int width)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + "/login?to=" + path);
        await page.SignInAsync("hospital", "demo-hospital-2026");
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{path.Replace('/', '-')[1..]}-{width}");

        (await page.Locator("main").InnerTextAsync()).ShouldContain(shown);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }
}
