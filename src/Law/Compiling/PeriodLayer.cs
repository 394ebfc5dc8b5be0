using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>
/// 有效期叠加 — lays on each rule the dates of its document, of repeals, of trial extensions and of situations. What
/// remains is when the rule really holds.
/// </summary>
public sealed class PeriodLayer(
    IReadOnlyList<LawDocument> documents, IReadOnlyList<PlacedRule> rules, Jurisdictions areas, DiagnosticSink sink)
{
    /// <summary>Every rule with its provisions in force.</summary>
    public IReadOnlyList<LawRule> Lay()
    {
        var periods = documents.ToDictionary(one => one.Id, PeriodOf, StringComparer.Ordinal);
        return [.. rules.Select(rule => Lay(rule, periods[rule.Document.Id]))];
    }

    /// <summary>
    /// The document's own dates, ended by a repeal the day before the repealing document takes effect.
    /// </summary>
    public Period PeriodOf(LawDocument document) => PeriodOf(document, documents);

    /// <summary>The dates of a document among others.</summary>
    public static Period PeriodOf(LawDocument document, IReadOnlyList<LawDocument> documents)
    {
        var period = document.Front.Period;
        foreach (var other in documents)
        {
            if (other.Front.Relations.Any(one => one.Kind == RelationKind.Repeals && one.Document == document.Id))
            {
                period = period.Intersect(new Period(DateOnly.MinValue, other.Front.Effective.AddDays(-1)));
            }
        }

        return period;
    }

    private LawRule Lay(PlacedRule rule, Period document)
    {
        var period = document.Intersect(rule.Rule.Own);
        var situation = Windows(rule).ToList();
        var windows = situation.Select(period.Intersect).Where(one => !one.IsEmpty).ToList();
        if (windows.Count == 0 && situation.Count > 0 && !document.IsEmpty)
        {
            sink.Report(DiagnosticKinds.EmptyPeriod, rule.Document.Path, rule.Block.Line, rule.Clause.Article,
                $"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}");
        }

        var provisions = windows
            .SelectMany(window => rule.Rule.Provisions.Select(one => one with { Effective = window }))
            .Select(one => one is PriceItem item ? OnTrial(rule.Document, item) : one)
            .ToList();
        return new LawRule(rule.Document, rule.Clause, rule.Block, rule.Rule.Form, provisions);
    }

    private IEnumerable<Period> Windows(PlacedRule rule)
    {
        if (rule.Rule.Situation is not { } name)
        {
            return [Period.Always];
        }

        var found = SituationsOf(rule.Document, name).ToList();
        if (found.Count == 0)
        {
            sink.Report(
                DiagnosticKinds.UnknownSituation, rule.Document.Path, rule.Block.Line, rule.Clause.Article, name);
        }

        return found;
    }

    private IEnumerable<Period> SituationsOf(LawDocument document, string name)
    {
        var chain = areas.ChainOf(document.Front.Jurisdiction);
        return rules
            .Where(one => one.Rule.Form.Kind == Forms.RuleForm.Situation.Name
                && one.Rule.Values.Get(Forms.GroundForms.SituationName) == name
                && chain.Contains(areas.IndexOf(one.Document.Front.Jurisdiction)))
            .Select(one => one.Rule.Own.Intersect(one.Document.Front.Period));
    }

    private PriceItem OnTrial(LawDocument document, PriceItem item)
    {
        var until = item.TrialUntil ?? document.Front.TrialUntil;
        var clause = item.TrialClauseId;
        foreach (var other in documents)
        {
            foreach (var relation in other.Front.Relations.Where(
                one => one.Kind == RelationKind.ExtendsTrial && one.Document == document.Id))
            {
                if (until < relation.Until)
                {
                    until = relation.Until;
                    clause = (other.Clauses.FirstOrDefault(one => one.Anchor == relation.Clause)
                        ?? other.Clauses.FirstOrDefault())?.Id ?? clause;
                }
            }
        }

        return item with { TrialUntil = until, TrialClauseId = clause };
    }
}
