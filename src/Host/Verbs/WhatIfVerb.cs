using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mingsuan.Law.Comparing;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `whatif` — what a draft library changes of claims that were decided under the one in force: one claim a line, as
/// `adjudicate` takes it and as settlements keep it.
/// </summary>
internal static class WhatIfVerb
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Command()
    {
        var law = LawOption.Create();
        var draft = new Option<DirectoryInfo>("--draft")
        {
            Description = "The law library to compare with.",
            Required = true,
        };
        var claims = new Option<string>("--claims")
        {
            Description = "A file with one claim a line (NDJSON), or - for standard input.",
            Required = true,
        };
        var list = new Option<int>("--list")
        {
            Description = "How many changed claims are listed.",
            DefaultValueFactory = _ => WhatIf.UsuallyListed,
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("whatif", "What a draft changes of past claims.") { law, draft, claims, list, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(law),
            parsed.GetRequiredValue(draft),
            parsed.GetRequiredValue(claims),
            parsed.GetValue(list),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(DirectoryInfo? law, DirectoryInfo draft, string claims, int list, bool json)
    {
        if (LawAtStart.ReadValid(law) is not { Load.Snapshot: { } inForce } ||
            ReadDraft(draft) is not { } drafted)
        {
            return 2;
        }

        var whatIf = new WhatIf(inForce, drafted, Math.Max(0, list));
        var line = 0L;
        try
        {
            using var input = claims == "-" ? Console.OpenStandardInput() : File.OpenRead(claims);
            var lines = new ByteLines(input);
            while (lines.TryRead(out var claim))
            {
                line = lines.Number;
                whatIf.Add(claim, line);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadQuestionException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The claims cannot be read (line {line}): {unreadable.Message}");
            return 2;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        output.WriteLine(json ? whatIf.Found.ToJson().ToJsonString(Plain) : Text(whatIf.Found));
        return 0;
    }

    /// <summary>A draft changes what examples expect, so those may fail; they are counted.</summary>
    private static LawSnapshot? ReadDraft(DirectoryInfo draft)
    {
        if (LawAtStart.Read(draft) is not { } read)
        {
            return null;
        }

        if (read.Load.Draft is null)
        {
            foreach (var diagnostic in read.Load.Diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }
        }
        else if (read.Load.Examples.Count(one => !one.Passed) is > 0 and var failed)
        {
            Console.Error.WriteLine($"{failed} of the draft's examples expect something else");
        }

        return read.Load.Draft;
    }

    private static string Text(Differences found)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"claims   {found.Claims}, changed {found.Changed}");
        text.AppendLine(
            CultureInfo.InvariantCulture, $"refused  {found.NowRefused} more, settled {found.NowSettled} more");
        foreach (var (name, shift) in new[] { ("fund", found.Fund), ("account", found.Account), ("cash", found.Cash) })
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{name,-8} {shift.Before} to {shift.After}: {shift.Difference}");
        }

        foreach (var (cause, claims, fund) in found.Causes())
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{cause.Document} {cause.Article}: {claims} claims, fund {fund}");
        }

        return text.ToString().TrimEnd();
    }
}
