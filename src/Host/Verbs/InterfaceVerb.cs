using System.CommandLine;
using System.Text;
using System.Text.Json;
using Mingsuan.Gateway.Specification;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Verbs;

/// <summary>`interface spec` — prints the specification of the national interface, as Markdown or JSON.</summary>
internal static class InterfaceVerb
{
    public static Command Command()
    {
        var law = LawOption.Create();
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var spec = new Command("spec", "Prints the specification of the national interface.") { law, json };
        spec.SetAction((parsed, _) => RunAsync(parsed.GetValue(law), parsed.GetValue(json)));
        return new Command("interface", "The national interface.") { spec };
    }

    // The platform is put together as for serving and asked what it reads; no database is opened.
    private static async Task<int> RunAsync(DirectoryInfo? directory, bool json)
    {
        if (LawAtStart.ReadValid(directory) is not { } law)
        {
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("mingsuan-spec-");
        try
        {
            var database = DatabaseChoice.Parse("sqlite:" + Path.Combine(folder.FullName, "none.db"));
            await using var app = MingsuanApplication.Build(
                new ServeSettings(database, "http://127.0.0.1:0", law) { Keys = folder, LogDirectory = folder });
            var spec = await app.Services.GetRequiredService<InterfaceSpecification>().GetAsync();
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            if (json)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(spec, WireJson.Options));
            }
            else
            {
                SpecMarkdown.Write(spec, output);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
