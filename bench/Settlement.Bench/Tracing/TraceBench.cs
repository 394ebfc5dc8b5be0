using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Migrations;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Bench;
using Mingsuan.Settlement.Bench.Settling;

namespace Mingsuan.Settlement.Bench.Tracing;

/// <summary>
/// 追溯码 — the check of a code over few and over many stored ones, in turn, on both databases: a stored code is refused,
/// a new one is kept for a settlement and given back, each in its own transaction.
/// </summary>
internal static class TraceBench
{
    private const int Few = 10_000;
    private const int Many = 10_000_000;
    private const int ManyQuickly = 1_000_000;

    public static async Task RunAsync(Report report, bool quick)
    {
        var many = quick ? ManyQuickly : Many;
        await using var stage = await Stage.StartAsync();
        DatabaseChoice Postgres(string name) => DatabaseChoice.Parse("postgres:" + stage.ConnectionTo(name));
        await stage.CreateAsync("codes_few");
        await stage.CreateAsync("codes_many");
        await MeasureAsync(report, "trace", stage, (Postgres("codes_few"), Few), (Postgres("codes_many"), many), quick);

        var folder = Directory.CreateTempSubdirectory("mingsuan-trace-");
        DatabaseChoice Sqlite(string name) => DatabaseChoice.Parse("sqlite:" + Path.Combine(folder.FullName, name));
        await MeasureAsync(
            report, "trace.sqlite", stage, (Sqlite("few.db"), Few), (Sqlite("many.db"), many), quick);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        report.Note($"trace: {many} stored codes to {Few}");
    }

    private static async Task MeasureAsync(
        Report report,
        string figure,
        Stage stage,
        (DatabaseChoice Choice, int Codes) few,
        (DatabaseChoice Choice, int Codes) many,
        bool quick)
    {
        var (rounds, seconds) = quick ? (3, 3) : (5, 6);
        await using var small = await FilledAsync(stage, few.Choice, few.Codes);
        await using var large = await FilledAsync(stage, many.Choice, many.Codes);
        BenchCommand.Progress($"{figure}: warming up");
        await small.PerSecondAsync(seconds);
        await large.PerSecondAsync(seconds);
        var pairs = new List<(double Few, double Many)>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add((await small.PerSecondAsync(seconds), await large.PerSecondAsync(seconds)));
        }

        report.Add(figure + ".few.per_second", Measurement.Median(pairs.Select(pair => pair.Few)));
        report.Add(figure + ".many.per_second", Measurement.Median(pairs.Select(pair => pair.Many)));
        report.Add(figure + ".growth.ratio", Measurement.Median(pairs.Select(pair => pair.Many / pair.Few)));
    }

    private static async Task<CodeDesk> FilledAsync(Stage stage, DatabaseChoice choice, int codes)
    {
        BenchCommand.Progress($"trace: {codes} codes into {choice.Kind}");
        await Schema.MigrateAsync(choice, CancellationToken.None);
        await CodeFiller.FillAsync(choice, codes);
        return await CodeDesk.OpenAsync(await RunningPlatform.StartAsync(choice, stage.Law), codes);
    }
}

/// <summary>A platform with so many stored codes, and one person at one institution who asks about codes.</summary>
internal sealed class CodeDesk : IAsyncDisposable
{
    private readonly RunningPlatform platform;
    private readonly Random draw = new(20261122);
    private readonly int codes;
    private readonly PersonId person;
    private readonly InstitutionId institution;

    private CodeDesk(RunningPlatform platform, int codes, PersonId person, InstitutionId institution) =>
        (this.platform, this.codes, this.person, this.institution) = (platform, codes, person, institution);

    public static async Task<CodeDesk> OpenAsync(RunningPlatform platform, int codes)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<Session>().Db.Set<PersonAnchor>()
            .OrderBy(row => row.PersonId).Select(row => row.PersonId).FirstAsync();
        var today = scope.ServiceProvider.GetRequiredService<TimeProvider>().Today();
        var institutions = await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>()
            .ListAsync(today, CancellationToken.None);
        return new(platform, codes, new(person), institutions[0].Id);
    }

    public async Task<double> PerSecondAsync(int seconds)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed.TotalSeconds < seconds; done++)
        {
            await OnceAsync();
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private async Task OnceAsync()
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var traces = scope.ServiceProvider.GetRequiredService<ITraceCodes>();
        var operations = scope.ServiceProvider.GetRequiredService<Operations>();
        var against = await traces.CheckAsync(Asking(null, CodeFiller.Stored(draw.Next(codes))), default);
        var settlement = new SettlementId(scope.ServiceProvider.GetRequiredService<IdSource>().Next());
        var held = await operations.RunAsync(
            "bench.reserve",
            async (db, ct) =>
            {
                await db.LockPersonAsync(person.Value, ct);
                return await traces.ReserveAsync(Asking(settlement, CodeFiller.Fresh(draw, codes)), ct);
            },
            default);
        await operations.RunAsync(
            "bench.release",
            async (db, ct) =>
            {
                await db.LockPersonAsync(person.Value, ct);
                await traces.ReleaseAsync(person, settlement, "bench", ct);
                return true;
            },
            default);
        if (against.Count != 1 || held is not null)
        {
            throw new InvalidOperationException("A stored code was free, or a new one was not.");
        }
    }

    private TraceReservation Asking(SettlementId? settlement, string code) =>
        new(institution, person, settlement, "bench", [new(code, false, "1", "X")]);
}
