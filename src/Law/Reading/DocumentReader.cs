using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;

namespace Mingsuan.Law.Reading;

/// <summary>文件读取 — one Markdown file to a document, with every mistake of its structure named.</summary>
public sealed class DocumentReader(string path, DiagnosticSink sink)
{
    private readonly List<LawClause> clauses = [];
    private readonly List<LawBlock> blocks = [];
    private readonly List<string> prose = [];
    private ScannedHeading? heading;
    private bool unreadable;

    /// <summary>The document, or null when its front matter cannot be read.</summary>
    public static LawDocument? Read(string path, string text, DiagnosticSink sink) =>
        new DocumentReader(path, sink).Read(MarkdownScanner.Scan(text));

    private LawDocument? Read(ScannedMarkdown scanned)
    {
        var front = Front(scanned);
        foreach (var item in scanned.Items)
        {
            switch (item)
            {
                case ScannedHeading next:
                    CloseClause();
                    heading = next;
                    break;
                case ScannedProse text:
                    prose.Add(text.Text);
                    break;
                case ScannedBlock block:
                    Block(block);
                    break;
            }
        }

        CloseClause();
        return front is null ? null : new LawDocument(path, front, clauses);
    }

    private FrontMatter? Front(ScannedMarkdown scanned)
    {
        if (scanned.FrontMatter is null)
        {
            sink.Report(DiagnosticKinds.BadFrontMatter, path, 1, null, "there is none");
            return null;
        }

        var node = Yaml(scanned.FrontMatter, scanned.FrontMatterLine, DiagnosticKinds.BadFrontMatter, null);
        return node is null ? null : FrontMatterForm.Read(node, new FormReader(sink, path, null, -1, -1));
    }

    private YamlNode? Yaml(string text, int line, DiagnosticKind trouble, string? clause)
    {
        try
        {
            var node = YamlReader.Read(text, line);
            if (node is null)
            {
                sink.Report(trouble, path, line, clause, "it is empty");
            }

            return node;
        }
        catch (YamlTroubleException unreadable)
        {
            sink.Report(trouble, path, unreadable.Line, clause, unreadable.Message);
            return null;
        }
    }

    private void Block(ScannedBlock block)
    {
        if (!Enum.TryParse<BlockKind>(block.Kind, ignoreCase: true, out var kind))
        {
            return;
        }

        if (heading?.Anchor is null)
        {
            sink.Report(DiagnosticKinds.BlockOutsideClause, path, block.Line - 1, heading?.Text, block.Kind);
            return;
        }

        if (!block.Closed)
        {
            unreadable = true;
            sink.Report(
                DiagnosticKinds.UnreadableYaml, path, block.Line - 1, heading.Text, "the block is not closed by ```");
            return;
        }

        if (Yaml(block.Text, block.Line, DiagnosticKinds.UnreadableYaml, heading.Text) is { } root)
        {
            blocks.Add(new LawBlock(kind, block.Line, block.Text, root));
        }
        else
        {
            unreadable = true;
        }
    }

    private void CloseClause()
    {
        if (heading is { Anchor: { } anchor })
        {
            clauses.Add(new LawClause(
                heading.Text, anchor, heading.Rows, heading.Level, heading.Line, string.Join("\n\n", prose),
                [.. blocks])
            {
                HasUnreadableBlock = unreadable,
            });
        }

        prose.Clear();
        blocks.Clear();
        heading = null;
        unreadable = false;
    }
}
