using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mingsuan.AcceptanceClient;
using Mingsuan.Browser.Tests.Agency;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Browser.Tests.Journey;

/// <summary>
/// 一家医院的全程 — from nothing to an agreement in force by pages alone, then paid, suspended, refused, restored. Nothing
/// stands in for another part of the platform: the acceptance run is played by the sample client.
/// </summary>
public sealed class HospitalJourneyTests(ChromiumBrowser chromium, PostgresServer postgres)
{
    private const string Code = "H53230100005", Word = "demo-hospital-applying-2026";
    private const string Ours = "/hospital/agreements", Theirs = "/agency/agreements";
    private static readonly string[] Evidence = ["exchange", "bills", "e-certificate", "record-chain"];
    private readonly LeapingClock clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)));
    private bool photographs;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_hospital_goes_from_nothing_to_paid_settlements_and_feels_a_suspension(string database)
    {
        photographs = database == DatabaseKinds.Sqlite;
        await using var server = Platform(database);
        await server.InitializeAsync();
        var hospital = await SignedInAsync(server, "hospital-applying", Word);
        var agency = await SignedInAsync(server, "agency", "demo-agency-2026");

        await ApplyAsync(server, hospital, agency);
        var run = await AcceptAsync(server, hospital, agency);
        await RebuildAsync(server, hospital, agency, run);
        await SignAsync(server, hospital, agency);
        await PrintAsync(hospital, agency);
        await DisclosedAsync(server);
        await SuspendAsync(server, agency);
    }

    private PlatformServer Platform(string database) => new()
    {
        Clock = clock,
        Database = database == DatabaseKinds.Sqlite
            ? null
            : async () => "postgres:" + await postgres.NewMigratedDatabase(),
        Replace = services => services.AddSingleton<Pause>((_, _) => Task.CompletedTask),
    };

    /// <summary>What is missing is named to both sides at once; the term begins when it is there.</summary>
    private async Task ApplyAsync(PlatformServer server, IPage hospital, IPage agency)
    {
        await hospital.GotoAsync(server.Address + Ours);
        var files = await hospital.Locator("input[type=file]").AllAsync();
        foreach (var (at, input) in files.SkipLast(1).Index())
        {
            await input.SetInputFilesAsync(File(at));
        }

        await PressAsync(hospital, "提交申请");
        (await TextAsync(hospital)).ShouldContain("待补件");
        await PhotographAsync(hospital, "01-missing-piece");

        await agency.GotoAsync(server.Address + Theirs);
        var waiting = agency.Locator("[aria-labelledby=inbox] tbody tr", new() { HasText = "楚雄龙川医院" });
        (await waiting.InnerTextAsync()).ShouldContain("待补件");
        await PhotographAsync(agency, "02-agency-inbox");
        await waiting.Locator("a").ClickAsync();
        (await agency.Locator("[aria-labelledby=do]").InnerTextAsync()).ShouldContain("缺少：线上线下业务区分证明");
        await PhotographAsync(agency, "03-agency-names-what-is-missing");

        (await hospital.Locator("input[type=file]").CountAsync()).ShouldBe(1);
        await hospital.Locator("input[type=file]").SetInputFilesAsync(File(files.Count));
        await PressAsync(hospital, "补交材料");
        (await TextAsync(hospital)).ShouldContain("2026-12-04");
        await PhotographAsync(hospital, "04-complete");
        await agency.ReloadAsync();
        await PressAsync(agency, "审核通过");
        (await agency.Locator("#ticket").CountAsync()).ShouldBe(1);
        await PhotographAsync(agency, "05-joint-ticket");
    }

    /// <summary>The run is started on the page, played over HTTP, ended on the page, and its report accepted.</summary>
    private async Task<string> AcceptAsync(PlatformServer server, IPage hospital, IPage agency)
    {
        await hospital.GotoAsync(server.Address + "/hospital/acceptance");
        await PressAsync(hospital, "开始一次验收");
        var run = (await hospital.Locator("[aria-labelledby=run] .ms-hash").First.InnerTextAsync()).Trim();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        await new AcceptanceWalk(http, new ClientOptions(http.BaseAddress, Word), clock, _ => { }).PlayAsync(run);
        await hospital.GotoAsync(server.Address + "/hospital/acceptance");
        await PhotographAsync(hospital, "06-acceptance-played");
        foreach (var item in Evidence)
        {
            var form = hospital.Locator($"[aria-labelledby=evidence-{item}]");
            await form.GetByLabel("材料名称").FillAsync(item + ".pdf");
            await form.GetByLabel("SM3 摘要").FillAsync(new string('a', 64));
            await form.GetByLabel("覆盖单数").FillAsync("20");
            await form.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
            (await form.Locator(".ms-state").InnerTextAsync()).ShouldBe("待核");
        }

        await PressAsync(hospital, "结束并出具报告");
        (await hospital.Locator("[aria-labelledby=runs] tbody tr").First.InnerTextAsync()).ShouldContain("通过");
        await PhotographAsync(hospital, "07-signed-report");

        await agency.GotoAsync(server.Address + "/agency/acceptance");
        await agency.Locator("tbody tr", new() { HasText = "楚雄龙川医院" }).Locator("a").ClickAsync();
        var report = agency.Url;
        foreach (var item in Evidence)
        {
            await agency.GotoAsync(report);
            await agency.Locator($"[aria-labelledby=evidence-{item}]")
                .GetByRole(AriaRole.Button, new() { Name = "认可", Exact = true }).ClickAsync();
            await agency.WaitForURLAsync("**done=A-ACCE");
        }

        await agency.GotoAsync(report);
        await PhotographAsync(agency, "08-agency-report");
        await PressAsync(agency, "接受报告");
        (await agency.Locator("[role=status]").InnerTextAsync()).ShouldContain("结论已记录");
        return run;
    }

    /// <summary>The ticket's items are done, acceptance is applied for with the run and passed with it.</summary>
    private async Task RebuildAsync(PlatformServer server, IPage hospital, IPage agency, string run)
    {
        await hospital.GotoAsync(server.Address + Ours);
        await PhotographAsync(hospital, "09-hospital-ticket");
        var todo = hospital.GetByRole(AriaRole.Button, new() { Name = "完成：" });
        for (var left = await todo.CountAsync(); left > 0; left--)
        {
            await todo.First.ClickAsync();
            await Assertions.Expect(todo).ToHaveCountAsync(left - 1);
        }

        await hospital.GetByLabel("验收编号").FillAsync(run);
        await PressAsync(hospital, "申请验收");
        await OpenAsync(server, agency);
        (await agency.GetByLabel("验收编号").InputValueAsync()).ShouldBe(run);
        await PressAsync(agency, "验收合格");
        (await TextAsync(agency)).ShouldContain("拟稿");
    }

    /// <summary>The agency drafts, with a part in its own words; both sides sign; the agreement is in force.</summary>
    private async Task SignAsync(PlatformServer server, IPage hospital, IPage agency)
    {
        await agency.GetByText("改写七项内容").ClickAsync();
        await agency.GetByLabel("总额指标管理").FillAsync("线上线下共用一个年度总额指标，按季度通报进度。");
        await PhotographAsync(agency, "10-drafting");
        await PressAsync(agency, "拟稿");
        (await TextAsync(agency)).ShouldContain("按季度通报进度");

        await hospital.GotoAsync(server.Address + Ours);
        using var key = Sm2PrivateKey.Generate();
        var statement = (await hospital.Locator("[aria-labelledby=do] pre").InnerTextAsync()).Trim();
        await hospital.GetByLabel("签名值").FillAsync(
            Convert.ToHexStringLower(key.Sign(Encoding.UTF8.GetBytes(statement))));
        await hospital.GetByLabel("公钥").FillAsync(key.PublicKey.Point);
        await PhotographAsync(hospital, "11-hospital-signs");
        await PressAsync(hospital, "签署");
        (await TextAsync(hospital)).ShouldContain("已提交");

        await OpenAsync(server, agency);
        await PressAsync(agency, "经办机构签署");
        (await TextAsync(agency)).ShouldContain("已签约");
        await PhotographAsync(agency, "12-concluded");
        await hospital.ReloadAsync();
        var supplementary = hospital.Locator("[aria-labelledby=standing] tbody tr", new() { HasText = "补充协议" });
        (await supplementary.InnerTextAsync()).ShouldContain("履行中");
        await PhotographAsync(hospital, "13-in-force");
    }

    /// <summary>The text is there to print, and as a PDF that names the digest that was signed.</summary>
    private async Task PrintAsync(IPage hospital, IPage agency)
    {
        await agency.GetByText("打印或下载 PDF").ClickAsync();
        await agency.Locator(".ms-paper").WaitForAsync();
        await PhotographAsync(agency, "14-agency-text");
        var digest = (await hospital.Locator("[aria-labelledby=draft] code").InnerTextAsync()).Trim();
        await hospital.GetByText("打印或下载 PDF").ClickAsync();
        await hospital.WaitForLoadStateAsync();
        (await hospital.Locator(".ms-paper").InnerTextAsync()).ShouldSatisfyAllConditions(
            text => text.ShouldContain(digest),
            text => text.ShouldContain("按季度通报进度"),
            text => text.Split("签名有效").Length.ShouldBe(3));
        await PhotographAsync(hospital, "14-agreement-text");
        var download = await hospital.RunAndWaitForDownloadAsync(() => PressAsync(hospital, "下载 PDF"));
        var pdf = await System.IO.File.ReadAllBytesAsync(await download.PathAsync());
        var text = Encoding.Latin1.GetString(pdf);
        text.ShouldStartWith("%PDF");
        text.ShouldContain("supplementary-agreement " + digest);
        if (photographs)
        {
            await System.IO.File.WriteAllBytesAsync(
                RepositoryRoot.At("artifacts", "screenshots", "journey-agreement.pdf"), pdf);
        }
    }

    private async Task DisclosedAsync(PlatformServer server)
    {
        var anybody = await chromium.NewPage();
        await anybody.GotoAsync($"{server.Address}/institutions/{Code}");
        (await anybody.Locator("main .ms-state").First.InnerTextAsync()).ShouldBe("线上线下可结算");
        await PhotographAsync(anybody, "15-institution");
    }

    /// <summary>The fund pays; after the main agreement's suspension the next settlement is refused.</summary>
    private async Task SuspendAsync(PlatformServer server, IPage agency)
    {
        using var visits = new OnlineVisits(server, clock, Code);
        var paid = await visits.SettleAsync(await visits.UploadAsync(0));
        OnlineVisits.FundOf(paid).ShouldBeGreaterThan(0m);
        var next = await visits.UploadAsync(1);
        next["invono"] = "INV2";

        await agency.GotoAsync($"{server.Address}{Theirs}?institution={Code}");
        await ActAsync(agency, "中止", "专项检查");
        (await agency.Locator("[aria-labelledby=standing]").InnerTextAsync()).ShouldContain("随定点协议中止");
        await PhotographAsync(agency, "16-suspended");
        var refused = await visits.SettleAsync(next);
        ((int)refused["infcode"]!).ShouldNotBe(0);
        ((string)refused["err_msg"]!).ShouldSatisfyAllConditions(
            said => said.ShouldContain("E-AGREEMENT-SUSPENDED"), said => said.ShouldContain("第十九条"));

        await ActAsync(agency, "恢复", "检查结束");
        await PhotographAsync(agency, "17-restored");
        OnlineVisits.FundOf(await visits.SettleAsync(next)).ShouldBeGreaterThan(0m);
    }

    private static FilePayload File(int at) => new()
    {
        Name = $"材料{at + 1}.pdf",
        MimeType = "application/pdf",
        Buffer = Encoding.UTF8.GetBytes($"content {at}"),
    };

    /// <summary>The application of the hospital on the agency's page, by its inbox.</summary>
    private static async Task OpenAsync(PlatformServer server, IPage agency)
    {
        await agency.GotoAsync(server.Address + Theirs);
        await agency.Locator("[aria-labelledby=inbox] tbody tr", new() { HasText = "楚雄龙川医院" })
            .Locator("a").ClickAsync();
        await agency.WaitForLoadStateAsync();
    }

    /// <summary>The main agreement stands first.</summary>
    private async Task ActAsync(IPage agency, string act, string reason)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await agency.GetByLabel(act + "理由").First.FillAsync(reason);
        await PressAsync(agency, act);
        (await agency.Locator("[role=status]").InnerTextAsync()).ShouldContain("已办理");
    }

    private async Task<IPage> SignedInAsync(PlatformServer server, string who, string word)
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/login");
        await page.SignInByFormAsync(who, word);
        return page;
    }

    /// <summary>Every press takes a minute.</summary>
    private async Task PressAsync(IPage page, string name)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static Task<string> TextAsync(IPage page) => page.Locator("main").InnerTextAsync();

    /// <summary>Every page on the way fits and reads well at both widths.</summary>
    private async Task PhotographAsync(IPage page, string name)
    {
        foreach (var width in photographs ? new[] { ChromiumBrowser.Phone, ChromiumBrowser.Desk } : [])
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                .ShouldBeLessThanOrEqualTo(width, name);
            (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty(name);
            await chromium.Screenshot(page, $"journey-{name}-{width}");
        }
    }
}
