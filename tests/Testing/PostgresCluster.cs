using System.Globalization;
using Npgsql;

namespace Mingsuan.Testing;

/// <summary>A data folder with a server running on it, both gone with this object.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string FolderPrefix = "mingsuan-postgres-";
    private const string OwnerFile = "owner";
    private const string Account = "postgres";

    /// <summary>What it commits outlives its own processes: it reaches the operating system, if not the disk.</summary>
    public const string Keeping =
        "-c shared_buffers=64MB -c fsync=off -c synchronous_commit=on -c full_page_writes=off";

    // Nothing here outlives the tests, so nothing need reach the disk.
    private const string ForTests =
        "-c shared_buffers=64MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

    private readonly PostgresPrograms programs;
    private readonly string folder;
    private readonly int port;
    private readonly string settings;

    private PostgresCluster(PostgresPrograms programs, string folder, int port, string settings)
    {
        this.settings = settings;
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    /// <summary>Starts one; <paramref name="settings"/> take the place of those that suit tests.</summary>
    public static async Task<PostgresCluster> Start(Func<int> freePort, string settings = ForTests)
    {
        var programs = PostgresPrograms.Find();
        RemoveOrphans(programs);
        var folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(folder, OwnerFile),
            [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), ProcessSpace()]);
        programs.HandOver(folder);
        programs.Run(
            "initdb", "-D", Data(folder), "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            // Another process may take the free port first: then the next one is tried.
            var port = freePort();
            try
            {
                programs.Run(
                    "pg_ctl", "-D", Data(folder), "-l", Path.Combine(folder, "log"), "-w", "-t", "60",
                    "-o", Settings(folder, port, settings), "start");
                return new PostgresCluster(programs, folder, port, settings);
            }
            catch (InvalidOperationException) when (attempt < attempts)
            {
            }
        }
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => port;

    /// <summary>Where the data folder and what the server writes beside it lie.</summary>
    public string Folder => folder;

    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Account,
        Database = database,
        MaxPoolSize = 20,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Ends every process of the server at once, as a crash does.</summary>
    public void StopAtOnce() => programs.Run("pg_ctl", "-D", Data(folder), "-m", "immediate", "-w", "stop");

    /// <summary>Starts it again where it was.</summary>
    public void StartAgain() => programs.Run(
        "pg_ctl", "-D", Data(folder), "-l", Path.Combine(folder, "log"), "-w", "-t", "60",
        "-o", Settings(folder, port, settings), "start");

    /// <summary>Gives a folder to the account that runs the server.</summary>
    public void HandOver(string folder) => programs.HandOver(folder);

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        Remove(programs, folder);
        return ValueTask.CompletedTask;
    }

    private void StopAtExit(object? sender, EventArgs e) => Remove(programs, folder);

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static string Settings(string folder, int port, string further) =>
        $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=600 -c timezone=UTC {further}";

    // A test run that was killed leaves its server behind; the next run takes it away.
    private static void RemoveOrphans(PostgresPrograms programs)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (!OwnerIsAlive(folder))
            {
                Remove(programs, folder);
            }
        }
    }

    // A server that was killed leaves its lock file behind; there is nothing to stop then.
    private static bool ServerIsAlive(string folder)
    {
        var lockFile = Path.Combine(Data(folder), "postmaster.pid");
        return File.Exists(lockFile) && Directory.Exists($"/proc/{File.ReadLines(lockFile).First().TrimStart('-')}");
    }

    private static bool OwnerIsAlive(string folder)
    {
        try
        {
            var owner = File.ReadAllLines(Path.Combine(folder, OwnerFile));
            return owner is not [var process, var space]
                || space != ProcessSpace()
                || Directory.Exists($"/proc/{int.Parse(process, CultureInfo.InvariantCulture)}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            // Just being made, just being removed, or somebody else's: not ours to touch.
            return true;
        }
    }

    // A process number means something only among processes that see each other.
    private static string ProcessSpace() => new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";

    private static void Remove(PostgresPrograms programs, string folder)
    {
        try
        {
            if (ServerIsAlive(folder))
            {
                programs.Run("pg_ctl", "-D", Data(folder), "-m", "immediate", "-w", "-t", "20", "stop");
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem)
            when (problem is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"PostgreSQL in {folder} could not be removed: {problem.Message}");
        }
    }
}
