using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Mutation;

namespace Mingsuan.Host.Verbs;

/// <summary>`law check` — reads, compiles and checks a library and runs its examples; `--mutate` proves the examples.</summary>
internal static class LawVerb
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Command()
    {
        var law = LawOption.Create();
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var mutate = new Option<bool>("--mutate")
        {
            Description = "Change every value of every rule, one at a time; each change must be noticed.",
        };
        var check = new Command("check", "Checks a law library.") { law, json, mutate };
        check.SetAction(parsed => Check(parsed.GetValue(law), parsed.GetValue(json), parsed.GetValue(mutate)));
        return new Command("law", "The law library.") { check };
    }

    private static int Check(DirectoryInfo? directory, bool json, bool mutate)
    {
        if (LawAtStart.Read(directory) is not { } law)
        {
            return 2;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        if (mutate && law.Load.Snapshot is not null)
        {
            return Mutate(law.Load, output);
        }

        if (json)
        {
            output.WriteLine(CheckReport.Json(law.Load).ToJsonString(Readable));
        }
        else
        {
            Summarise(law.Load, output);
        }

        return law.Load.HasErrors ? 1 : 0;
    }

    private static void Summarise(LawLoad load, StreamWriter output)
    {
        foreach (var diagnostic in load.Diagnostics)
        {
            output.WriteLine(diagnostic);
        }

        var clauses = load.Documents.Sum(document => document.Clauses.Count);
        var covered = load.Documents.Sum(document => document.Clauses.Count(clause => clause.IsCovered));
        output.WriteLine($"documents {load.Documents.Count}, clauses {covered}/{clauses} covered, " +
            $"examples {load.Examples.Count(one => one.Passed)} passed, " +
            $"{load.Examples.Count(one => !one.Passed)} failed, diagnostics {load.Diagnostics.Count}");
    }

    private static int Mutate(LawLoad load, StreamWriter output)
    {
        var report = MutationRun.Of(load, (done, all) =>
        {
            if (done % 100 == 0)
            {
                Console.Error.WriteLine($"{done}/{all}");
            }
        });
        foreach (var survivor in report.Survivors)
        {
            output.WriteLine(survivor);
        }

        var score = (report.Score * 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        output.WriteLine($"mutants {report.Mutants}, killed {report.Killed}, score {score} %");
        return report.Survivors.Count == 0 ? 0 : 1;
    }
}
