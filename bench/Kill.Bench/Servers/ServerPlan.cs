using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Bench.Servers;

/// <summary>How the server is started: on which database, at which port, with which folder of its own.</summary>
public sealed class ServerPlan : IDisposable
{
    private const int LowestPort = 20_000;
    private const int HighestPort = 30_000;
    private readonly string? database;

    private ServerPlan(string? database, string? folder = null)
    {
        this.database = database;
        Data = folder is null
            ? Directory.CreateTempSubdirectory("mingsuan-kill-")
            : Directory.CreateDirectory(folder);
        Port = FreePort();
    }

    public DirectoryInfo Data { get; }

    public int Port { get; }

    /// <summary>The server's program: the one that MINGSUAN_HOST names, else the one beside this.</summary>
    public string Host { get; } = Environment.GetEnvironmentVariable("MINGSUAN_HOST")
        ?? Path.Combine(AppContext.BaseDirectory, "Mingsuan.Host.dll");

    public string Keys => Path.Combine(Data.FullName, "keys");

    /// <summary>The file of an embedded database.</summary>
    public string File => Path.Combine(Data.FullName, "mingsuan.db");

    /// <summary>What <c>--database</c> takes.</summary>
    public string Database => database ?? "sqlite:" + File;

    /// <summary>What describes the demonstration's rows.</summary>
    public string DemoFile => Path.Combine(Data.FullName, "demo.json");

    /// <summary>The arguments of the server that is killed: it takes signed calls and no others.</summary>
    public IEnumerable<string> Arguments =>
    [
        "serve", "--urls", "http://127.0.0.1:" + PortText, "--database", Database, "--keys", Keys, .. Law,
    ];

    /// <summary>The arguments of the one that fills the database: the demonstration has its own.</summary>
    public IEnumerable<string> FillingArguments =>
    [
        "demo", "--port", PortText, "--data", Data.FullName, .. Law,
        .. database is null ? [] : (string[])["--database", database],
    ];

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private static string[] Law => ["--law", RepositoryRoot.At("law")];

    /// <summary>Over an embedded database; in a folder of its own when none is named.</summary>
    public static ServerPlan Sqlite(string? folder = null) => new(null, folder);

    public static ServerPlan Postgres(string connection) => new("postgres:" + connection);

    public void Dispose() => Data.Delete(recursive: true);

    // Below the ports that a system hands out by itself, so that no client takes it while the server is down.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
