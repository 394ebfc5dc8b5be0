using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests.Agency;

/// <summary>
/// 经办流程 — whoever has not signed in sees nothing; an officer finds, explains and counts; two officers export and set
/// budgets. The same on each database.
/// </summary>
public abstract class AgencyFlow(SettledPlatform server, ChromiumBrowser chromium)
{
    private const string Propose = "提交审批";

    private static readonly string[] Paths =
        ["/agency", "/agency/settlements", "/agency/exports", "/agency/budget", "/agency/settlements/x/y"];

    /// <summary>The platform under the pages.</summary>
    protected SettledPlatform Server => server;

    /// <summary>The browser.</summary>
    protected ChromiumBrowser Chromium => chromium;

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_and_then_to_the_page()
    {
        var page = await chromium.NewPage();
        foreach (var path in Paths)
        {
            await page.GotoAsync(server.Address + path);
            (await page.Locator("h1").InnerTextAsync()).ShouldBe("登录", path);
        }

        await page.GotoAsync(server.Address + "/agency/budget");
        await page.SignInByFormAsync(SettledPlatform.Officer, SettledPlatform.OfficerToken);
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("总额预算");
        var cookie = (await page.Context.CookiesAsync()).Single(one => one.Name == "mingsuan-staff");
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Strict);
        cookie.Value.ShouldNotContain(SettledPlatform.Officer);

        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await page.GotoAsync(server.Address + "/agency");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("登录");
    }

    [Theory]
    [InlineData("agency", "demo-agency-second-2026")]
    [InlineData("agency", "")]
    [InlineData("nobody", "x")]
    public async Task A_wrong_word_opens_nothing(string name, string token)
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/login?to=/agency");
        await page.EvalOnSelectorAllAsync("form", "forms => forms.forEach(form => form.noValidate = true)");
        await page.SignInByFormAsync(name, token);

        (await page.Locator(".ms-errors").InnerTextAsync()).ShouldContain("操作员或口令不正确");
        server.Looks.Of("/login").ShouldContain(look => look.Outcome == "E-NOT-SIGNED-IN" && look.Actor == name);
    }

    [Fact]
    public async Task Another_role_or_another_site_is_no_way_in()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/login?to=//example.org/");
        await page.SignInByFormAsync("doctor", "demo-doctor-2026");
        page.Url.ShouldBe(server.Address + "/hospital");

        var answer = await page.GotoAsync(server.Address + "/agency/settlements");
        answer!.Status.ShouldBe(403);
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("不能查看这个页面");
    }

    [Fact]
    public async Task The_search_finds_without_telling_names()
    {
        var page = await OfficerAsync(script: false);
        await page.GotoAsync(server.Address + "/agency/settlements");
        (await page.Locator(".ms-table tbody tr").CountAsync()).ShouldBe(6);
        var text = await page.Locator("main").InnerTextAsync();
        text.ShouldNotContain(server.Name(0));
        text.ShouldContain(server.Name(0)[..1] + "*");

        await page.GetByLabel("渠道").SelectOptionAsync("internet");
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        (await page.Locator(".ms-table tbody tr").CountAsync()).ShouldBe(2);

        await page.GotoAsync(server.Address + "/agency/settlements?state=reversal");
        (await page.Locator(".ms-table tbody tr").InnerTextAsync()).ShouldContain("撤销记录");
        await page.GotoAsync($"{server.Address}/agency/settlements?psn_no={server.PsnNo(1)}&from=2026-10-01");
        (await page.Locator(".ms-table tbody tr").CountAsync()).ShouldBe(3);
        server.Looks.Of("A-SETQ").ShouldContain(look => look.Person != null && look.Actor == SettledPlatform.Officer);
    }

    [Fact]
    public async Task A_settlement_shows_its_steps_each_with_its_clause()
    {
        var page = await OfficerAsync();
        await page.GotoAsync(server.Address + server.First);

        var steps = page.Locator(".ms-step-groups .ms-step");
        (await steps.CountAsync()).ShouldBeGreaterThan(4);
        (await steps.Locator(".ms-clause").CountAsync()).ShouldBe(await steps.CountAsync());
        (await page.Locator(".ms-receipt").InnerTextAsync()).ShouldContain("分毫不差");
        (await page.Locator(".ms-receipt-total").InnerTextAsync()).ShouldContain("520.00");
        (await page.Locator("[aria-labelledby=ledger]").InnerTextAsync()).ShouldContain("基本医疗保险统筹基金");
        (await page.Locator("[aria-labelledby=trail] tbody tr").CountAsync()).ShouldBe(1);
        (await page.Locator("[aria-labelledby=visit]").InnerTextAsync()).ShouldContain("I10");

        var clause = steps.Locator(".ms-clause").First;
        var anchor = (await clause.GetAttributeAsync("href"))!.Split('#')[1];
        await clause.ClickAsync();
        await page.WaitForURLAsync("**/law/**");
        (await page.Locator($"[id='{anchor}']").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_person_is_masked_until_an_officer_asks_and_that_is_recorded()
    {
        var page = await OfficerAsync(script: false);
        var person = page.Locator("[data-person]");
        await page.GotoAsync(server.Address + server.Reversed);
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain(server.Name(1));
        server.Looks.Of("A-PSND").ShouldNotContain(look => look.Actor == SettledPlatform.Officer);

        await page.GetByRole(AriaRole.Button, new() { Name = "显示完整身份信息" }).ClickAsync();

        (await person.InnerTextAsync()).ShouldContain(server.Name(1));
        server.Looks.Of("A-PSND").ShouldContain(
            look => look.Actor == SettledPlatform.Officer && look.Person != null && look.Outcome == "ok");
        await page.GotoAsync(server.Address + server.Reversed);
        (await person.InnerTextAsync()).ShouldNotContain(server.Name(1));
    }

    [Theory]
    [InlineData("CSV", "csv")]
    [InlineData("Excel", "xlsx")]
    public async Task An_export_needs_a_second_person_and_leaves_once(string label, string format)
    {
        var (first, reason) = (await OfficerAsync(), $"月度核对 {label}");
        await first.GotoAsync($"{server.Address}/agency/settlements?institution={server.Institution}&channel=offline");
        await first.GetByRole(AriaRole.Link, new() { Name = "申请导出这些结算" }).ClickAsync();
        (await first.Locator("[aria-labelledby=wish]").InnerTextAsync()).ShouldContain("渠道 线下");
        await first.GetByLabel(label, new() { Exact = true }).CheckAsync();
        await first.GetByLabel("事由").FillAsync(reason);
        await first.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).DblClickAsync();
        (await first.Locator(".ms-said").InnerTextAsync()).ShouldContain("等待另一人审批");
        var own = first.Locator("tbody tr", new() { HasText = reason });
        (await own.CountAsync()).ShouldBe(1, "a double click is one request");
        (await own.InnerTextAsync()).ShouldContain("须由他人审批");
        (await own.GetByRole(AriaRole.Button).CountAsync()).ShouldBe(0);

        var second = await OfficerAsync(SettledPlatform.Second, SettledPlatform.SecondToken);
        await second.GotoAsync($"{server.Address}/agency/exports?institution={server.Institution}");
        var asked = second.Locator("tbody tr", new() { HasText = reason });
        (await asked.InnerTextAsync()).ShouldContain("渠道 线下");
        await asked.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).DblClickAsync();
        (await second.Locator(".ms-said").InnerTextAsync()).ShouldContain("已记录");
        (await second.Locator("tbody tr", new() { HasText = reason }).InnerTextAsync()).ShouldContain("由申请人下载");

        await first.ReloadAsync();
        await chromium.Screenshot(first, $"agency-export-approved-{format}");
        var file = await first.RunAndWaitForDownloadAsync(() =>
            own.GetByRole(AriaRole.Button, new() { Name = "下载" }).DblClickAsync());
        file.SuggestedFilename.ShouldEndWith("." + format);
        var content = await File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        if (format == "csv")
        {
            var text = System.Text.Encoding.UTF8.GetString(content);
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
            text.ShouldNotContain(server.Name(0));
        }

        server.Wait(TimeSpan.FromSeconds(11));
        await own.GetByRole(AriaRole.Button, new() { Name = "下载" }).ClickAsync();
        (await first.Locator(".ms-said").InnerTextAsync()).ShouldContain("已下载");
    }

    [Fact]
    public async Task An_officer_s_own_request_is_not_decided_even_by_a_made_up_form()
    {
        var page = await OfficerAsync();
        await page.GotoAsync($"{server.Address}/agency/exports?institution={server.Institution}");
        await page.GetByLabel("事由").FillAsync("自批");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        var other = await OfficerAsync(SettledPlatform.Second, SettledPlatform.SecondToken);
        await other.GotoAsync($"{server.Address}/agency/exports?institution={server.Institution}");
        var action = await other.Locator("tbody tr", new() { HasText = "自批" }).Locator("form")
            .GetAttributeAsync("action");
        var token = await page.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");

        var with = await PostAsync(page, action!, token!);
        with.Url.ShouldContain("E-EXPORT-SELF");
        (await PostAsync(page, action!, "x")).Status.ShouldBe(400);
        (await PostAsync(await chromium.NewPage(), action!, token!)).Url.ShouldContain("/login");
    }

    [Fact]
    public async Task The_budget_shows_its_course_with_its_numbers_beside_it()
    {
        var page = await OfficerAsync(script: false);
        await page.GotoAsync($"{server.Address}/agency/budget?institution={server.Institution}");

        var chart = page.Locator("svg.ms-chart-wide");
        (await chart.IsVisibleAsync()).ShouldBeTrue();
        (await chart.GetAttributeAsync("aria-label"))!.ShouldContain("年度总额 1600.00 元");
        (await chart.Locator(".ms-chart-used").CountAsync()).ShouldBe(1);
        (await chart.Locator(".ms-chart-forecast").CountAsync()).ShouldBe(1);
        (await page.Locator("[aria-labelledby=months] tbody tr").CountAsync()).ShouldBe(3);
        var progress = await page.Locator("[aria-labelledby=progress]").InnerTextAsync();
        progress.ShouldContain("其中线上");
        progress.ShouldContain("预警线 80%");
    }

    [Fact]
    public async Task A_budget_is_proposed_by_one_officer_and_counts_once_another_has_approved_it()
    {
        var here = $"{server.Address}/agency/budget?institution={server.Quiet}&year=2026";
        var first = await OfficerAsync();
        await first.GotoAsync(here);
        await first.EvalOnSelectorAllAsync("form", "forms => forms.forEach(form => form.noValidate = true)");
        await first.GetByLabel("年度总额", new() { Exact = true }).FillAsync("一百万");
        await first.GetByLabel("文号").FillAsync("云医保〔2026〕2号");
        await first.GetByLabel("预警线").FillAsync("70、300");
        await first.GetByRole(AriaRole.Button, new() { Name = Propose }).ClickAsync();
        (await first.Locator(".ms-errors li").AllInnerTextsAsync()).Count.ShouldBe(4);
        (await first.GetByLabel("文号").InputValueAsync()).ShouldBe("云医保〔2026〕2号", "what was typed stays");
        await chromium.Screenshot(first, "agency-budget-faults");

        await first.GetByLabel("年度总额", new() { Exact = true }).FillAsync("1,000,000");
        await first.GetByLabel("生效日期").FillAsync("2026-01-01");
        await first.GetByLabel("事由").FillAsync("年初下达");
        await first.GetByLabel("预警线").FillAsync("70、100");
        await first.GetByRole(AriaRole.Button, new() { Name = Propose }).DblClickAsync();
        (await first.Locator("[role=status]").InnerTextAsync()).ShouldContain("等待另一人审批");
        (await first.Locator("[aria-labelledby=figures] tbody tr").CountAsync()).ShouldBe(1);
        (await first.Locator("[aria-labelledby=decide]").InnerTextAsync()).ShouldContain("须由他人审批");
        (await first.GetByRole(AriaRole.Button, new() { Name = "批准" }).CountAsync()).ShouldBe(0);
        var before = await first.Locator("[aria-labelledby=progress]").InnerTextAsync();
        before.ShouldContain("未下达");
        before.ShouldNotContain("未达到");
        var token = await first.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        var path = here[server.Address.Length..];
        (await (await PostAsync(first, path, token!, ("_handler", "decide"), ("amendment", "1"))).TextAsync())
            .ShouldContain("须由拟定人以外的人员审批");
        (await PostAsync(first, path, "x", ("_handler", "decide"), ("amendment", "1"))).Status.ShouldBe(400);

        var second = await OfficerAsync(SettledPlatform.Second, SettledPlatform.SecondToken);
        await second.GotoAsync(here);
        var asked = await second.Locator("[aria-labelledby=decide]").InnerTextAsync();
        asked.ShouldContain("agency 拟定");
        asked.ShouldContain("1,000,000.00");
        asked.ShouldContain("70%、100%");
        var own = await second.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        (await (await PostAsync(second, path, own!, ("_handler", "decide"), ("amendment", "1"), ("agrees", "")))
            .TextAsync()).ShouldContain("请选择“批准”或“不批准”后提交");
        await second.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).DblClickAsync();
        (await second.Locator("[role=status]").InnerTextAsync()).ShouldContain("已记录");
        (await second.Locator("svg.ms-chart-wide").GetAttributeAsync("aria-label"))!.ShouldContain("1000000.00 元");
        var row = await second.Locator("[aria-labelledby=figures] tbody tr").InnerTextAsync();
        foreach (var word in new[] { "agency-second", "云医保〔2026〕2号", "年初下达", "已批准" })
        {
            row.ShouldContain(word);
        }

        await chromium.Screenshot(second, "agency-budget-approved");
        server.Looks.Of("A-BUD").ShouldContain(look => look.Outcome == "ok" && look.Actor == SettledPlatform.Officer);
        server.Looks.Of("A-BUDD").Select(look => look.Outcome).ShouldContain("E-BUDGET-SELF");
    }

    [Fact]
    public async Task A_budget_that_was_decided_meanwhile_says_so()
    {
        var here = $"{server.Address}/agency/budget?institution={server.Quiet}&year=2028";
        var (first, second, late) = (
            await OfficerAsync(), await OfficerAsync(SettledPlatform.Second, SettledPlatform.SecondToken),
            await OfficerAsync(SettledPlatform.Second, SettledPlatform.SecondToken));
        await first.GotoAsync(here);
        await first.GetByLabel("年度总额", new() { Exact = true }).FillAsync("200");
        await first.GetByLabel("生效日期").FillAsync("2028-01-01");
        await first.GetByLabel("文号").FillAsync("x");
        await first.GetByLabel("事由").FillAsync("x");
        await first.GetByRole(AriaRole.Button, new() { Name = Propose }).ClickAsync();
        await second.GotoAsync(here);
        await late.GotoAsync(here);
        await second.GetByRole(AriaRole.Button, new() { Name = "不批准" }).ClickAsync();
        await late.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();

        (await late.Locator("[role=alert]").InnerTextAsync()).ShouldContain("已经审批");
        (await late.Locator("[aria-labelledby=figures] tbody tr").InnerTextAsync()).ShouldContain("未批准");
        (await late.GetByRole(AriaRole.Button, new() { Name = "批准" }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Guessing_slows_down_and_keeps_no_known_browser_out()
    {
        var known = await OfficerAsync();
        await known.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        var guesser = await chromium.NewPage(script: false);
        await guesser.GotoAsync(server.Address + "/login");
        for (var guess = 0; guess < 5; guess++)
        {
            await guesser.SignInByFormAsync(SettledPlatform.Officer, $"guess {guess}");
        }

        await guesser.SignInByFormAsync(SettledPlatform.Officer, SettledPlatform.OfficerToken);
        (await guesser.Locator(".ms-errors").InnerTextAsync()).ShouldContain("秒后再试");
        server.Looks.Of("/login").ShouldContain(look => look.Outcome == "E-SIGN-IN-PAUSE");
        await chromium.Screenshot(guesser, "agency-login-pause");

        await known.SignInByFormAsync(SettledPlatform.Officer, SettledPlatform.OfficerToken);
        (await known.Locator("h1").InnerTextAsync()).ShouldBe("经办工作台");
        server.Wait(TimeSpan.FromMinutes(5));
        await guesser.SignInByFormAsync(SettledPlatform.Officer, SettledPlatform.OfficerToken);
        (await guesser.Locator("h1").InnerTextAsync()).ShouldBe("经办工作台");
    }

    [Fact]
    public async Task The_header_names_who_has_signed_in_on_every_page()
    {
        var page = await OfficerAsync();
        foreach (var path in new[] { "/agency", "/", "/law", "/login" })
        {
            await page.GotoAsync(server.Address + path);
            (await page.Locator(".ms-login").InnerTextAsync()).ShouldBe(SettledPlatform.Officer, path);
            (await page.Locator(".ms-footer").InnerTextAsync()).ShouldContain("我的账户");
        }

        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        (await page.Locator(".ms-login").InnerTextAsync()).ShouldBe("登录");
    }

    [Fact]
    public async Task The_first_page_counts_online_and_offline_apart_and_together()
    {
        var page = await OfficerAsync(script: false);
        await page.GotoAsync($"{server.Address}/agency?institution={server.Institution}&from=2026-09-01&to=2026-09-30");

        var fee = page.Locator("#subtotals ~ table tbody tr", new() { HasText = "医疗费总额" });
        (await fee.Locator("data").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"))
            .ShouldBe(["520.00", "208.00", "728.00"]);
    }

    protected async Task<IPage> OfficerAsync(
        string name = SettledPlatform.Officer,
        string token = SettledPlatform.OfficerToken,
        int width = ChromiumBrowser.Desk,
        bool script = true)
    {
        var page = await chromium.NewPage(width, script);
        await page.GotoAsync(server.Address + "/login");
        await page.SignInAsync(name, token);
        return page;
    }

    private async Task<IAPIResponse> PostAsync(
        IPage page, string action, string token, params (string Name, string Value)[] fields)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("agrees", "true");
        form.Set("key", Guid.NewGuid().ToString("N")[..26]);
        form.Set("__RequestVerificationToken", token);
        foreach (var (name, value) in fields)
        {
            form.Set(name, value);
        }

        return await page.APIRequest.PostAsync(server.Address + action, new() { Form = form });
    }
}
