using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host;
using Mingsuan.Host.Metrics;
using Mingsuan.Host.Outbox;
using Mingsuan.Host.Trail;
using Mingsuan.Migrations;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Operating;

/// <summary>运行指标 — what /metrics says after real work, to whom; it can neither grow nor tell on anybody.</summary>
public sealed partial class MetricsTests(PostgresServer server)
{
    private static readonly Lazy<LawAtStart> Law = new(
        () => LawAtStart.ReadValid(new DirectoryInfo(RepositoryRoot.At("law")))!);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Real_work_shows_and_nobody_is_named(string kind)
    {
        await using var stage = await SettledStage.OpenAsync(kind, server);
        var host = stage.Host;
        var person = LinePerson.First(host);
        (await host.CallAsync("1101", new System.Text.Json.Nodes.JsonObject())).Infcode.ShouldBe(-1);
        var before = Figures(await PageAsync(host.Client));
        before["mingsuan_outbox_waiting"].ShouldBe(4, "two settlements, a reversal and a claim on paper");
        (await host.Services.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Ct)).ShouldBe(4);

        var page = await PageAsync(host.Client);

        var figures = Figures(page);
        figures["mingsuan_infno_requests_total{infno=\"2207\",outcome=\"ok\"}"].ShouldBe(2);
        figures["mingsuan_infno_requests_total{infno=\"1101\",outcome=\"refused\"}"].ShouldBe(1);
        figures["mingsuan_infno_duration_seconds_count{infno=\"2207\"}"].ShouldBe(2);
        figures["mingsuan_infno_duration_seconds_bucket{infno=\"2207\",le=\"+Inf\"}"].ShouldBe(2);
        figures["mingsuan_operations_total{operation=\"2207\",outcome=\"committed\"}"].ShouldBe(2);
        figures["mingsuan_claims_waiting"].ShouldBe(0);
        figures["mingsuan_write_gate_waiting"].ShouldBe(0);
        figures["mingsuan_database_up"].ShouldBe(1);
        figures["mingsuan_trail_uncheckpointed_entries"].ShouldBe(0);
        figures["mingsuan_trail_checkpoint_age_seconds"].ShouldBe(0, "the clock of this host stands still");
        figures["mingsuan_outbox_waiting"].ShouldBe(0);
        figures["mingsuan_outbox_deliveries_total{outcome=\"taken\"}"].ShouldBe(4);
        figures[$"mingsuan_law_in_force{{digest=\"{Law.Value.Load.Snapshot!.Hash}\"}}"].ShouldBe(1);
        foreach (var secret in new[]
        {
            person.PsnNo, person.Certno, person.Name, person.Token,
            (string)host.Demo["institutions"]![0]!["code"]!, "H5323010000220261120",
        })
        {
            page.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task What_strangers_send_makes_no_new_series()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        await host.CallAsync("0000", null);
        var before = Figures(await PageAsync(host.Client)).Count;
        for (var number = 1; number < 60; number++)
        {
            await host.CallAsync($"{number:D4}X", null, message => message["fixmedins_code"] = $"H{number:D10}");
        }

        var figures = Figures(await PageAsync(host.Client));
        figures.Count.ShouldBe(before);
        figures["mingsuan_infno_requests_total{infno=\"other\",outcome=\"refused\"}"].ShouldBe(60);
    }

    [Fact]
    public void An_instrument_never_has_more_series_than_the_book_allows()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var book = new MetricsBook(factory);
        using var meter = factory.Create(PlatformMeters.Name);
        using var foreign = new Meter(PlatformMeters.Name);
        var (ours, theirs) = (
            meter.CreateCounter<long>("a.b", description: "Ours."), foreign.CreateCounter<long>("c.d"));
        for (var number = 0; number < 5 * MetricsBook.MostSeries; number++)
        {
            ours.Add(1, new KeyValuePair<string, object?>("n", $"{number}\"\n\\"));
            theirs.Add(1);
        }

