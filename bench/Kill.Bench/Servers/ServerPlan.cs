using System.Net;
using System.Net.Sockets;
using Mingsuan.Testing;

namespace Mingsuan.Kill.Bench.Servers;

/// <summary>How the server is started: on which database, at which port, with which folder of its own.</summary>
public sealed class ServerPlan : IDisposable
{
    private const int LowestPort = 20_000;
    private const int HighestPort = 30_000;
    private readonly IDisposable? owned;
    private readonly string? database;

    private ServerPlan(string? database, IDisposable? owned)
    {
        this.database = database;
        this.owned = owned;
        Data = Directory.CreateTempSubdirectory("mingsuan-kill-");
        Port = FreePort();
    }

    public DirectoryInfo Data { get; }

    public int Port { get; }

    public string Host => Path.Combine(AppContext.BaseDirectory, "Mingsuan.Host.dll");

    public string Keys => Path.Combine(Data.FullName, "keys");

    /// <summary>The file of an embedded database.</summary>
    public string File => Path.Combine(Data.FullName, "mingsuan.db");

    /// <summary>What <c>--database</c> takes.</summary>
    public string Database => database ?? "sqlite:" + File;

    /// <summary>
    /// The arguments: the demonstration, because it alone takes unsigned calls. To sign them, start `serve` here and
    /// sign in <see cref="Clients.Hospital.Message"/>.
    /// </summary>
    public IEnumerable<string> Arguments =>
    [
        "demo", "--port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--data", Data.FullName,
        "--law", RepositoryRoot.At("law"), .. database is null ? [] : (string[])["--database", database],
    ];

    public static ServerPlan Sqlite() => new(null, null);

    public static ServerPlan Postgres(string connection, IDisposable? owned = null) =>
        new("postgres:" + connection, owned);

    public void Dispose()
    {
        owned?.Dispose();
        Data.Delete(recursive: true);
    }

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
