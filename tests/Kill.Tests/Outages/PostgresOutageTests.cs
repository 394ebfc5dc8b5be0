using Mingsuan.Kill.Bench.Servers;
using Mingsuan.Kill.Bench.Truth;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Tests.Outages;

/// <summary>数据库失效 — PostgreSQL goes away and comes back: no wrong answer, readiness tells, no restart is needed.</summary>
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

    [Theory]
    [InlineData("insert")]
    [InlineData("commit")]
    public async Task A_disk_that_is_full_for_one_table_stores_nothing_by_halves(string moment)
    {
        await using var postgres = await FragilePostgres.StartAsync();
        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync());
        await using var stage = await OutageStage.OpenAsync(plan, seed: 1_002);
        await using var tables = new Tables(plan.Database);
        await tables.RunAsync(FullTable);

        await tables.RunAsync(moment == "insert"
            ? """
              create trigger full_disk before insert on settlement_ledger_entry
              for each row execute function full_disk()
              """
            : """
              create constraint trigger full_disk after insert on settlement_ledger_entry deferrable initially deferred
              for each row execute function full_disk()
              """);
        await stage.NotReadyAsync("database full 53100");
        await stage.ToldToRepeatAsync();
        await tables.RunAsync("drop trigger full_disk on settlement_ledger_entry");
        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }

    [Fact]
    public async Task A_disk_that_is_really_full_stores_nothing_by_halves()
    {
        using var disk = TinyDisk.Mount(TinyMegabytes);
        Assert.SkipWhen(disk is null, "Only root may mount a disk.");
        await using var postgres = await FragilePostgres.StartAsync();
        var space = Directory.CreateDirectory(Path.Combine(disk.Folder, "space")).FullName;
        await postgres.NewTablespaceAsync("tiny", space);
        using var plan = ServerPlan.Postgres(await postgres.NewDatabaseAsync("tiny"));
        await using var stage = await OutageStage.OpenAsync(plan, seed: 1_003);

        disk.Fill();
        await stage.NotReadyAsync("database full 53100");
        await stage.ToldToRepeatAsync();
        disk.Empty();
        await stage.RecoversAsync();
        await stage.HoldsAsync();
    }
}
