using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mingsuan.Settlement.Bench.Settling;

namespace Mingsuan.Settlement.Bench.Replaying;

/// <summary>
/// A captured settlement as a script for pgbench: the same statements in the same order, with keys of its own each
/// time.
/// Ids of people, visits and institutions are drawn from those that exist; ids that the settlement made itself, message
/// numbers, batches and places in a chain are drawn afresh; a row's version may be any.
/// </summary>
internal sealed partial class ReplayScript
{
    private readonly Dictionary<string, string> fresh = [];
    private readonly HashSet<string> known = [];
    private readonly StringBuilder body = new();
    private int places;

    private ReplayScript()
    {
    }

    public static string Of(IReadOnlyList<LoggedStatement> statements, long visits, int people)
    {
        var script = new ReplayScript();
        foreach (var statement in statements)
        {
            script.Add(statement);
        }

        return script.Head(visits, people) + script.body;
    }

    private void Add(LoggedStatement statement)
    {
        var inserts = statement.Text.StartsWith("INSERT", StringComparison.Ordinal);
        Learn(statement, inserts);
        var text = AnyVersion(statement.Text);
        var place = inserts ? ChainPlace(text) : 0;
        text = Placeholder().Replace(text, found =>
        {
            var number = int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return number == place ? $":seq{++places}" : Keyed(statement.Parameters[number - 1]);
        });
        body.Append(text).Append(";\n");
    }

    private string Head(long visits, int people)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"""
            \set visit random({Ids.First}, {Ids.First + visits - 1})
            \set person {Ids.First} + :visit % {people}
            \set inst {Ids.First} + :visit % {Population.Institutions}
            \set batch random(100000000000, 999999999999)
            \set msg random(100000000000000000, 900000000000000000)

            """);
        foreach (var variable in fresh.Values)
        {
            head.Append(CultureInfo.InvariantCulture, $"\\set {variable} random(100000000000, 999999999999)\n");
        }

        for (var i = 1; i <= places; i++)
        {
            head.Append(CultureInfo.InvariantCulture, $"\\set seq{i} random(1000000, 9000000000000000000)\n");
        }

        return head.ToString();
    }

    /// <summary>An id that an insertion is the first to name was made by the settlement.</summary>
    private void Learn(LoggedStatement statement, bool inserts)
    {
        foreach (var id in statement.Parameters.SelectMany(literal => Uuid().Matches(literal)).Select(one => one.Value))
        {
            if (!inserts || Named(id) is not null)
            {
                known.Add(id);
            }
            else if (!known.Contains(id))
            {
                fresh.TryAdd(id, $"made{fresh.Count + 1}");
            }
        }
    }

    private string Keyed(string literal)
    {
        var keyed = Uuid().Replace(literal, found => Named(found.Value)
            ?? (fresh.TryGetValue(found.Value, out var variable) ? found.Value[..24] + ":" + variable : found.Value));
        return Msgid().Replace(keyed, Messages.MsgidStart + ":msg")
            .Replace(Messages.Batch, "BATCH-:batch", StringComparison.Ordinal);
    }

    private static string? Named(string id) => id[..24] switch
    {
        Ids.PersonPrefix => Ids.PersonPrefix + ":person",
        Ids.VisitPrefix => Ids.VisitPrefix + ":visit",
        Ids.InstitutionPrefix => Ids.InstitutionPrefix + ":inst",
        _ => null,
    };

    private static string AnyVersion(string text) => Version().Replace(text, "$1version >= 0");

    /// <summary>Which parameter an insertion gives to the column `seq`; 0 when there is none.</summary>
    private static int ChainPlace(string text)
    {
        var columns = Columns().Match(text).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries);
        var at = Array.IndexOf(columns, "seq");
        var values = Values().Match(text).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries);
        return at < 0 ? 0 : int.Parse(values[at][1..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"H53230100002\d{18}")]
    private static partial Regex Msgid();

    [GeneratedRegex(@"((?:AND|WHERE) )version = \$\d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"^INSERT INTO \w+ \(([^)]*)\)")]
    private static partial Regex Columns();

    [GeneratedRegex(@"VALUES \(([^)]*)\)")]
    private static partial Regex Values();
}
