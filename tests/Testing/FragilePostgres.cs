using Npgsql;

namespace Mingsuan.Testing;

/// <summary>
/// A PostgreSQL of one's own that may be stopped as by a crash, started again, cut off and filled up. What it
/// acknowledged outlives its own crash.
/// </summary>
public sealed class FragilePostgres : IAsyncDisposable
{
    private readonly PostgresCluster cluster;
    private int databases;

    private FragilePostgres(PostgresCluster cluster) => this.cluster = cluster;

    public static async Task<FragilePostgres> StartAsync() =>
        new(await PostgresCluster.Start(PostgresServer.FreePort, PostgresCluster.Keeping));

    /// <summary>The connection string of a new, empty database; in a tablespace when one is named.</summary>
    public async Task<string> NewDatabaseAsync(string? tablespace = null)
    {
        var name = $"fragile_{++databases}";
        await OwnerAsync($"create database {name}" + (tablespace is null ? "" : $" tablespace {tablespace}"));
        return cluster.ConnectionTo(name);
    }

    /// <summary>Makes a tablespace of a folder.</summary>
    public Task NewTablespaceAsync(string name, string folder)
    {
        cluster.HandOver(folder);
        return OwnerAsync($"create tablespace {name} location '{folder}'");
    }

    /// <summary>Ends every connection but the asking one.</summary>
    public Task CutConnectionsAsync() => OwnerAsync(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null");

    /// <summary>Runs a statement in the cluster's own database.</summary>
    public async Task OwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends every process of the server at once.</summary>
    public void StopAtOnce() => cluster.StopAtOnce();

    /// <summary>Starts it again where it was.</summary>
    public void StartAgain() => cluster.StartAgain();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
