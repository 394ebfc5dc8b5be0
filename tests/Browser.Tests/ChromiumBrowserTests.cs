namespace Mingsuan.Browser.Tests;

/// <summary>The browser itself must be right before a page can be judged by it.</summary>
public sealed class ChromiumBrowserTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Chinese_characters_are_drawn_with_a_font_that_has_them()
    {
        var page = await chromium.NewPage();
        await page.SetContentAsync("<meta charset='utf-8'><canvas id='c' width='400' height='40'></canvas>");

        // A missing font draws the same box for every character.
        var distinct = await page.EvaluateAsync<int>(
            """
            () => new Set([..."明算医保基金"].map(character => {
                const canvas = document.getElementById("c"), pen = canvas.getContext("2d");
                pen.clearRect(0, 0, 400, 40);
                pen.font = "32px sans-serif";
                pen.fillText(character, 0, 32);
                return canvas.toDataURL();
            })).size
            """);

        distinct.ShouldBe(6);
    }

    [Theory]
    [InlineData(ChromiumBrowser.Desk)]
    [InlineData(ChromiumBrowser.Phone)]
    public async Task A_page_has_the_width_it_was_asked_for_and_can_be_photographed(int width)
    {
        var page = await chromium.NewPage(width);
        await page.SetContentAsync("<meta charset='utf-8'><title>明算</title><h1>明算</h1>");

        var picture = await chromium.Screenshot(page, $"browser-{width}");

        (await page.EvaluateAsync<int>("() => window.innerWidth")).ShouldBe(width);
        (await page.TitleAsync()).ShouldBe("明算");
        new FileInfo(picture).Length.ShouldBeGreaterThan(1000);
    }
}
