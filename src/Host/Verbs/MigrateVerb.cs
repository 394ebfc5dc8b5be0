using System.CommandLine;
using Mingsuan.Migrations;

namespace Mingsuan.Host.Verbs;

/// <summary>`migrate` — brings a database to the present schema.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var database = DatabaseOption.Create();
        var command = new Command("migrate", "Brings a database to the present schema.") { database };
        command.SetAction(async (parsed, ct) =>
        {
            var choice = parsed.GetRequiredValue(database);
            var pending = await Schema.PendingAsync(choice, ct);
            await Schema.MigrateAsync(choice, ct);
            await Console.Out.WriteLineAsync($"{pending.Count} migrations applied");
            return 0;
        });
        return command;
    }
}
