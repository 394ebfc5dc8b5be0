using System.Text;
using System.Text.Json;
using Mingsuan.Settlement.Bench.Settling;

namespace Mingsuan.Settlement.Bench.Replaying;

/// <summary>One statement as the server logged it; its parameters are literals as SQL writes them.</summary>
internal sealed record LoggedStatement(string Text, IReadOnlyList<string> Parameters);

/// <summary>The server's own log of statements, switched on for one piece of work.</summary>
internal static class StatementLog
{
    private const int Attempts = 10;
    private const string Background =
        "trail_access_|trail_checkpoint|trail_leaf|GROUP BY|platform_outbox_lease|FROM platform_outbox";

    /// <summary>
    /// The statements of <paramref name="work"/>; done again when the background work of the platform was logged too.
    /// </summary>
    public static async Task<List<LoggedStatement>> CaptureAsync(Stage stage, string database, Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            await SwitchAsync(stage, "all");
            var from = new FileInfo(stage.StatementLog) is { Exists: true } file ? file.Length : 0;
            await work();
            await SwitchAsync(stage, "none");
            var found = Read(stage.StatementLog, from, database).ToList();
            if (!found.Any(IsBackground))
            {
                return found;
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException("The background work of the platform never paused.");
            }
        }
    }

    private static bool IsBackground(LoggedStatement statement) =>
        Background.Split('|').Any(word => statement.Text.Contains(word, StringComparison.Ordinal));

    private static async Task SwitchAsync(Stage stage, string value)
    {
        await stage.ExecuteAsync("postgres", $"alter system set log_statement = '{value}'");
        await stage.ExecuteAsync("postgres", "select pg_reload_conf()");
        while (await stage.ScalarAsync<string>("postgres", "show log_statement") != value)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        // Every backend takes the signal in its own time.
        await Task.Delay(TimeSpan.FromMilliseconds(300));
    }

    private static IEnumerable<LoggedStatement> Read(string path, long from, string database)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = from;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var root = entry.RootElement;
            if (Member(root, "dbname") == database && Statement(Member(root, "message")) is { } text)
            {
                yield return new(text, Parameters(Member(root, "detail")));
            }
        }
    }

    private static string Member(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static string? Statement(string message)
    {
        if (message.StartsWith("statement: ", StringComparison.Ordinal))
        {
            return message["statement: ".Length..];
        }

        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        return message.StartsWith("execute ", StringComparison.Ordinal) ? message[(colon + 2)..] : null;
    }

    /// <summary>`parameters: $1 = 'a', $2 = NULL` — a quote within a value is doubled.</summary>
    private static List<string> Parameters(string detail)
    {
        var found = new List<string>();
        var at = detail.IndexOf("= ", StringComparison.Ordinal);
        while (at >= 0)
        {
            var start = at + 2;
            var end = detail[start] == '\'' ? EndOfQuoted(detail, start) : start + "NULL".Length;
            found.Add(detail[start..end]);
            at = detail.IndexOf("= ", end, StringComparison.Ordinal);
        }

        return found;
    }

    private static int EndOfQuoted(string text, int start)
    {
        var at = start + 1;
        while (text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\''))
        {
            at += text[at] == '\'' ? 2 : 1;
        }

        return at + 1;
    }
}
