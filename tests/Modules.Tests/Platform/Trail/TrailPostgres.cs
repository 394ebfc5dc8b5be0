using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mingsuan.Modules.Tests.Platform.Trail;
using Npgsql;

[assembly: AssemblyFixture(typeof(TrailPostgres))]

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>One private PostgreSQL on loopback, gone after the tests. Missing PostgreSQL fails them.</summary>
public sealed class TrailPostgres : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? folder;
    private int port;
    private int databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<string> NewDatabase()
    {
        await gate.WaitAsync();
        try
        {
            if (folder is null)
            {
                Start();
            }
        }
        finally
        {
            gate.Release();
        }

        var name = $"trail_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (folder is not null)
        {
            Run("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
            Directory.Delete(folder, recursive: true);
        }

        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start()
    {
        var made = Directory.CreateTempSubdirectory("mingsuan-trail-").FullName;
        if (Environment.UserName == "root")
        {
            Execute("chown", ["postgres:postgres", made]);
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Run("initdb", "-D", $"{made}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        Run(
            "pg_ctl", "-D", $"{made}/data", "-l", $"{made}/log", "-w", "start", "-o",
            $"-p {port} -k {made} -c listen_addresses=127.0.0.1 -c fsync=off");
        folder = made;
    }

    private string Connection(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=5";

    private static void Run(string program, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last();
        path = Path.Combine(path, "bin", program);
        if (Environment.UserName == "root")
        {
            Execute("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Execute(path, arguments);
        }
    }

    private static void Execute(string program, IEnumerable<string> arguments)
    {
        // The runner reads results from this process's own output: a child that wrote there would swallow some.
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program}: {output}{errors.GetAwaiter().GetResult()}");
    }
}
