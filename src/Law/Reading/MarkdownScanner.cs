using System.Text.RegularExpressions;

namespace Mingsuan.Law.Reading;

/// <summary>A heading; <see cref="Anchor"/> is null when it carries none.</summary>
public sealed record ScannedHeading(int Level, string Text, string? Anchor, IReadOnlyList<string> Rows, int Line);

/// <summary>A fenced block: its kind word, its text, and the line of the text's first line.</summary>
public sealed record ScannedBlock(string Kind, string Text, int Line, bool Closed);

/// <summary>A run of prose between headings and blocks.</summary>
public sealed record ScannedProse(string Text, int Line);

/// <summary>文稿结构 — what a law file is made of, in order, with lines. Item is a heading, a block or prose.</summary>
public sealed record ScannedMarkdown(string? FrontMatter, int FrontMatterLine, IReadOnlyList<object> Items);

/// <summary>Divides a Markdown file into front matter, headings, fenced blocks and prose, with exact lines.</summary>
public static partial class MarkdownScanner
{
    public static ScannedMarkdown Scan(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        string? front = null;
        if (lines[0].TrimEnd() == "---")
        {
            var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == "---");
            if (end > 0)
            {
                front = string.Join('\n', lines[1..end]);
                at = end + 1;
            }
        }

        var items = new List<object>();
        var prose = new List<string>();
        var proseLine = 0;
        while (at < lines.Length)
        {
            if (FenceOf(lines[at]) is { } fence)
            {
                Flush();
                items.Add(Block(lines, ref at, fence));
            }
            else if (HeadingPattern().Match(lines[at]) is { Success: true } heading)
            {
                Flush();
                items.Add(Heading(heading, at + 1));
                at++;
            }
            else
            {
                proseLine = prose.Count == 0 ? at + 1 : proseLine;
                prose.Add(lines[at++]);
            }
        }

        Flush();
        return new ScannedMarkdown(front, 2, items);

        void Flush()
        {
            var joined = string.Join('\n', prose).Trim();
            if (joined.Length > 0)
            {
                items.Add(new ScannedProse(joined, proseLine));
            }

            prose.Clear();
        }
    }

    private static string? FenceOf(string line)
    {
        var marks = line.TakeWhile(one => one == '`').Count();
        return marks >= 3 ? line[..marks] : null;
    }

    private static ScannedBlock Block(string[] lines, ref int at, string fence)
    {
        var kind = lines[at][fence.Length..].Trim();
        var first = ++at;
        while (at < lines.Length && lines[at].TrimEnd() != fence)
        {
            at++;
        }

        var body = string.Join('\n', lines[first..at]);
        var closed = at < lines.Length;
        at++;
        return new ScannedBlock(kind, body, first + 1, closed);
    }

    private static ScannedHeading Heading(Match match, int line)
    {
        var text = match.Groups["text"].Value.Trim();
        string? anchor = null;
        string[] rows = [];
        if (AttributesPattern().Match(text) is { Success: true } attributes)
        {
            text = text[..attributes.Index].TrimEnd();
            anchor = attributes.Groups["anchor"].Value;
            rows = attributes.Groups["rows"].Value.Split(
                ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return new ScannedHeading(match.Groups["level"].Length, text, anchor, rows, line);
    }

    [GeneratedRegex(@"^(?<level>#{1,6})\s+(?<text>.+)$")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"\{#(?<anchor>[A-Za-z0-9_.\-]+)(?:\s+rows=""(?<rows>[^""]*)"")?\s*\}\s*$")]
    private static partial Regex AttributesPattern();
}