        var page = new StringBuilder();
        book.Write(page);
        var figures = Figures(page.ToString());
        figures.Count.ShouldBe(MetricsBook.MostSeries + 1);
        figures["a_b_total{overflow=\"true\"}"].ShouldBe(4 * MetricsBook.MostSeries);
    }

    [Fact]
    public async Task The_page_is_for_this_machine_only_unless_it_has_an_address_of_its_own()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        (await StatusAsync(host.Client, "/metrics")).ShouldBe(HttpStatusCode.OK);
        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host" })
        {
            (await StatusAsync(host.Client, "/metrics", header)).ShouldBe(HttpStatusCode.NotFound, header);
        }

        using var database = await TestDatabase.Create(DatabaseKinds.Sqlite, server);
        using var keys = new SqliteFile();
        var own = $"http://127.0.0.1:{FreePort()}";
        await using (var app = await StartAsync(database, keys, MetricsAccess.Parse(own)))
        {
            using var main = new HttpClient { BaseAddress = new Uri(app.Urls.First(url => url != own)) };
            using var apart = new HttpClient { BaseAddress = new Uri(own) };
            (await StatusAsync(main, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
            (await StatusAsync(main, "/health/live")).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(apart, "/metrics")).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(apart, "/health/live")).ShouldBe(HttpStatusCode.NotFound);
            await app.StopAsync(Ct);
        }

        await using (var app = await StartAsync(database, keys, MetricsAccess.Parse("off")))
        {
            using var main = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            (await StatusAsync(main, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
            await app.StopAsync(Ct);
        }
    }

    [Fact]
    public async Task The_reference_lists_every_metric_and_alerts_use_no_other()
    {
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var there = Kinds().Matches(await PageAsync(stage.Host.Client)).Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal).ToList();
        there.Count.ShouldBeGreaterThan(14);
        StoredGauges.Descriptions.Keys.ShouldBeSubsetOf(there);
        var reference = await File.ReadAllTextAsync(RepositoryRoot.At("docs", "operating", "monitoring.md"), Ct);
        Listed().Matches(reference).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)
            .ShouldBe(there);
        var alerts = await File.ReadAllTextAsync(RepositoryRoot.At("docs", "operating", "alerts.yaml"), Ct);
        var used = Used().Matches(alerts).Select(match => Suffix().Replace(match.Value, "")).Distinct().ToList();
        used.Count.ShouldBeGreaterThan(7);
        used.ShouldBeSubsetOf(there);
    }

    /// <summary>Each line as the format has it; anything else on the page fails.</summary>
    private static Dictionary<string, decimal> Figures(string page)
    {
        page.ShouldEndWith("\n");
        var lines = page.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => Sound().IsMatch(line));
        return lines.Where(line => line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => decimal.Parse(
                line[(line.LastIndexOf(' ') + 1)..],
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string> PageAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/metrics", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldStartWith("text/plain; version=0.0.4");
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
        {
            request.Headers.Add(header, "203.0.113.9");
        }

        using var response = await client.SendAsync(request, Ct);
        return response.StatusCode;
    }

    private static async Task<WebApplication> StartAsync(TestDatabase database, SqliteFile keys, MetricsAccess access)
    {
        var choice = DatabaseChoice.Parse(database.Choice);
        await Schema.MigrateAsync(choice, Ct);
        var folder = new DirectoryInfo(Path.GetDirectoryName(keys.Path)!);
        var app = MingsuanApplication.Build(new ServeSettings(choice, "http://127.0.0.1:0", Law.Value)
        {
            Keys = folder,
            LogDirectory = folder,
            Metrics = access,
        });
        await app.StartAsync(Ct);
        return app;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^(# (HELP|TYPE) \w+ .+|\w+(\{\w+=""(\\.|[^""\\])*""(,\w+=""(\\.|[^""\\])*"")*\})? [-+0-9.eE]+)$")]
    private static partial Regex Sound();

    [GeneratedRegex(@"^# TYPE (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Kinds();

    [GeneratedRegex(@"^\| `(mingsuan_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\bmingsuan_\w+\b")]
    private static partial Regex Used();

    [GeneratedRegex("(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
