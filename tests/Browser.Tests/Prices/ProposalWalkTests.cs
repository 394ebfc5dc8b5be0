using System.Text;
using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Prices;

/// <summary>立项 — from a hospital's answers and evidence over the city's review to the province's decision.</summary>
public sealed class ProposalWalkTests(PricePlatform server, ChromiumBrowser chromium) : IClassFixture<PricePlatform>
{
    private const string Hospital = "/hospital/proposals", Bureau = "/bureau/items", Name = "术后伤口线上换药指导";

    [Fact]
    public async Task A_hospital_proposes_the_city_reviews_and_the_province_decides_with_its_document()
    {
        var hospital = await SignedInAsync("hospital", Hospital);
        await ProposeAsync(hospital, withEvidence: false);
        (await SaidAsync(hospital)).ShouldContain("材料");
        await ProposeAsync(hospital, untrue: "remote");
        (await SaidAsync(hospital)).ShouldContain("立项申请已提交");
        (await MineAsync(hospital)).ShouldContain("第六条（三）");
        await ProposeAsync(hospital);
        (await MineAsync(hospital)).ShouldContain("已申请");
        await LooksAsync(hospital, "hospital-proposals");

        var city = await SignedInAsync("bureau", Bureau);
        var row = Row(city);
        (await row.GetByRole(AriaRole.Button, new() { Name = "核定" }).CountAsync()).ShouldBe(0);
        await row.GetByText("申请材料").ClickAsync();
        (await row.InnerTextAsync()).ShouldSatisfyAllConditions(
            text => text.ShouldContain("服务直接面向患者"),
            text => text.ShouldContain("remote.pdf"),
            text => text.ShouldContain("面向居家患者，由护士分步指导"));
        var taken = await city.RunAndWaitForDownloadAsync(() => row.Locator(
            "li", new() { HasText = "remote.pdf" }).GetByRole(AriaRole.Button).ClickAsync());
        (await File.ReadAllTextAsync(await taken.PathAsync())).ShouldBe("evidence of remote");
        await row.GetByRole(AriaRole.Button, new() { Name = "受理" }).ClickAsync();
        (await SaidAsync(city)).ShouldBe("申请已受理。");
        await AnswerAsync(Row(city), await ConditionsAsync(hospital), "");
        await LooksAsync(city, "bureau-review");
        await Row(city).GetByRole(AriaRole.Button, new() { Name = "提交初审" }).ClickAsync();
        (await SaidAsync(city)).ShouldBe("初审意见已记录。");
        (await Row(city).InnerTextAsync()).ShouldContain("已报省");

        var province = await SignedInAsync("bureau-province", Bureau);
        await Row(province).GetByLabel("文号").FillAsync("样例医保价〔2026〕7号");
        await Row(province).GetByLabel("项目编码").FillAsync("YL-HUANYAO-01");
        await Row(province).GetByLabel("最高限价").FillAsync("20.00");
        await LooksAsync(province, "bureau-decision");
        await Row(province).GetByRole(AriaRole.Button, new() { Name = "核定", Exact = true }).ClickAsync();
        (await SaidAsync(province)).ShouldBe("核定意见已记录。");
        await hospital.GotoAsync(server.Address + Hospital);
        (await MineAsync(hospital)).ShouldSatisfyAllConditions(
            text => text.ShouldContain("省级核定"),
            text => text.ShouldContain("样例医保价〔2026〕7号"),
            text => text.ShouldContain("20.00"));
    }

    private static Task<string> SaidAsync(IPage page) => page.Locator(".ms-said").InnerTextAsync();

    private static Task<string> MineAsync(IPage hospital) =>
        hospital.Locator("[aria-labelledby=mine]").InnerTextAsync();

    /// <summary>The proposal that did not go back.</summary>
    private static ILocator Row(IPage bureau) => bureau.Locator("[aria-labelledby=proposals] tbody tr")
        .Filter(new() { HasText = Name }).Filter(new() { HasNotText = "退回" });

    /// <summary>The conditions that must hold are those that ask for evidence.</summary>
    private static async Task<IReadOnlySet<string>> ConditionsAsync(IPage hospital) =>
        (await hospital.Locator("input[type=file]").EvaluateAllAsync<string[]>("all => all.map(one => one.name)"))
            .ToHashSet();

    /// <summary>Conditions hold, exclusions do not, but for one.</summary>
    private static async Task AnswerAsync(ILocator within, IReadOnlySet<string> conditions, string untrue)
    {
        foreach (var no in await within.Locator("input[type=radio][name^='answer.'][value=false]").AllAsync())
        {
            var question = (await no.GetAttributeAsync("name"))!;
            var holds = conditions.Contains(question["answer.".Length..]) && question != "answer." + untrue;
            await within.Locator($"input[name='{question}'][value={(holds ? "true" : "false")}]").CheckAsync();
        }
    }

    private async Task ProposeAsync(IPage hospital, bool withEvidence = true, string untrue = "")
    {
        await hospital.GotoAsync(server.Address + Hospital);
        await hospital.GetByLabel("项目名称").FillAsync(Name);
        await hospital.GetByLabel("项目内涵").FillAsync("护士经视频查看伤口，分步指导换药，记录愈合情况。");
        await hospital.GetByLabel("计价单位").FillAsync("次");
        await hospital.GetByLabel("与相似项目的区别").FillAsync("面向居家患者，由护士分步指导，不与复诊诊察重复。");
        var conditions = await ConditionsAsync(hospital);
        await AnswerAsync(hospital.Locator("main"), conditions, untrue);
        foreach (var name in conditions.Where(_ => withEvidence))
        {
            await hospital.Locator($"input[type=file][name='{name}']").SetInputFilesAsync(new FilePayload
            {
                Name = name + ".pdf",
                MimeType = "application/pdf",
                Buffer = Encoding.UTF8.GetBytes("evidence of " + name),
            });
        }

        await hospital.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
    }

    private async Task LooksAsync(IPage page, string name)
    {
        foreach (var width in new[] { ChromiumBrowser.Phone, ChromiumBrowser.Desk })
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                .ShouldBeLessThanOrEqualTo(width, name);
            (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty(name);
            await chromium.Screenshot(page, $"proposal-{name}-{width}");
        }
    }

    private async Task<IPage> SignedInAsync(string account, string path)
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + path);
        await page.SignInAsync(account, $"demo-{account}-2026");
        return page;
    }
}
