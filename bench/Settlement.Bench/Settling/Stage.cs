using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Mingsuan.Host;
using Mingsuan.Host.Demonstration;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;
using Npgsql;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// One PostgreSQL of its own, with the settings that production would have where durability is concerned, and the
/// statement log in JSON beside it.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Settings =
        "-c shared_buffers=1GB -c max_wal_size=4GB -c checkpoint_timeout=30min -c logging_collector=on " +
        "-c log_destination=jsonlog -c log_directory=.. -c log_filename=statements -c log_min_messages=log " +
        "-c wal_compression=on";

    /// <summary>More than the platform has statements on its settling path.</summary>
    private const int Prepared = 256;

    private readonly PostgresCluster cluster;
    private readonly bool prepares;

    private Stage(PostgresCluster cluster, LawAtStart law, bool prepares) =>
        (this.cluster, Law, this.prepares) = (cluster, law, prepares);

    public LawAtStart Law { get; }

    public int Port => cluster.Port;

    public string StatementLog => Path.Combine(cluster.Folder, "statements.json");

    /// <summary>Starts it; the platform's connections prepare their statements unless told not to.</summary>
    public static async Task<Stage> StartAsync(bool prepares = true)
    {
        var law = LawAtStart.ReadValid(null) ?? throw new InvalidOperationException("The law library has errors.");
        return new(await PostgresCluster.Start(FreePort, Settings), law, prepares);
    }

    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(cluster.ConnectionTo(database))
    {
        MaxPoolSize = 64,
        MaxAutoPrepare = prepares ? Prepared : 0,
        IncludeErrorDetail = false,
    }.ConnectionString;

    public async Task CreateAsync(string database, string? template = null)
    {
        const int attempts = 20;
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlConnection.ClearAllPools();
            try
            {
                await ExecuteAsync(
                    "postgres", $"create database {database}" + (template is null ? "" : $" template {template}"));
                return;
            }
            catch (PostgresException busy) when (
                busy.SqlState == PostgresErrorCodes.ObjectInUse && attempt < attempts)
            {
                // The platform's own background work looks into the template now and then.
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    public async Task ExecuteAsync(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string database, string question)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The platform over one database of the stage, listening on loopback like the demonstration.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo data;

    private RunningPlatform(WebApplication app, DirectoryInfo data, RoundTrips trips)
    {
        Trips = trips;
        this.app = app;
        this.data = data;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    public DirectoryInfo Data => data;

    public RoundTrips Trips { get; }

    /// <summary>Starts it; a copy of a database needs the keys of the first.</summary>
    public static Task<RunningPlatform> StartAsync(Stage stage, string database, DirectoryInfo? keys = null) =>
        StartAsync(DatabaseChoice.Parse("postgres:" + stage.ConnectionTo(database)), stage.Law, keys);

    /// <summary>Starts it over any database.</summary>
    public static async Task<RunningPlatform> StartAsync(
        DatabaseChoice choice, LawAtStart law, DirectoryInfo? keys = null)
    {
        await Schema.MigrateAsync(choice, CancellationToken.None);
        var data = Directory.CreateTempSubdirectory("mingsuan-bench-");
        var settings = new ServeSettings(choice, "http://127.0.0.1:0", law)
        {
            Demo = true,
            Keys = keys ?? data,
            LogDirectory = data,
            Clock = new BenchClock(),
        };
        var trips = new RoundTrips();
        var app = MingsuanApplication.Build(settings, services => services.AddSingleton<IInterceptor>(trips));
        await app.PublishLawAsync(settings, CancellationToken.None);
        await DemoData.SeedAsync(app.Services, CancellationToken.None);
        await DemoData.DescribeAsync(app.Services, data, CancellationToken.None);
        await app.StartAsync();
        return new(app, data, trips);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        data.Delete(recursive: true);
    }
}
