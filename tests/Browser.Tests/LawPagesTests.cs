using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>The library and the calculator as a person walks through them, with the shipped law files.</summary>
public sealed class LawPagesTests(PagesServer server, ChromiumBrowser chromium) : IClassFixture<PagesServer>
{
    private const string Pathology =
        "/calculator?mode=item&region=430900&on=2020-07-01&item=270800008&ask=1&channel=internet"
        + "&institution.ownership=public&institution.level=secondary&institution.licences=telemedicine"
        + "&consulted.level=tertiary&consulted.title=chief&consulted.licences=telemedicine&slides=4"
        + "&intraoperativeFrozen=false&signedOpinion=true&visit.consent=true&publicNotice=true&slideUpload=true";

    private const string FollowUp =
        "/calculator?mode=visit&region=532300&on=2023-03-01&ask=1&visit.channel=internet&visit.kind=followUp"
        + "&visit.consent=true&visit.lastOffline.on=2023-01-10&visit.lastOffline.diagnosis=I10&visit.diagnosis=I10"
        + "&insured.area=532300&insured.scheme=employee&insured.status=working"
        + "&institution.ownership=public&institution.level=secondary&institution.licences=internetHospital"
        + "&institution.agreement.main.state=inForce&institution.agreement.supplementary.state=inForce"
        + "&dispensedBy=hospital&lines.0.kind=service&lines.0.code=110200001&lines.0.unitPrice=7.50&lines.0.class=A"
        + "&lines.1.kind=drug&lines.1.code=XC08CAA321A0&lines.1.unitPrice=26.00&lines.1.quantity=5&lines.1.class=A";

    private static readonly string Secondary = Pathology.Replace(
        "consulted.level=tertiary", "consulted.level=secondary", StringComparison.Ordinal);

    private static readonly string Late = FollowUp.Replace(
        "lastOffline.on=2023-01-10", "lastOffline.on=2022-06-10", StringComparison.Ordinal);

    private static readonly (string Name, string Path)[] Pages =
    [
        ("law", "/law"),
        ("law-search", "/law?q=270800008&region=430900"),
        ("law-hunan", "/law/hn-ybf-2020-20"),
        ("law-chuxiong", "/law/cx-yibaogui-2022-3"),
        ("law-benefits", "/law/sample-chuxiong-benefits"),
        ("calculator", "/calculator"),
        ("calculator-region", "/calculator?mode=item&region=430900&on=2020-07-01"),
        ("calculator-item", "/calculator?mode=item&region=430900&on=2020-07-01&item=270800008"),
        ("calculator-priced", Pathology),
        ("calculator-refused", Secondary),
        ("calculator-missing", Pathology.Replace("slides=4", "slides=", StringComparison.Ordinal)),
        ("calculator-ended", "/calculator?mode=item&region=430900&on=2022-07-01&item=270800008&ask=1"),
        ("calculator-visit-empty", "/calculator?mode=visit&region=532300&on=2023-03-01"),
        ("calculator-visit", FollowUp),
        ("calculator-visit-unpaid", Late),
    ];

