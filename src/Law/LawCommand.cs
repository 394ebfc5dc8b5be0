using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Mutation;

namespace Mingsuan.Law;

/// <summary>法规命令 — <c>law check</c> and <c>law vocabulary</c>: answers to one writer, progress to the other.</summary>
public static class LawCommand
{
    private const int Good = 0;
    private const int Bad = 1;
    private const int Unreadable = 2;

    private static readonly JsonSerializerOptions Plain = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Checks a law directory; 0 when it loads (and no mutant survives), 1 when not, 2 when there is none.
    /// </summary>
    public static int Check(string directory, bool json, bool mutate, TextWriter answer, TextWriter progress)
    {
        if (!Directory.Exists(directory))
        {
            progress.WriteLine($"There is no directory '{directory}'.");
            return Unreadable;
        }

        var load = LawLibrary.Load(directory);
        var mutation = mutate && !load.HasErrors ? Mutate(load, progress) : null;
        if (json)
        {
            var report = CheckReport.Json(load);
            if (mutation is not null)
            {
                report["mutation"] = Json(mutation);
            }

            answer.WriteLine(report.ToJsonString(Plain));
        }
        else
        {
            Print(load, answer);
            Print(mutation, answer);
        }

        return load.HasErrors || mutation is { Survivors.Count: > 0 } ? Bad : Good;
    }

    /// <summary>Writes the vocabulary reference.</summary>
    public static int Vocabulary(TextWriter answer)
    {
        VocabularyReference.Write(answer);
        return Good;
    }

    private static MutationReport Mutate(LawLoad load, TextWriter progress)
    {
        const int Every = 100;
        return MutationRun.Of(load, (done, all) =>
        {
            if (done % Every == 0 || done == all)
            {
                progress.WriteLine($"mutants: {done} of {all}");
            }
        });
    }

    private static JsonObject Json(MutationReport mutation) => new()
    {
        ["mutants"] = mutation.Mutants,
        ["killed"] = mutation.Killed,
        ["score"] = mutation.Score,
        ["survivors"] = new JsonArray([.. mutation.Survivors.Select(one => (JsonNode)new JsonObject
        {
            ["file"] = one.File,
            ["line"] = one.Line,
            ["clause"] = one.Clause,
            ["path"] = one.Path,
            ["was"] = one.Was,
            ["became"] = one.Became,
        })]),
    };

    private static void Print(LawLoad load, TextWriter answer)
    {
        foreach (var one in load.Diagnostics)
        {
            answer.WriteLine($"{one.File}:{one.Line}: {one.Code} {one.Clause} {DiagnosticTexts.Chinese(one)}");
        }

        var coverage = CheckReport.Coverage(load.Documents).ToString("P2", CultureInfo.InvariantCulture);
        var failed = load.Examples.Count(one => !one.Passed);
        answer.WriteLine($"{load.Documents.Count} documents, clause coverage {coverage}");
        answer.WriteLine($"{load.Examples.Count - failed} examples hold, {failed} fail");
    }

    private static void Print(MutationReport? mutation, TextWriter answer)
    {
        if (mutation is null)
        {
            return;
        }

        foreach (var one in mutation.Survivors)
        {
            answer.WriteLine($"survivor {one}");
        }

        var score = mutation.Score.ToString("P2", CultureInfo.InvariantCulture);
        answer.WriteLine($"{mutation.Killed} of {mutation.Mutants} mutants noticed, {score}");
    }
}
