using Mingsuan.Law.Compiling;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 缺口 — in each pooling area that has benefits, the split, the coverage, the base, the sources and the dialect answer
/// every combination of scheme, status, level and channel, on every day from the first benefit on.
/// </summary>
internal sealed class GapCheck(CheckedLibrary library, DiagnosticSink sink)
{
    private static readonly Fact[] Over =
        [Fact.InsuredScheme, Fact.InsuredStatus, Fact.InstitutionLevel, Fact.Channel];

    public void Run()
    {
        var areas = library.Rules
            .SelectMany(rule => rule.Provisions.OfType<Benefit>(), (rule, one) => (rule, one))
            .Where(one => library.Areas.DepthOf(one.one.Jurisdiction) >= 2)
            .GroupBy(one => library.Areas.PoolingAreaOf(library.Areas.CodeOf(one.one.Jurisdiction)));
        foreach (var area in areas)
        {
            var start = area.Min(one => one.one.Effective.From);
            var chain = library.Areas.ChainOf(area.Key);
            var reaching = library.Snapshot.Provisions
                .Where(one => chain.Contains(one.Jurisdiction) && one.Effective.To >= start)
                .ToList();
            foreach (var (kind, rules) in Kinds(reaching))
            {
                Segments(area.Key, area.First().rule, kind, rules, start);
            }
        }
    }

    private static IEnumerable<(string Kind, List<Provision> Rules)> Kinds(List<Provision> all)
    {
        yield return ("benefit", [.. all.Where(one => one is Benefit { DiseaseCode: null })]);
        yield return ("coverage", [.. all.Where(one => one is Coverage { Pays: not null })]);
        yield return ("payment-standard", [.. all.Where(one => one is PaymentStandard)]);
        yield return ("dialect", [.. all.Where(one => one is Dialect)]);
        foreach (var cost in Enum.GetValues<CostKind>())
        {
            var name = "source: " + Reading.Casing.ToKebab(cost.ToString());
            yield return (name, [.. all.Where(one => one is PaymentSource source && source.Costs.Contains(cost))]);
        }
    }

    private void Segments(string area, LawRule at, string kind, List<Provision> rules, DateOnly start)
    {
        var starts = rules
            .SelectMany(one => new[] { one.Effective.From, Next(one.Effective.To) })
            .Append(start)
            .Where(day => day >= start && day != DateOnly.MaxValue)
            .Distinct()
            .Order()
            .ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var held = rules.Where(one => one.Effective.Contains(starts[i])).Select(one => one.When).ToList();
            if (new CaseCover(held).Uncovered(Over, kind == "benefit") is { } hole)
            {
                var last = i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : DateOnly.MaxValue;
                sink.Report(DiagnosticKinds.Gap, at.Document.Path, at.Block.Line, at.Clause.Article,
                    library.Areas.NameOf(area), kind, hole, Days.Show(starts[i]), Days.Show(last));
                return;
            }
        }
    }

    private static DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
