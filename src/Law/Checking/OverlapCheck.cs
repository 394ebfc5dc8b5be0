using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 重叠与矛盾 — two rules of one area that hold at once must agree; two documents do not price one item of one area at
/// once; and no rule stands in the shadow of an earlier one that says the same.
/// </summary>
internal sealed class OverlapCheck(CheckedLibrary library, DiagnosticSink sink)
{
    private readonly HashSet<(LawBlock, LawBlock)> told = [];

    public void Run()
    {
        var groups = library.Rules
            .SelectMany(rule => rule.Provisions, (rule, one) => (Rule: rule, One: one))
            .SelectMany(one => RuleOutcome.Slot(one.One), (one, slot) => (one.Rule, one.One, Slot: slot))
            .GroupBy(one => (
                one.One.GetType(), one.One.Jurisdiction, one.Slot, DocumentOf(one.One, one.Rule),
                Stands(one.One, one.Rule)));
        foreach (var group in groups)
        {
            var rules = group.ToList();
            for (var i = 1; i < rules.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var both = rules[i].One.Effective.Intersect(rules[j].One.Effective);
                    if (!both.IsEmpty && ConditionAlgebra.Meet(rules[i].One.When, rules[j].One.When))
                    {
                        Compare((rules[j].Rule, rules[j].One), (rules[i].Rule, rules[i].One), group.Key.Slot, both);
                    }
                }
            }
        }

        foreach (var rule in library.Rules)
        {
            Possible(rule);
        }
    }

    /// <summary>Sample data yield to official texts of their area; but an item is never priced by both.</summary>
    private static bool Stands(Provision one, LawRule rule) => one is PriceItem || !rule.Document.Front.Sample;

    /// <summary>Deadlines are asked for by document; of other kinds all documents of an area speak together.</summary>
    private static string DocumentOf(Provision one, LawRule rule) => one is Clock or Report ? rule.Document.Id : "";

    private void Compare(
        (LawRule Rule, Provision One) first, (LawRule Rule, Provision One) later, string slot, Period both)
    {
        if (!told.Add((first.Rule.Block, later.Rule.Block)))
        {
            return;
        }

        var (from, to) = (Days.Show(both.From), Days.Show(both.To));
        var (path, line) = (first.Rule.Document.Path, $"{first.Rule.Block.Line}");
        var differs = RuleOutcome.Result(first.One, slot) != RuleOutcome.Result(later.One, slot);
        if (later.One is PriceItem item && first.Rule.Document != later.Rule.Document)
        {
            Say(DiagnosticKinds.Collision, later.Rule, item.Item, path, line, from, to);
        }
        else if (differs || later.One is PriceItem)
        {
            var shown = CaseText.Show(first.One.When, later.One.When);
            Say(DiagnosticKinds.Overlap, later.Rule, later.Rule.Form.Kind, path, line, shown, from, to);
        }
        else if (first.Rule.Document == later.Rule.Document
            && first.One.Effective.Intersect(later.One.Effective) == later.One.Effective
            && ConditionAlgebra.Contains(first.One.When, later.One.When))
        {
            Say(DiagnosticKinds.Unreachable, later.Rule, later.Rule.Form.Kind,
                $"the one in line {line} says the same for all its cases");
        }
        else
        {
            told.Remove((first.Rule.Block, later.Rule.Block));
        }
    }

    private void Possible(LawRule rule)
    {
        foreach (var one in rule.Provisions)
        {
            if (!ConditionAlgebra.IsPossible(one.When))
            {
                Say(DiagnosticKinds.Unreachable, rule, rule.Form.Kind, "its conditions exclude each other");
                return;
            }

            if (one is PriceItem item && !Rows(rule, item))
            {
                return;
            }
        }

        Shadowed(rule);
    }

    private bool Rows(LawRule rule, PriceItem item)
    {
        var lines = RowLines(rule, item.Rows.Count);
        for (var i = 0; i < item.Rows.Count; i++)
        {
            var row = item.Rows[i];
            var reason = ConditionAlgebra.Meet(item.When, row.When) ? null : "its conditions exclude each other";
            for (var j = 0; j < i && reason is null; j++)
            {
                var other = item.Rows[j];
                if (!ConditionAlgebra.Meet(row.When, other.When))
                {
                    continue;
                }

                if ((row.From, row.To) != (other.From, other.To))
                {
                    Tell(DiagnosticKinds.Overlap, rule, lines[i], "price", rule.Document.Path, $"{lines[j]}",
                        CaseText.Show(row.When, other.When), Days.Show(item.Effective.From),
                        Days.Show(item.Effective.To));
                    return false;
                }

                reason = ConditionAlgebra.Contains(other.When, row.When) ? "an earlier row has the same price" : null;
            }

            if (reason is not null)
            {
                Tell(DiagnosticKinds.Unreachable, rule, lines[i], "price", reason);
                return false;
            }
        }

        return true;
    }

    /// <summary>A row for one disease after a row for any disease is never reached.</summary>
    private void Shadowed(LawRule rule)
    {
        var rows = rule.Provisions.OfType<Benefit>().ToList();
        for (var i = 1; i < rows.Count; i++)
        {
            var shadow = rows[i].DiseaseCode is null ? null : rows.Take(i).FirstOrDefault(
                one => one.DiseaseCode is null && one.Fund == rows[i].Fund && one.Effective == rows[i].Effective
                    && ConditionAlgebra.Contains(one.When, rows[i].When));
            if (shadow is not null)
            {
                Say(DiagnosticKinds.Unreachable, rule, rule.Form.Kind,
                    $"the row for disease {rows[i].DiseaseCode} stands after a row for any disease");
            }
        }
    }

    private static List<int> RowLines(LawRule rule, int count) =>
        (rule.Block.Root as YamlMap)?.Find("price") is YamlList list && list.Items.Count == count
            ? [.. list.Items.Select(one => one.Line)]
            : [.. Enumerable.Repeat(rule.Block.Line, count)];

    private void Say(DiagnosticKind kind, LawRule rule, params string[] arguments) =>
        Tell(kind, rule, rule.Block.Line, arguments);

    private void Tell(DiagnosticKind kind, LawRule rule, int line, params string[] arguments) =>
        sink.Report(kind, rule.Document.Path, line, rule.Clause.Article, arguments);
}
