using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Mingsuan.Kill.Bench.Servers;

namespace Mingsuan.Kill.Tests.Outages;

/// <summary>数据库失效 — the file of the embedded database cannot grow, or another process holds it.</summary>
public sealed class SqliteOutageTests
{
    private const int SmallestFile = 4_096;
    private const int TinyMegabytes = 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_that_cannot_grow_cost_no_answer_and_no_restart()
    {
        using var plan = ServerPlan.Sqlite();
        await using var stage = await OutageStage.OpenAsync(plan, seed: 2_001);

        // From now on the server writes nothing beyond the first page of any file: the database, its log, its own log.
        await LimitAsync(stage, $"{SmallestFile}:");
        await stage.NotReadyAsync("database error");
        await stage.ToldToRepeatAsync();
        await LimitAsync(stage, "unlimited:");
        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }

    [Fact]
    public async Task A_disk_that_is_full_costs_no_answer_and_no_restart()
    {
        using var disk = TinyDisk.Mount(TinyMegabytes);
        using var plan = ServerPlan.Sqlite(disk?.Subfolder("data"));
        await using var stage = await OutageStage.OpenAsync(plan, seed: 2_003);

        // Who may not mount a disk meets the nearest thing: files that cannot grow.
        await (disk?.FillAsync() ?? LimitAsync(stage, $"{SmallestFile}:"));
        await stage.NotReadyAsync(disk is null ? "database error" : "database full");
        await stage.ToldToRepeatAsync();
        await (disk?.EmptyAsync() ?? LimitAsync(stage, "unlimited:"));
        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }

    [Fact]
    public async Task A_file_that_another_process_holds_costs_no_answer_and_no_restart()
    {
        using var plan = ServerPlan.Sqlite();
        await using var stage = await OutageStage.OpenAsync(plan, seed: 2_002);

        await using (var other = new SqliteConnection($"Data Source={plan.File};Pooling=false;Default Timeout=60"))
        {
            await other.OpenAsync(Ct);
            await using var held = other.BeginTransaction(deferred: false);
            await stage.NotReadyAsync("database locked");
            await stage.ToldToRepeatAsync();
        }

        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }

    private static async Task LimitAsync(OutageStage stage, string fileSize)
    {
        using var limiting = Process.Start(
            "prlimit", ["--pid", $"{stage.Server.ProcessId}", $"--fsize={fileSize}"]);
        await limiting.WaitForExitAsync(Ct);
        limiting.ExitCode.ShouldBe(0);
    }
}
