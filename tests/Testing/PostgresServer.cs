using System.Net;
using System.Net.Sockets;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Npgsql;
using Xunit;

namespace Mingsuan.Testing;

/// <summary>
/// One private PostgreSQL for the tests of one assembly, on loopback, in a folder of its own. It starts when the first
/// test asks for a database and is gone after the last. Use it as
/// <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>. Where PostgreSQL is missing, the test fails.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim starting = new(1, 1);
    private PostgresCluster? cluster;
    private string? migrated;
    private int databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new, empty database.</summary>
    public Task<string> NewDatabase() => NewDatabase("template1");

    /// <summary>The connection string of a new database with every migration: a copy of one that has them.</summary>
    public async Task<string> NewMigratedDatabase()
    {
        await gate.WaitAsync();
        try
        {
            migrated ??= await Migrated();
        }
        finally
        {
            gate.Release();
        }

        return await NewDatabase(migrated);
    }

    private async Task<string> NewDatabase(string template)
    {
        var running = await Started();
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(running.ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync();
        return running.ConnectionTo(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        gate.Dispose();
        starting.Dispose();
    }

    private async Task<PostgresCluster> Started()
    {
        await starting.WaitAsync();
        try
        {
            return cluster ??= await PostgresCluster.Start(FreePort);
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Migrates one database, leaves it without connections, and gives its name.</summary>
    private async Task<string> Migrated()
    {
        var connection = await NewDatabase();
        await Schema.MigrateAsync(DatabaseChoice.Parse($"postgres:{connection}"), CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
