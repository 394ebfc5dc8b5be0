using System.CommandLine;
using System.Security.Cryptography;
using Mingsuan.Agreements;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `registry import` — an operator's files into an empty registry; `registry access` — how institutions sign,
/// encipher and
/// are answered. Secrets are sealed under the platform's key on the way in, and never printed.
/// </summary>
internal static class RegistryVerb
{
    public static Command Command() => new("registry", "Institutions and their settings.") { Import(), Access() };

    private static Command Import()
    {
        var database = DatabaseOption.Create();
        var keys = KeyFolder.Option();
        var files = new Argument<DirectoryInfo>("DIR")
        {
            Description = "institutions.json, practitioners.json, catalogue.json, insured.json",
        };
        var command = new Command("import", "Loads files into an empty registry.") { database, keys, files };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(database),
            parsed.GetValue(keys),
            (services, token) => ImportAsync(services, parsed.GetRequiredValue(files), token),
            ct));
        return command;
    }

    private static Command Access()
    {
        var database = DatabaseOption.Create();
        var keys = KeyFolder.Option();
        var file = new Argument<string>("FILE")
        {
            Description = "A JSON file, or - for standard input.",
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("access", "Sets signing, encryption and dialect of institutions.")
        {
            database, keys, file,
        };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(database),
            parsed.GetValue(keys),
            (services, token) => AccessAsync(services, parsed.GetRequiredValue(file), token),
            ct));
        return command;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, DirectoryInfo files, CancellationToken ct)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var empty = await services.GetRequiredService<Operations>().RunAsync(
            "registry.import",
            async (db, token) =>
            {
                var loaded = await RegistryModule.ImportAsync(db, services, files, today, token);
                if (loaded)
                {
                    await AgreementsModule.ImportAsync(db, services, files, token);
                }

                return loaded;
            },
            ct);
        await Console.Error.WriteLineAsync(empty ? "The files are loaded." : "The registry is not empty.");
        return empty ? 0 : 1;
    }

    private static async Task<int> AccessAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        using var reader = file == "-" ? Console.In : File.OpenText(file);
        foreach (var line in await RegistryModule.SetAccessAsync(services, await reader.ReadToEndAsync(ct), ct))
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    private static async Task<int> RunAsync(
        DatabaseChoice database,
        DirectoryInfo? keys,
        Func<IServiceProvider, CancellationToken, Task<int>> work,
        CancellationToken ct)
    {
        if ((await Schema.PendingAsync(database, ct)).Count > 0)
        {
            await Console.Error.WriteLineAsync("The database lacks migrations: run migrate first.");
            return 1;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddMingsuanDatabase(database, SchemaMaps.All);
        services.AddTrail(PlatformKeys.OpenOrCreate(
            (keys ?? KeyFolder.Of(database)).FullName, RandomNumberGenerator.Fill));
        services.AddRegistry();
        services.AddAgreements();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider, ct);
        }
        catch (Exception unreadable) when (unreadable
            is InvalidDataException or IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 2;
        }
    }
}
