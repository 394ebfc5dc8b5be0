using System.Diagnostics;
using System.Globalization;

namespace Mingsuan.Testing;

/// <summary>The PostgreSQL programs of this machine. They refuse to run as root, so root hands over.</summary>
internal sealed class PostgresPrograms
{
    private const string Home = "/usr/lib/postgresql";
    private readonly string bin;
    private readonly bool asRoot = Environment.UserName == "root";

    private PostgresPrograms(string bin) => this.bin = bin;

    /// <summary>The newest version installed; without one the tests fail and say what to install.</summary>
    public static PostgresPrograms Find()
    {
        var versions = Directory.Exists(Home) ? Directory.GetDirectories(Home) : [];
        var newest = versions
            .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
            .OrderByDescending(version =>
                decimal.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .FirstOrDefault();
        return newest is not null
            ? new PostgresPrograms(Path.Combine(newest, "bin"))
            : throw new InvalidOperationException(
                $"PostgreSQL is missing: no {Home}/*/bin/initdb. Run ./mingsuan test, or apt-get install postgresql.");
    }

    /// <summary>Gives a folder to the account that runs PostgreSQL.</summary>
    public void HandOver(string folder)
    {
        if (asRoot)
        {
            Execute("chown", ["-R", "postgres:postgres", folder], folder);
        }
    }

    /// <summary>Where a program lies that needs no account of its own, such as a client.</summary>
    public string PathOf(string program) => Path.Combine(bin, program);

    /// <summary>Runs one program to its end; anything but success is an error that carries what it said.</summary>
    public void Run(string program, params string[] arguments)
    {
        var path = PathOf(program);
        if (asRoot)
        {
            Execute("runuser", ["-u", "postgres", "--", path, .. arguments], "/");
        }
        else
        {
            Execute(path, arguments, "/");
        }
    }

    private static void Execute(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} ended with exit code {process.ExitCode}: {output}{errors.GetAwaiter().GetResult()}");
        }
    }
}
