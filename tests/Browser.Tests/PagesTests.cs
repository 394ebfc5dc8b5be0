using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

public sealed class PagesTests(PagesServer server, ChromiumBrowser chromium)
    : IClassFixture<PagesServer>
{
    private static readonly string[] Paths = ["/", "/login", "/error/500", "/gallery/figures", "/gallery/forms"];

    public static IEnumerable<TheoryDataRow<string, int>> Screens =>
        from path in Paths
        from width in new[] { 1280, 390 }
        select new TheoryDataRow<string, int>(path, width);

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_page_fits_its_screen_and_asks_no_other_host(string path, int width)
    {
        var page = await chromium.NewPage(width);
        var complaints = page.Complaints(server.Address);

        await page.RestAsync(server.Address + path);
        var loaded = complaints.ToList();
        await chromium.Screenshot(page, $"{(path == "/" ? "home" : path.Trim('/').Replace('/', '-'))}-{width}");

        loaded.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_page_is_marked_up_for_eye_and_ear(string path, int width)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + path);

        (await page.GetAttributeAsync("html", "lang")).ShouldBe("zh-CN");
        (await page.Locator("meta[name=viewport]").CountAsync()).ShouldBe(1);
        (await page.TitleAsync()).ShouldContain("明算");
        (await page.EvaluateAsync<string[]>(Markup.Faults)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_keyboard_goes_from_the_skip_link_through_the_header_to_the_page(int width)
    {
        var page = await chromium.NewPage(width);
        await page.GotoAsync(server.Address + "/");

        var order = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            order.Add(await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
            (await page.EvaluateAsync<bool>(Markup.FocusIsSeen)).ShouldBeTrue(order[^1]);
        }

        order[0].ShouldBe("#main");
        order[1].ShouldBe("/");
        order[2..8].ShouldBe(["/", "/law", "/institutions", "/prices", "/calculator", "/login"]);
        order[8].ShouldBe("/calculator");
    }

    [Fact]
    public async Task The_skip_link_leads_past_the_header()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        (await page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_receipt_row_opens_and_a_form_can_be_sent_without_script()
    {
        var page = await chromium.NewPage(ChromiumBrowser.Phone, script: false);
        await page.GotoAsync(server.Address + "/gallery/figures");
        var row = page.Locator("details.ms-row", new() { HasText = "药品费" });
        await row.Locator("summary").ClickAsync();
        (await row.Locator(".ms-clause").IsVisibleAsync()).ShouldBeTrue();

        await page.GotoAsync(server.Address + "/gallery/forms");
        await page.SelectOptionAsync("#f-region", "2");
        await page.ClickAsync("button[type=submit]");
        page.Url.ShouldContain("region=2");
        page.Url.ShouldContain("on=2023-03-01");
    }

    [Fact]
    public async Task On_paper_every_receipt_row_stands_open_and_nothing_to_click_is_left()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Address + "/gallery/figures");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var closed = page.Locator("details:not([open]) .ms-row-why");
        (await closed.CountAsync()).ShouldBeGreaterThan(0);
        foreach (var why in await closed.AllAsync())
        {
            (await why.EvaluateAsync<bool>("e => e.checkVisibility() && e.offsetHeight > 20")).ShouldBeTrue();
        }

        (await page.Locator(".ms-nav").IsVisibleAsync()).ShouldBeFalse();
        await chromium.Screenshot(page, "gallery-figures-print");
    }

    [Fact]
    public async Task A_date_gets_a_Chinese_calendar_and_keeps_its_wire_form()
    {
        var page = await chromium.NewPage();
        var complaints = page.Complaints(server.Address);
        await page.GotoAsync(server.Address + "/gallery/forms");

        await page.ClickAsync("#f-on");
        await page.Locator(".flatpickr-calendar.open").WaitForAsync();
        (await page.Locator(".flatpickr-weekday").First.InnerTextAsync()).ShouldBe("周一");
        await page.Locator(".flatpickr-day", new() { HasTextString = "15" }).First.ClickAsync();

        (await page.InputValueAsync("#f-on")).ShouldBe("2023-03-15");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_does_not_exist_gets_a_Chinese_page_and_a_program_gets_none()
    {
        var page = await chromium.NewPage(ChromiumBrowser.Phone);
        var answer = await page.GotoAsync(server.Address + "/no-such-page");
        answer!.Status.ShouldBe(404);
        (await page.InnerTextAsync("h1")).ShouldBe("没有找到这个页面");

        using var program = new HttpClient();
        using var bare = await program.GetAsync(
            new Uri(server.Address + "/no-such-page"), TestContext.Current.CancellationToken);
        bare.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bare.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_breaks_says_so_in_Chinese_and_tells_nothing_of_the_inside()
    {
        var page = await chromium.NewPage(ChromiumBrowser.Phone);
        var answer = await page.GotoAsync(server.Address + "/gallery/broken");

        answer!.Status.ShouldBe(500);
        (await page.InnerTextAsync("h1")).ShouldBe("系统出了问题");
        (await page.ContentAsync()).ShouldNotContain("the inside");
    }

    [Fact]
    public async Task Chinese_goes_out_as_itself()
    {
        using var program = new HttpClient();
        var login = await program.GetStringAsync(
            new Uri(server.Address + "/login"), TestContext.Current.CancellationToken);

        login.ShouldContain("<h1>登录</h1>");
        Regex.Matches(login, ".{20}&#x.{20}").Select(match => match.Value).ShouldBeEmpty();
    }
}
