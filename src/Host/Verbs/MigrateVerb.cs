using System.CommandLine;
using Mingsuan.Host.Cluster;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `migrate` — brings a database to the present schema; `--distribute` then spreads it over a Citus cluster, and
/// `--distribute --sql` only prints how.
/// </summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var database = DatabaseOption.Create();
        var distribute = new Option<bool>("--distribute")
        {
            Description = "Afterwards spread the tables over the Citus cluster whose coordinator this is.",
        };
        var sql = new Option<bool>("--sql")
        {
            Description = "With --distribute: print the statements and touch nothing.",
        };
        var command = new Command("migrate", "Brings a database to the present schema.") { database, distribute, sql };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(database), parsed.GetValue(distribute), parsed.GetValue(sql), ct));
        return command;
    }

    private static async Task<int> RunAsync(DatabaseChoice choice, bool distribute, bool sql, CancellationToken ct)
    {
        if (sql)
        {
            if (!distribute)
            {
                await Console.Error.WriteLineAsync("--sql goes with --distribute.");
                return 2;
            }

            await Console.Out.WriteAsync(DistributionPlan.Of().Script());
            return 0;
        }

        if (distribute && (choice.Kind != DatabaseKind.Postgres || !await CitusCluster.IsThereAsync(choice, ct)))
        {
            await Console.Error.WriteLineAsync(
                "The database has no extension citus, so there is nothing to spread its tables over: nothing was " +
                "done. See the statements with --distribute --sql.");
            return 2;
        }

        var pending = await Schema.PendingAsync(choice, ct);
        await Schema.MigrateAsync(choice, ct);
        await Console.Out.WriteLineAsync($"{pending.Count} migrations applied");
        if (distribute)
        {
            var plan = DistributionPlan.Of();
            await CitusCluster.DistributeAsync(choice, plan, ct);
            await Console.Out.WriteLineAsync($"{plan.Places.Count} tables in their places");
        }

        return 0;
    }
}
