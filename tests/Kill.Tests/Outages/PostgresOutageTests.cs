using Mingsuan.Kill.Bench.Servers;
using Mingsuan.Kill.Bench.Truth;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Tests.Outages;

/// <summary>
/// 数据库失效 — PostgreSQL goes away and comes back: no wrong answer, readiness tells, no restart is needed.
/// </summary>
public sealed class PostgresOutageTests
{
    private const int Cuts = 8;
    private const int AnswersBetween = 6;
    private const int TinyMegabytes = 40;

    // What PostgreSQL itself says of a full disk, in the way of one table.
    private const string FullTable = """
        create function full_disk() returns trigger language plpgsql as $$
        begin raise exception 'no space left' using errcode = '53100'; end $$;
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_of_the_database_that_crashes_and_restarts_costs_no_answer_and_no_restart()
    {
        await using var postgres = await FragilePostgres.StartAsync();
        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync());
        await using var stage = await OutageStage.OpenAsync(plan, seed: 1_001);

        postgres.StopAtOnce();
        await stage.NotReadyAsync("database unreachable");
        await stage.ToldToRepeatAsync();
        postgres.StartAgain();
        await stage.RecoversAsync();

        for (var cut = 0; cut < Cuts; cut++)
        {
            await stage.Load.Gauge.AnsweredAsync(AnswersBetween, Ct);
            await postgres.CutConnectionsAsync();
        }

        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_commit_stores_nothing_by_halves()
    {
        await using var postgres = await FragilePostgres.StartAsync();
        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync());
        await using var stage = await OutageStage.OpenAsync(plan, seed: 1_002);
        await using var tables = new Tables(plan.Database);

        await tables.RunAsync(FullTable + """
            create constraint trigger full_disk after insert on settlement_ledger_entry deferrable initially deferred
            for each row execute function full_disk()
            """);
        await HoldsAsync(stage, () => tables.RunAsync("drop trigger full_disk on settlement_ledger_entry"));
    }

    [Fact]
    public async Task A_disk_that_is_full_stores_nothing_by_halves()
    {
        using var disk = TinyDisk.Mount(TinyMegabytes);
        await using var postgres = await FragilePostgres.StartAsync();
        if (disk is not null)
        {
            await postgres.NewTablespaceAsync("tiny", disk.Subfolder("space"));
        }

        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync(disk is null ? null : "tiny"));
        await using var stage = await OutageStage.OpenAsync(plan, seed: 1_003);
        await using var tables = new Tables(plan.Database);

        // Who may not mount a disk has PostgreSQL say the same of one table.
        await (disk?.FillAsync() ?? tables.RunAsync(FullTable + """
            create trigger full_disk before insert on settlement_ledger_entry
            for each row execute function full_disk()
            """));
        await HoldsAsync(
            stage, () => disk?.EmptyAsync() ?? tables.RunAsync("drop trigger full_disk on settlement_ledger_entry"));
    }

    private static async Task HoldsAsync(OutageStage stage, Func<Task> giveRoom)
    {
        await stage.NotReadyAsync("database full 53100");
        await stage.ToldToRepeatAsync();
        await giveRoom();
        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }
}
