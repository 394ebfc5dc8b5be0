namespace Mingsuan.Gateway.Specification;

/// <summary>规范成文 — the specification as one Markdown text, the same for the same code.</summary>
public static class SpecMarkdown
{
    /// <summary>Writes it.</summary>
    public static void Write(InterfaceSpec spec, TextWriter to)
    {
        var word = SpecTexts.Shipped.Word;
        to.NewLine = "\n";
        to.WriteLine($"# {word("title")}");
        to.WriteLine();
        to.WriteLine("<!-- Written from the code by `./mingsuan interface spec`; a test holds this file equal. -->");
        to.WriteLine();
        to.WriteLine(word("lead"));
        Heading(to, word("rules"));
        foreach (var rule in spec.Rules)
        {
            to.WriteLine($"- {rule}");
        }

        Heading(to, word("request"));
        Fields(to, spec.Request.Fields, word("required"));
        Heading(to, word("response"));
        Fields(to, spec.Response.Fields, word("always"));
        Heading(to, word("transactions"));
        Contents(to, spec.Transactions);
        foreach (var transaction in spec.Transactions)
        {
            Transaction(to, transaction);
        }

        Heading(to, word("codes"));
        Row(to, word("code"), word("meaning"), word("remedy"), word("consequence"), word("retry"));
        Row(to, "---", "---", "---", "---", "---");
        foreach (var code in spec.Codes)
        {
            Row(to, $"`{code.Code}`", code.Meaning, code.Remedy, code.Consequence, code.Retry);
        }
    }

    private static void Heading(TextWriter to, string text)
    {
        to.WriteLine();
        to.WriteLine($"## {text}");
        to.WriteLine();
    }

    private static void Contents(TextWriter to, IReadOnlyList<SpecTransaction> transactions)
    {
        foreach (var one in transactions)
        {
            to.WriteLine($"- `{one.Infno}` {one.Name}");
        }
    }

    private static void Transaction(TextWriter to, SpecTransaction one)
    {
        var word = SpecTexts.Shipped.Word;
        to.WriteLine();
        to.WriteLine($"### {one.Infno} {one.Name}");
        to.WriteLine();
        to.WriteLine(word(one.Writes ? "writes" : "reads"));
        foreach (var path in one.Paths)
        {
            to.WriteLine($"`/fsi/api/{path}`");
        }

        foreach (var note in one.Notes)
        {
            to.WriteLine(note);
        }

        Nodes(to, word("input"), one.Input, word("required"), "input");
        Nodes(to, word("output"), one.Output, word("always"), "output");
    }

    private static void Nodes(
        TextWriter to, string title, IReadOnlyList<SpecNode> nodes, string demanded, string root)
    {
        var word = SpecTexts.Shipped.Word;
        to.WriteLine();
        if (nodes.Count == 0)
        {
            to.WriteLine($"**{title}** {word("none")}");
            return;
        }

        foreach (var node in nodes)
        {
            var also = node.Aliases.Count == 0
                ? ""
                : $" ({word("also")} {string.Join(", ", node.Aliases.Select(name => $"`{name}`"))})";
            to.WriteLine($"**{title}** `{node.From(root)}`{also}");
            to.WriteLine();
            Fields(to, node.Fields, demanded);
            if (node != nodes[^1])
            {
                to.WriteLine();
            }
        }
    }

    private static void Fields(TextWriter to, IReadOnlyList<SpecField> fields, string demanded)
    {
        var word = SpecTexts.Shipped.Word;
        if (fields.Count == 0)
        {
            to.WriteLine(word("none"));
            return;
        }

        Row(to, word("field"), word("meaning"), word("type"), demanded);
        Row(to, "---", "---", "---", "---");
        foreach (var field in fields)
        {
            Row(to, $"`{field.Name}`", field.Meaning, field.Type, field.Required ? word("yes") : "");
        }
    }

    private static void Row(TextWriter to, params string[] cells) =>
        to.WriteLine("| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|"))) + " |");
}
