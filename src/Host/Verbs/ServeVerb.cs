using System.CommandLine;
using Mingsuan.Migrations;

namespace Mingsuan.Host.Verbs;

/// <summary>`serve` — runs the platform; it refuses to start on a database that lacks a migration.</summary>
internal static class ServeVerb
{
    public static Command Command()
    {
        var database = DatabaseOption.Create();
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, such as http://127.0.0.1:5080",
            Required = true,
        };
        var command = new Command("serve", "Runs the platform.") { database, urls };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = new ServeSettings(parsed.GetRequiredValue(database), parsed.GetRequiredValue(urls));
            var pending = await Schema.PendingAsync(settings.Database, ct);
            if (pending.Count > 0)
            {
                await Console.Error.WriteLineAsync(
                    $"The database lacks {pending.Count} migrations, the first is {pending[0]}: run migrate first.");
                return 1;
            }

            await using var app = MingsuanApplication.Build(settings);
            await app.RunAsync(ct);
            return 0;
        });
        return command;
    }
}
