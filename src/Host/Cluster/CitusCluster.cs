using Mingsuan.Platform.Persistence;
using Npgsql;

namespace Mingsuan.Host.Cluster;

/// <summary>分布式集群 — a PostgreSQL that is a Citus coordinator.</summary>
public static class CitusCluster
{
    /// <summary>Whether the database has the extension that spreads tables.</summary>
    public static async Task<bool> IsThereAsync(DatabaseChoice choice, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(choice.ConnectionString);
        await using var asked = source.CreateCommand("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
        return await asked.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Runs the plan, statement by statement, on one connection.</summary>
    public static async Task DistributeAsync(DatabaseChoice choice, DistributionPlan plan, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(choice.ConnectionString);
        await connection.OpenAsync(ct);
        foreach (var statement in plan.Statements())
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
