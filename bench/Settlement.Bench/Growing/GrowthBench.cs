using Microsoft.EntityFrameworkCore;
using Mingsuan.Host.Trail;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Bench;
using Mingsuan.Settlement.Bench.Settling;

namespace Mingsuan.Settlement.Bench.Growing;

/// <summary>
/// The same load over few and over many stored settlements, in turn. Both stores hold valid chains; the small one is
/// verified whole before anything is measured.
/// </summary>
internal static class GrowthBench
{
    private const string Small = "stored_few";
    private const string Large = "stored_many";
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int ManyQuickly = 100_000;
    private const int Clients = 4;

    public static async Task RunAsync(Report report, bool quick)
    {
        var plan = quick ? new BenchPlan(Rounds: 3, Seconds: 3) : new BenchPlan(Rounds: 5, Seconds: 6);
        var many = quick ? ManyQuickly : Many;
        await using var stage = await Stage.StartAsync();
        await stage.CreateAsync(Small);
        await using var few = await RunningPlatform.StartAsync(stage, Small);
        using var hospital = new Hospital(few.Address);
        var opened = await Opening.PrepareAsync(stage, Small, few, hospital, plan.Visits);
        var template = await TemplateAsync(stage, few, hospital, opened);

        BenchCommand.Progress($"growth: {Few} stored settlements");
        await new Seeder(stage, Small, template, KeysOf(few)).WriteAsync(0, Few);
        await VerifyAsync(few);
        await stage.CreateAsync(Large, Small);
        BenchCommand.Progress($"growth: {many} stored settlements");
        await new Seeder(stage, Large, template, KeysOf(few)).WriteAsync(Few, many - Few);
        await stage.ExecuteAsync(Small, "vacuum (analyze)");
        await stage.ExecuteAsync(Large, "vacuum (analyze)");
        await stage.ExecuteAsync("postgres", "checkpoint");

        await using var grown = await RunningPlatform.StartAsync(stage, Large, few.Data);
        using var other = new Hospital(grown.Address);
        await MeasureAsync(report, plan, (hospital, opened), (other, opened with { Spread = opened.Spread.Again() }));
        report.Note($"growth: {many} stored settlements to {Few}");
    }

    private static async Task MeasureAsync(
        Report report, BenchPlan plan, (Hospital Hospital, OpenedVisits Opened) few,
        (Hospital Hospital, OpenedVisits Opened) many)
    {
        Task<Window> Window((Hospital Hospital, OpenedVisits Opened) store, int seconds) => Load.RunAsync(
            store.Hospital, store.Opened.Spread, store.Opened.Stated, Clients, seconds);
        BenchCommand.Progress("growth: warming up");
        await Window(few, plan.Seconds);
        await Window(many, plan.Seconds);
        var pairs = new List<(Window Few, Window Many)>();
        for (var i = 0; i < plan.Rounds; i++)
        {
            pairs.Add((await Window(few, plan.Seconds), await Window(many, plan.Seconds)));
        }

        report.Add("settle.few.per_second", Measurement.Median(pairs.Select(pair => pair.Few.PerSecond)));
        report.Add("settle.many.per_second", Measurement.Median(pairs.Select(pair => pair.Many.PerSecond)));
        report.Add(
            "settle.growth.ratio", Measurement.Median(pairs.Select(pair => pair.Few.PerSecond / pair.Many.PerSecond)));
    }

    private static async Task<SeedTemplate> TemplateAsync(
        Stage stage, RunningPlatform platform, Hospital hospital, OpenedVisits opened)
    {
        var errand = opened.ForTemplate;
        await hospital.SettleAsync(errand, opened.Stated);

        // What exists so far is checkpointed in full, so that the copies, dated like the template, are left alone.
        await platform.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(CancellationToken.None);
        await using var db = await DbAsync(platform);
        return await SeedTemplate.ReadAsync(stage, Small, db, KeysOf(platform), errand);
    }

    private static async Task VerifyAsync(RunningPlatform platform)
    {
        await using var db = await DbAsync(platform);
        var report = await platform.Services.GetRequiredService<TrailVerifier>().VerifyAsync(
            db, new TrailVerification { Keys = KeysOf(platform) }, CancellationToken.None);
        BenchCommand.Progress($"growth: {report.Counts.Subjects} chains, {report.Counts.Records} rows verified");

        // The population's agreements are put into the tables as they are: what is measured is what settles under them.
        if (report.Breaks.FirstOrDefault(one => one.Table != "agreements_standing") is { } found)
        {
            throw new InvalidOperationException($"The seeded chains do not verify: {found}");
        }
    }

    private static PlatformKeys KeysOf(RunningPlatform platform) =>
        platform.Services.GetRequiredService<PlatformKeys>();

    private static Task<MingsuanDb> DbAsync(RunningPlatform platform) =>
        platform.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContextAsync();
}
