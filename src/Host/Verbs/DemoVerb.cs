using System.CommandLine;
using System.Net;
using Mingsuan.Host.Demonstration;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Verbs;

/// <summary>`demo` — the platform over an embedded database with sample rows, listening on loopback only.</summary>
internal static class DemoVerb
{
    private const int UsualPort = 5080;

    public static Command Command()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1.",
            DefaultValueFactory = _ => UsualPort,
        };
        port.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out var number) &&
                number is < 1 or > IPEndPoint.MaxPort)
            {
                given.AddError($"--port is a number from 1 to {IPEndPoint.MaxPort}.");
            }
        });
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Where the database, demo.json and logs are kept.",
            DefaultValueFactory = _ => new DirectoryInfo(".data/demo"),
        };
        var reset = new Option<bool>("--reset") { Description = "Start again from an empty database." };
        var database = DatabaseOption.Create();
        database.Required = false;
        database.Description = "Another database than the embedded one in --data: postgres:CONNECTION";
        var law = LawOption.Create();
        var command = new Command("demo", "Runs a demonstration.") { port, data, reset, database, law };
        command.Validators.Add(given =>
        {
            if (given.GetValue(reset) && given.GetValue(database) is not null)
            {
                given.AddError("--reset empties only the embedded database in --data.");
            }
        });
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(port),
            parsed.GetRequiredValue(data),
            parsed.GetValue(reset),
            parsed.GetValue(database),
            parsed.GetValue(law),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(
        int port, DirectoryInfo data, bool reset, DatabaseChoice? chosen, DirectoryInfo? law, CancellationToken ct)
    {
        if (LawAtStart.ReadValid(law) is not { } library)
        {
            return 1;
        }

        data.Create();
        var embedded = Path.Combine(data.FullName, "mingsuan.db");
        if (reset)
        {
            Remove(embedded);
        }

        var database = DatabaseChoice.Parse("sqlite:" + embedded);
        var settings = new ServeSettings(chosen ?? database, $"http://127.0.0.1:{port}", library)
        {
            Demo = true,
            Keys = KeyFolder.Of(database),
            LogDirectory = new DirectoryInfo(Path.Combine(data.FullName, "log")),
        };
        settings.Keys.Create();
        await using var peers = await StartAsync(data, settings.Keys, port, ct);
        if ((await Schema.PendingAsync(settings.Database, ct)).Count > 0)
        {
            await Schema.MigrateAsync(settings.Database, ct);
        }

        await using var app = MingsuanApplication.Build(settings);
        await app.PublishLawAsync(settings, ct);
        await DemoData.SeedAsync(app.Services, ct);
        await DemoData.PublishAsync(app.Services, ct);
        var description = await DemoFile.WriteAsync(app.Services, data, ct);
        return await RunAsync(app, port, peers, description, ct);
    }

    private static async Task<int> RunAsync(
        WebApplication app, int port, DemoSandbox? peers, DemoDescription description, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException taken)
        {
            await Console.Error.WriteLineAsync($"Port {port} cannot be used: {taken.Message}");
            return 1;
        }

        await ConnectAsync(peers, ct);
        foreach (var account in description.Accounts)
        {
            Console.WriteLine($"{account.Role,-12} {account.User,-12} {account.Password}");
        }

        Console.WriteLine($"Mingsuan is ready: http://127.0.0.1:{port}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>The peers; none when they cannot be started: all but the patients' sign-in works without.</summary>
    private static async Task<DemoSandbox?> StartAsync(
        DirectoryInfo data, DirectoryInfo keys, int port, CancellationToken ct)
    {
        try
        {
            return await DemoSandbox.StartAsync(
                data, keys, [$"http://127.0.0.1:{port}", $"http://localhost:{port}"], ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            await TellAsync(failure);
            return null;
        }
    }

    private static async Task ConnectAsync(DemoSandbox? peers, CancellationToken ct)
    {
        try
        {
            await (peers?.ConnectAsync(ct) ?? Task.CompletedTask);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            await TellAsync(failure);
        }
    }

    private static Task TellAsync(Exception failure) => Console.Error.WriteLineAsync(
        $"The sandbox cannot be used, so patients cannot sign in: {failure.Message.ReplaceLineEndings(" ")}");

    private static void Remove(string database)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(database + suffix);
        }
    }
}
