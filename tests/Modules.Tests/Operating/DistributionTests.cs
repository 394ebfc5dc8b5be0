using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Host.Cluster;
using Mingsuan.Migrations;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;
using Npgsql;

namespace Mingsuan.Modules.Tests.Operating;

/// <summary>
/// 分布 — the statements that spread the schema over a cluster. No Citus is at hand here: they are compared with the
/// model, and run on PostgreSQL against stand-ins that refuse what the cluster was seen to refuse.
/// </summary>
public sealed partial class DistributionTests(PostgresServer server)
{
    private static readonly DistributionPlan Plan = DistributionPlan.Of();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_table_of_the_model_has_exactly_one_place()
    {
        using var db = new PostgresSchemaFactory().CreateDbContext([]);
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).Order(StringComparer.Ordinal);
        Plan.Places.Select(place => place.Table).Order(StringComparer.Ordinal).ShouldBe(tables);
        Plan.Places.Select(place => place.Class).Distinct().Count().ShouldBe(5);

        var named = Placing().Matches(Plan.Script()).Select(match => match.Groups["table"].Value).ToList();
        named.ShouldBeUnique();
        named.ShouldBe(Plan.Places.Where(place => place.Class != TableClass.Local).Select(place => place.Table));
    }

    [Fact]
    public void Each_class_is_spread_by_its_column_and_lies_together()
    {
        foreach (var (@class, column) in new[]
        {
            (TableClass.Person, "person_id"), (TableClass.Institution, "inst_id"), (TableClass.Code, "code"),
        })
        {
            var places = Plan.Places.Where(place => place.Class == @class).ToList();
            places.Count.ShouldBeGreaterThan(1);
            places.ShouldAllBe(place => place.Column == column);
            places[0].ColocatedWith.ShouldBeNull();
            places.Skip(1).ShouldAllBe(place => place.ColocatedWith == places[0].Table);
        }

        Plan.Places.First(place => place.Class == TableClass.Person).Table.ShouldBe("platform_person_anchor");
        Plan.Script().ShouldContain(
            "create_distributed_table('settlement_settlement', 'person_id', colocate_with => " +
            "'platform_person_anchor')");
        Plan.Script().ShouldContain("create_reference_table('registry_institution')");
        Plan.Script().ShouldNotContain("trail_checkpoint");
    }

    [Fact]
    public void Reference_tables_come_first_and_parents_before_their_children()
    {
        using var db = new PostgresSchemaFactory().CreateDbContext([]);
        var order = Plan.Places.Select((place, at) => (place.Table, at)).ToDictionary(one => one.Table, one => one.at);
        foreach (var key in db.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
        {
            var (child, parent) = (key.DeclaringEntityType.GetTableName()!, key.PrincipalEntityType.GetTableName()!);
            order[parent].ShouldBeLessThan(order[child], $"{child} -> {parent}");
        }

        Plan.Places.SkipWhile(place => place.Class == TableClass.Reference)
            .ShouldAllBe(place => place.Class != TableClass.Reference);
    }

    [Fact]
    public async Task It_runs_against_stand_ins_of_the_cluster_twice_and_leaves_the_keys_standing()
    {
        var choice = DatabaseChoice.Parse("postgres:" + await server.NewDatabase());
        await Schema.MigrateAsync(choice, Ct);
        await using var source = NpgsqlDataSource.Create(choice.ConnectionString);
        await RunAsync(source, await File.ReadAllTextAsync(
            RepositoryRoot.At("tests", "Modules.Tests", "Operating", "cluster-stand-in.sql"), Ct));
        var keys = await TextAsync(source, Keys);
        keys.Length.ShouldBeGreaterThan(200);

        await CitusCluster.DistributeAsync(choice, Plan, Ct);

        (await TextAsync(source, Keys)).ShouldBe(keys, "every foreign key is as it was");
        var calls = await TextAsync(source, "select count(*)::text from stand_in_call");
        calls.ShouldBe($"{Plan.Places.Count(place => place.Class != TableClass.Local)}");

        await CitusCluster.DistributeAsync(choice, Plan, Ct);
        (await TextAsync(source, "select count(*)::text from stand_in_call")).ShouldBe(calls, "all was in its place");
        (await TextAsync(source, "select count(*)::text from stand_in_drop")).ShouldBe("0", "no key was touched again");
        (await TextAsync(source, Keys)).ShouldBe(keys);
    }

    [Fact]
    public async Task A_run_that_broke_off_is_finished_by_the_next()
    {
        var choice = DatabaseChoice.Parse("postgres:" + await server.NewDatabase());
        await Schema.MigrateAsync(choice, Ct);
        await using var source = NpgsqlDataSource.Create(choice.ConnectionString);
        await RunAsync(source, await File.ReadAllTextAsync(
            RepositoryRoot.At("tests", "Modules.Tests", "Operating", "cluster-stand-in.sql"), Ct));
        var keys = await TextAsync(source, Keys);
        await using (var connection = await source.OpenConnectionAsync(Ct))
        {
            var all = Plan.Statements();
            foreach (var statement in all.Take(all.Count / 2))
            {
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(Ct);
            }
        }

        (await TextAsync(source, Keys)).ShouldNotBe(keys, "keys are down at that moment");
        await CitusCluster.DistributeAsync(choice, Plan, Ct);
        (await TextAsync(source, Keys)).ShouldBe(keys);
    }

    [Fact]
    public async Task Without_the_extension_the_command_says_so_and_only_prints_when_asked()
    {
        var database = "postgres:" + await server.NewDatabase();
        var refused = await HostProcess.RunAsync("migrate", "--database", database, "--distribute");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("citus");
        refused.Out.ShouldBeEmpty();
        (await Schema.PendingAsync(DatabaseChoice.Parse(database), Ct)).ShouldNotBeEmpty("nothing was done");

        var printed = await HostProcess.RunAsync("migrate", "--database", database, "--distribute", "--sql");
        (printed.Exit, printed.Out).ShouldBe((0, Plan.Script()));
        (await HostProcess.RunAsync("migrate", "--database", database, "--sql")).Exit.ShouldBe(2);
    }

    private const string Keys =
        "select string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), '; ' " +
        "order by conrelid::regclass::text, conname) from pg_constraint where contype = 'f'";

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> TextAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct) as string ?? "";
    }

    [GeneratedRegex(@"SELECT create_(?:distributed|reference)_table\('(?<table>\w+)'")]
    private static partial Regex Placing();
}
