using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Compiling;

/// <summary>A rule that was read, and where it stands.</summary>
public sealed record PlacedRule(LawDocument Document, LawClause Clause, LawBlock Block, FormedRule Rule);

/// <summary>Reads the rule blocks of one document.</summary>
public static class RuleReader
{
    public static List<PlacedRule> Read(LawDocument document, int jurisdiction, DiagnosticSink sink)
    {
        var rules = new List<PlacedRule>();
        foreach (var clause in document.Clauses)
        {
            foreach (var block in clause.Blocks.Where(block => block.Kind == BlockKind.Rule))
            {
                var reader = new FormReader(sink, document.Path, clause.Article, clause.Id, jurisdiction);
                if (FormOf(block, reader) is { } form && form.Read(block.Root, reader) is { } rule)
                {
                    rules.Add(new PlacedRule(document, clause, block, rule));
                }
            }
        }

        return rules;
    }

    private static RuleForm? FormOf(LawBlock block, FormReader reader)
    {
        var map = block.Root as YamlMap;
        var form = map is null ? null : RuleForms.KindOf(map);
        if (form is null)
        {
            var kinds = RuleForms.All.Select(one => one.Kind).ToList();
            var keys = map?.Entries.Select(entry => entry.Key.Text).ToList() ?? [];
            var named = keys.Where(kinds.Contains).ToList();
            var shown = named.Count > 1 ? string.Join(" + ", named) : string.Join(", ", keys);
            var nearest = keys.Count == 0 ? kinds[0] : Casing.Nearest(keys[0], kinds);
            reader.Report(DiagnosticKinds.UnknownKind, block.Line, shown, nearest, string.Join(", ", kinds));
        }

        return form;
    }
}
