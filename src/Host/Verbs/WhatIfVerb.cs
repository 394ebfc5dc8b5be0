using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mingsuan.Law.Comparing;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy;
using Mingsuan.Settlement;

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
        var claims = new Option<string?>("--claims")
        {
            Description = "A file with one claim a line (NDJSON), or - for standard input.",
        };
        var database = DatabaseOption.CreateOptional();
        database.Description = "In place of --claims: the settlements that this database holds.";
        var list = new Option<int>("--list")
        {
            Description = "How many changed claims are listed.",
            DefaultValueFactory = _ => WhatIf.UsuallyListed,
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("whatif", "What a draft changes of past claims.")
        {
            law, draft, claims, database, list, json,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(claims) is null == parsed.GetResult(database) is null)
            {
                parsed.AddError("Name either --claims or --database.");
            }
        });
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(law),
            parsed.GetRequiredValue(draft),
            parsed.GetValue(database) is { } stored ? Stored(stored) : Lines(parsed.GetValue(claims)!),
            parsed.GetValue(list),
            parsed.GetValue(json),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(
        DirectoryInfo? law,
        DirectoryInfo draft,
        IAsyncEnumerable<(ReadOnlyMemory<byte> Claim, long Number)> claims,
        int list,
        bool json,
        CancellationToken ct)
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
            await foreach (var (claim, number) in claims.WithCancellation(ct))
            {
                line = number;
                whatIf.Add(claim, line);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadQuestionException or InvalidDataException
            or IOException or UnauthorizedAccessException or DbException)
        {
            await Console.Error.WriteLineAsync($"The claims cannot be read (line {line}): {unreadable.Message}");
            return 2;
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        await output.WriteLineAsync(json ? whatIf.Found.ToJson().ToJsonString(Plain) : Text(whatIf.Found));
        return 0;
    }

    private static async IAsyncEnumerable<(ReadOnlyMemory<byte> Claim, long Number)> Lines(string claims)
    {
        await using var input = claims == "-" ? Console.OpenStandardInput() : File.OpenRead(claims);
        var lines = new ByteLines(input);
        while (lines.TryRead(out var claim))
        {
            yield return (claim, lines.Number);
        }
    }

    private static async IAsyncEnumerable<(ReadOnlyMemory<byte> Claim, long Number)> Stored(DatabaseChoice choice)
    {
        await using var db = DatabaseOption.Open(choice);
        var number = 0L;
        await foreach (var facts in SettlementModule.FactsOf(db))
        {
            yield return (Encoding.UTF8.GetBytes(facts), ++number);
        }
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
