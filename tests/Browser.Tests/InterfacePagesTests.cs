using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Mingsuan.Host;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Browser.Tests;

/// <summary>The published specification of the national interface, as a hospital's engineer reads it.</summary>
public sealed class InterfacePagesTests(InterfaceServer server, ChromiumBrowser chromium)
    : IClassFixture<InterfaceServer>
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("interface", "/interface"),
        ("interface-2207", "/interface/2207"),
        ("interface-codes", "/interface/codes?q=SIGN"),
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
        await page.GotoAsync(server.Address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var faults = await page.EvaluateAsync<string[]>(Markup.Faults);
        await chromium.Screenshot(page, $"{name}-{width}");

        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task From_the_list_one_reaches_a_transaction_and_its_fields()
    {
        var page = await chromium.NewPage(script: false);
        await page.GotoAsync(server.Address + "/interface");
        await page.ClickAsync(".ms-transactions a:has-text('门诊费用明细上传')");

        page.Url.ShouldEndWith("/interface/2204");
        (await page.InnerTextAsync("main")).ShouldContain("det_item_fee_sumamt");
        (await page.InnerTextAsync("main")).ShouldContain("1 至 500 行");
        var missing = await page.GotoAsync(server.Address + "/interface/7777");
        missing!.Status.ShouldBe(404);
    }
}

/// <summary>The whole platform over an empty database: the specification is made of what it really reads.</summary>
public sealed class InterfaceServer : IAsyncLifetime
{
    private readonly SqliteFile file = new();
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("mingsuan-interface-");
    private WebApplication? app;

    public string Address => app!.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var database = DatabaseChoice.Parse("sqlite:" + file.Path);
        await Schema.MigrateAsync(database, CancellationToken.None);
        var law = LawAtStart.ReadValid(new DirectoryInfo(Markup.Law))!;
        app = MingsuanApplication.Build(
            new ServeSettings(database, "http://127.0.0.1:0", law) { Keys = keys, LogDirectory = keys });
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        file.Dispose();
        keys.Delete(recursive: true);
    }
}