    public static IEnumerable<TheoryDataRow<string, string, int>> Screens =>
        from page in Pages
        from width in new[] { ChromiumBrowser.Desk, ChromiumBrowser.Phone }
        select new TheoryDataRow<string, string, int>(page.Name, page.Path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_page_fits_reads_well_and_asks_no_other_host(string name, string path, int width)
    {
        var page = await chromium.NewPage(width);
        var complaints = page.Complaints(server.Address);
        await page.RestAsync(server.Address + path);
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Four_slides_cost_460_and_each_step_leads_to_its_article()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + Pathology);

        (await page.InnerTextAsync(".ms-receipt-total .ms-money")).ShouldContain("460.00");
        var clause = page.Locator(".ms-step .ms-clause").Last;
        (await clause.InnerTextAsync()).ShouldContain("湘医保发〔2020〕20号");
        await clause.ClickAsync();

        page.Url.ShouldEndWith("/law/hn-ybf-2020-20#annex-5");
        var article = page.Locator("article#annex-5");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Markup.Screenshots, "law-clause-1280.png") });
        (await article.InnerTextAsync()).ShouldContain("远程病理会诊");
        (await article.EvaluateAsync<bool>("e => e.getBoundingClientRect().top < innerHeight")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_says_its_code_its_reason_and_what_would_help()
    {
        var page = await chromium.NewPage(ChromiumBrowser.Phone);
        await page.GotoAsync(server.Address + Secondary);

        (await page.InnerTextAsync(".ms-refusal-code")).ShouldBe("E-LEVEL-NOT-ALLOWED");
        (await page.InnerTextAsync(".ms-remedy")).ShouldContain("三级");
        (await page.Locator(".ms-refusal .ms-clause").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_missing_fact_is_marked_on_its_field()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + Pathology.Replace("slides=4", "slides=", StringComparison.Ordinal));

        (await page.InnerTextAsync(".ms-refusal-code")).ShouldBe("E-MISSING-FACT");
        (await page.GetAttributeAsync("#f-slides", "aria-invalid")).ShouldBe("true");
        await page.FillAsync("#f-slides", "4");
        await page.ClickAsync(".ms-facts button[type=submit]");

        (await page.InnerTextAsync(".ms-receipt-total .ms-money")).ShouldContain("460.00");
        page.Url.ShouldEndWith("#answer");
    }

    [Fact]
    public async Task After_the_trial_the_last_price_is_told_and_a_day_within_it_can_be_asked()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(
            server.Address + Pathology.Replace("on=2020-07-01", "on=2022-07-01", StringComparison.Ordinal));

        (await page.InnerTextAsync(".ms-refusal-code")).ShouldBe("E-TRIAL-ENDED");
        await page.ClickAsync(".ms-again a");

        (await page.InnerTextAsync(".ms-receipt-total .ms-money")).ShouldContain("460.00");
        (await page.InputValueAsync("#f-on")).ShouldBe("2021-05-31");
    }

    [Fact]
    public async Task A_whole_visit_shows_fund_account_and_cash()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + FollowUp);

        (await Amount(page, "医保基金支付")).ShouldContain("53.63");
        (await Amount(page, "个人账户支付")).ShouldContain("0.00");
        (await Amount(page, "个人现金支付")).ShouldContain("83.87");
        (await page.Locator(".ms-receipt .ms-sample").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_would_be_paid_if_is_a_link_that_asks_again()
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + Late);
        (await Amount(page, "医保基金支付")).ShouldContain("0.00");

        await page.ClickAsync(".ms-why-if a");

        (await Amount(page, "医保基金支付")).ShouldContain("53.63");
    }

    [Fact]
    public async Task An_item_is_found_by_name_without_script()
    {
        var page = await chromium.NewPage(ChromiumBrowser.Phone, script: false);
        await page.GotoAsync(server.Address + "/calculator");
        await page.SelectOptionAsync("#f-region", "430900");
        await page.FillAsync("#f-on", "2020-07-01");
        await page.FillAsync("#f-item", "会诊");
        await page.ClickAsync(".ms-start button[type=submit]");
        await page.ClickAsync(".ms-candidates a:has-text('远程病理会诊')");

        (await page.InputValueAsync("#f-item")).ShouldBe("远程病理会诊");
        (await page.Locator("#f-slides").CountAsync()).ShouldBe(1);
        (await page.Locator("#f-disciplines").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_keyboard_alone_prices_an_item()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + Pathology.Replace("slides=4", "slides=", StringComparison.Ordinal));

        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<bool>(Markup.FocusIsSeen)).ShouldBeTrue();
            if (await page.EvaluateAsync<string>("document.activeElement.id") == "f-slides")
            {
                break;
            }
        }

        await page.Keyboard.TypeAsync("5");
        (await page.InputValueAsync("#f-slides")).ShouldBe("5");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".ms-receipt").WaitForAsync();

        (await page.InnerTextAsync(".ms-receipt-total .ms-money")).ShouldContain("560.00");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldNotBe("f-slides");
    }

    [Fact]
    public async Task A_document_shows_its_examples_as_they_run()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/law/hn-ybf-2020-20");

        var article = page.Locator("article#annex-5");
        (await article.Locator(".ms-examples > summary").First.InnerTextAsync()).ShouldContain("全部通过");
        await article.Locator(".ms-examples > summary").First.ClickAsync();
        (await article.Locator(".ms-example").First.InnerTextAsync()).ShouldContain("实得");
        (await page.Locator(".ms-failed").CountAsync()).ShouldBe(0);
        (await page.InnerTextAsync(".ms-relations")).ShouldContain("益医保发〔2020〕8号");
        (await page.Locator(".ms-absent").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_library_is_searched_by_what_clauses_say()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/law?q=270800008&region=430900");

        (await page.Locator(".ms-document").AllInnerTextsAsync()).ShouldAllBe(text => text.Contains("附件 序号5"));
        var missing = await page.GotoAsync(server.Address + "/law/no-such-document");
        missing!.Status.ShouldBe(404);
        (await page.InnerTextAsync("h1")).ShouldBe("没有找到这个页面");
    }

    private static Task<string> Amount(IPage page, string label) => page
        .Locator(".ms-receipt .ms-row", new() { HasText = label })
        .Locator(".ms-row-line .ms-money").First.InnerTextAsync();
}
