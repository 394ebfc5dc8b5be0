using System.CommandLine;
using System.CommandLine.Parsing;
using Mingsuan.Host.Metrics;
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
        var law = LawOption.Create();
        var keys = KeyFolder.Option();
        var metrics = new Option<MetricsAccess>("--metrics")
        {
            Description = "Who may read /metrics: loopback (the usual), off, or a URL to serve it at instead.",
            DefaultValueFactory = _ => MetricsAccess.Loopback,
            CustomParser = Read,
        };
        var command = new Command("serve", "Runs the platform.") { database, urls, law, keys, metrics };
        command.SetAction(async (parsed, ct) =>
        {
            if (LawAtStart.ReadValid(parsed.GetValue(law)) is not { } library)
            {
                return 1;
            }

            var choice = parsed.GetRequiredValue(database);
            var settings = new ServeSettings(choice, parsed.GetRequiredValue(urls), library)
            {
                Keys = parsed.GetValue(keys) ?? KeyFolder.Of(choice),
                Metrics = parsed.GetRequiredValue(metrics),
            };
            var pending = await Schema.PendingAsync(settings.Database, ct);
            if (pending.Count > 0)
            {
                await Console.Error.WriteLineAsync(
                    $"The database lacks {pending.Count} migrations, the first is {pending[0]}: run migrate first.");
                return 1;
            }

            await using var app = MingsuanApplication.Build(settings);
            if (!await app.PublishLawAsync(settings, ct))
            {
                await Console.Error.WriteLineAsync(
                    "What officers published does not load together with this library: name the one that they saw.");
                return 1;
            }

            await app.StartAsync(ct);
            await Console.Out.WriteLineAsync($"Mingsuan is ready: {settings.Urls}");
            await app.WaitForShutdownAsync(ct);
            return 0;
        });
        return command;
    }

    private static MetricsAccess? Read(ArgumentResult argument)
    {
        try
        {
            return MetricsAccess.Parse(argument.Tokens.Single().Value);
        }
        catch (FormatException unreadable)
        {
            argument.AddError(unreadable.Message);
            return null;
        }
    }
}
