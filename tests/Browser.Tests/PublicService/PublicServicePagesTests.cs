using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.PublicService;

/// <summary>公共服务 — asked, answered, published and read on the pages, without script, at both widths.</summary>
public sealed class PublicServicePagesTests(PlatformServer server, ChromiumBrowser chromium)
    : IClassFixture<PlatformServer>
{
    private const string Hospital = "H53230100002";

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task A_question_is_asked_answered_by_the_hospital_and_read_with_its_secret(int width)
    {
        var anybody = await OpenAsync("/", width);
        await anybody.Locator("main").GetByRole(AriaRole.Link, new() { Name = "在线咨询" }).ClickAsync();
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain("咨询不是诊疗项目");
        await FitsAsync(anybody, "consult", width);
        await anybody.GetByLabel("咨询对象").SelectOptionAsync(Hospital);
        await anybody.GetByLabel("您属于或代为咨询的是").SelectOptionAsync("pregnant");
        await anybody.GetByLabel("主题").FillAsync($"孕期复诊 {width}");
        await anybody.GetByLabel("问题").FillAsync("孕期高血压能在线上复诊吗？");
        await anybody.GetByLabel("联系方式").FillAsync("0878-0000000");
        await anybody.GetByRole(AriaRole.Button, new() { Name = "提交咨询" }).ClickAsync();
        var number = await anybody.Locator("[data-number]").InnerTextAsync();
        var secret = await anybody.Locator("[data-secret]").InnerTextAsync();
        await FitsAsync(anybody, "consult-given", width);

        var hospital = await SignedInAsync("hospital", "/hospital", width);
        (await hospital.Locator("main").InnerTextAsync()).ShouldContain($"孕期复诊 {width}");
        await hospital.GotoAsync(server.Address + "/hospital/consultations");
        await FitsAsync(hospital, "consult-desk", width);
        var ticket = hospital.Locator($"[data-consultation='{number}']");
        (await ticket.InnerTextAsync()).ShouldContain("孕产妇");
        await ticket.GetByLabel("答复").FillAsync("请先到门诊产检，再按医嘱线上复诊。");
        await ticket.GetByRole(AriaRole.Button, new() { Name = "发出答复" }).ClickAsync();
        (await hospital.Locator(".ms-said").First.InnerTextAsync()).ShouldBe("答复已发出。");

        await anybody.GetByRole(AriaRole.Link, new() { Name = "查看答复" }).ClickAsync();
        await anybody.GetByLabel("查询码").FillAsync("AAAA-AAAA-AAAA");
        await anybody.GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAsync();
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain("没有这份咨询，或者查询码不对");
        await anybody.GetByLabel("查询码").FillAsync(secret);
        await anybody.GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAsync();
        (await anybody.Locator("[data-answer]").InnerTextAsync()).ShouldContain("请先到门诊产检");
        await FitsAsync(anybody, "consult-read", width);
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task An_office_publishes_an_announcement_and_an_answer_with_its_clause(int width)
    {
        var agency = await SignedInAsync("agency", "/agency/publications", width);
        await agency.Locator("#a-area").SelectOptionAsync("532300");
        await agency.GetByLabel("公告标题").FillAsync($"线上复诊结算公告 {width}");
        await agency.GetByLabel("公告正文").FillAsync("线上复诊可以联网结算。\n请携带医保电子凭证。");
        await PressAsync(agency, "保存公告草稿");
        await PressAsync(agency, "发布");
        await agency.Locator("#q-area").SelectOptionAsync("532300");
        await agency.Locator("#q-question").FillAsync($"线上复诊由谁付款？{width}");
        await agency.Locator("#q-answer").FillAsync("经办机构按协议与医疗机构结算。");
        await agency.GetByLabel("依据条款").FillAsync("楚医保规〔2022〕3号｜第九十九条");
        await PressAsync(agency, "保存问答草稿");
        (await agency.Locator(".ms-said").First.InnerTextAsync()).ShouldContain("政策法规库中没有");
        await agency.Locator("#q-area").SelectOptionAsync("532300");
        await agency.Locator("#q-question").FillAsync($"线上复诊由谁付款？{width}");
        await agency.Locator("#q-answer").FillAsync("经办机构按协议与医疗机构结算。");
        await agency.GetByLabel("依据条款").FillAsync("楚医保规〔2022〕3号｜第三条");
        await PressAsync(agency, "保存问答草稿");
        await FitsAsync(agency, "publications-desk", width);
        await PressAsync(agency, "发布");

        var anybody = await OpenAsync("/announcements", width);
        await FitsAsync(anybody, "announcements", width);
        await anybody.GetByRole(AriaRole.Link, new() { Name = $"线上复诊结算公告 {width}" }).ClickAsync();
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain("请携带医保电子凭证");
        await FitsAsync(anybody, "announcement", width);
        await anybody.GotoAsync(server.Address + "/questions?q=谁付款");
        (await anybody.Locator("main").InnerTextAsync()).ShouldContain($"线上复诊由谁付款？{width}");
        await FitsAsync(anybody, "questions", width);
        await anybody.Locator(".ms-clause").First.ClickAsync();
        anybody.Url.ShouldEndWith("/law/cx-yibaogui-2022-3#art-3");
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task A_duty_list_names_its_gaps_and_the_public_page_who_answers(int width)
    {
        var hospital = await SignedInAsync("hospital", "/hospital/duties", width);
        var person = await hospital.Locator("select[name=practitioner] option").Nth(1).GetAttributeAsync("value");
        await hospital.Locator("select[name=practitioner]").SelectOptionAsync(person!);
        await hospital.Locator("input[name=from]").FillAsync("2026-11-20T00:00");
        await hospital.Locator("input[name=to]").FillAsync("2026-11-20T20:00");
        await PressAsync(hospital, "登记");
        await FitsAsync(hospital, "duties", width);
        (await hospital.Locator("main").InnerTextAsync()).ShouldContain("2026-11-20 20:00 至 2026-11-21 00:00");

        var anybody = await OpenAsync($"/institutions/{Hospital}", width);
        (await anybody.Locator("[aria-labelledby=duty]").InnerTextAsync()).ShouldContain("现在有人值班");
        await FitsAsync(anybody, "institution-duty", width);
        var agency = await SignedInAsync("agency", "/agency/duties", width);
        var own = agency.Locator("tbody tr", new() { HasText = "楚雄云岭医院" });
        (await own.InnerTextAsync()).ShouldContain("有空档");
        (await own.InnerTextAsync()).ShouldContain("2026-11-20 20:00 至 2026-11-21 00:00");
        await FitsAsync(agency, "agency-duties", width);
        await PressAsync(hospital, "取消");
        await anybody.ReloadAsync();
        (await anybody.Locator("[aria-labelledby=duty]").InnerTextAsync()).ShouldContain("没有公布");
    }

    private async Task FitsAsync(IPage page, string name, int width)
    {
        await chromium.Screenshot(page, $"service-{name}-{width}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
        (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty(name);
    }

    private static async Task PressAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private async Task<IPage> OpenAsync(string path, int width)
    {
        var page = await chromium.NewPage(width, script: false);
        await page.GotoAsync(server.Address + path);
        return page;
    }

    private async Task<IPage> SignedInAsync(string account, string path, int width)
    {
        var page = await OpenAsync(path, width);
        await page.SignInAsync(account, $"demo-{account}-2026");
        return page;
    }
}
