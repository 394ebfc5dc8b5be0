using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Workbench;

namespace Mingsuan.Browser.Tests.Agreements;

/// <summary>申请全程 — a hospital goes from nothing to an agreement in force on the pages, without script.</summary>
public sealed class AgreementRoadPagesTests(ChromiumBrowser chromium)
{
    private const string Hospital = "H53230100005";

    [Fact]
    public async Task A_hospital_goes_from_nothing_to_an_agreement_in_force_on_the_pages()
    {
        await using var server = Platform();
        await server.InitializeAsync();
        var hospital = await SignedInAsync(server, "/hospital/agreements", "hospital");
        var agency = await SignedInAsync(server, "/agency/agreements", "agency");
        foreach (var (at, input) in (await hospital.Locator("input[type=file]").AllAsync()).Index())
        {
            await input.SetInputFilesAsync(new FilePayload
            {
                Name = $"材料{at + 1}.pdf",
                MimeType = "application/pdf",
                Buffer = Encoding.UTF8.GetBytes($"content {at}"),
            });
        }

        await PressAsync(hospital, "提交申请");
        (await TextAsync(hospital)).ShouldContain("审核");
        (await TextAsync(hospital)).ShouldContain("2026-12-04");

        await agency.ReloadAsync();
        await chromium.Screenshot(agency, "agreements-inbox");
        await agency.Locator("[aria-labelledby=inbox] tbody a").First.ClickAsync();
        await PressAsync(agency, "审核通过", exact: true);
        await chromium.Screenshot(agency, "agreements-rebuilding");
        await hospital.ReloadAsync();
        while (await hospital.GetByRole(AriaRole.Button, new() { Name = "完成：" }).CountAsync() > 0)
        {
            await hospital.GetByRole(AriaRole.Button, new() { Name = "完成：" }).First.ClickAsync();
            await hospital.WaitForLoadStateAsync();
        }

        await hospital.GetByLabel("验收编号").FillAsync("RUN-1");
        await PressAsync(hospital, "申请验收");
        await agency.ReloadAsync();
        await PressAsync(agency, "验收合格", exact: true);
        await PressAsync(agency, "拟稿");
        await SignAsync(hospital);
        await agency.ReloadAsync();
        await PressAsync(agency, "经办机构签署");
        (await TextAsync(agency)).ShouldContain("已签约");
        await chromium.Screenshot(agency, "agreements-concluded");
        await hospital.ReloadAsync();
        (await hospital.Locator("[aria-labelledby=standing] tbody tr").CountAsync()).ShouldBe(2);
        await chromium.Screenshot(hospital, "agreements-hospital");
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task An_officer_suspends_and_restores_and_nothing_overflows(int width)
    {
        await using var server = Platform();
        await server.InitializeAsync();
        var page = await SignedInAsync(server, $"/agency/agreements?institution={Hospital}", "agency", width);
        await page.GetByLabel("中止理由").First.FillAsync("专项检查");
        await PressAsync(page, "中止");
        (await TextAsync(page)).ShouldContain("已办理");
        (await page.Locator("[aria-labelledby=standing]").InnerTextAsync()).ShouldContain("中止");
        await page.GetByLabel("恢复理由").First.FillAsync("检查结束");
        await PressAsync(page, "恢复");
        (await page.Locator("[aria-labelledby=standing]").InnerTextAsync()).ShouldContain("履行中");
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"agreements-standing-{width}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    private static PlatformServer Platform() => new()
    {
        Replace = services => services
            .AddSingleton<IAcceptanceReports>(new PassedReports())
            .AddSingleton(StaffList.Of(
                ("word-agency", new Operator("agency", StaffRoles.Agency, "532300")),
                ("word-hospital", new Operator("hospital", StaffRoles.Hospital, "", Hospital)))),
    };

    private async Task<IPage> SignedInAsync(
        PlatformServer server, string path, string who, int width = ChromiumBrowser.Desk)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + path);
        await page.SignInAsync(who, "word-" + who);
        await page.GotoAsync(server.Address + path);
        return page;
    }

    private static async Task SignAsync(IPage hospital)
    {
        using var key = Sm2PrivateKey.Generate();
        await hospital.ReloadAsync();
        var statement = (await hospital.Locator("[aria-labelledby=do] pre").InnerTextAsync()).Trim();
        await hospital.GetByLabel("签名值").FillAsync(
            Convert.ToHexStringLower(key.Sign(Encoding.UTF8.GetBytes(statement))));
        await hospital.GetByLabel("公钥").FillAsync(key.PublicKey.Point);
        await PressAsync(hospital, "签署");
        (await TextAsync(hospital)).ShouldContain("已提交");
    }

    private static async Task PressAsync(IPage page, string name, bool exact = false)
    {
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = exact }).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static Task<string> TextAsync(IPage page) => page.Locator("main").InnerTextAsync();

    /// <summary>Every run has passed.</summary>
    private sealed class PassedReports : IAcceptanceReports
    {
        public Task<AcceptanceReport?> FindAsync(InstitutionId institution, string run, CancellationToken ct) =>
            Task.FromResult<AcceptanceReport?>(new(run, true, "digest", DateTime.UnixEpoch));
    }
}
