using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Host.Pages.Calculator;

/// <summary>
/// 事实收集 — which facts the rules that reach a question name. A page asks for these and for no others.
/// </summary>
internal sealed class FactGathering(RegionView region, DateOnly on)
{
    private const int MostReferences = 8;

    private readonly Dictionary<Fact, bool> named = [];
    private readonly Dictionary<Fact, HashSet<string>> codes = [];

    /// <summary>The facts that pricing this item may ask for, in the order of the vocabulary.</summary>
    public static IReadOnlyList<AskedFact> OfItem(RegionView region, DateOnly on, string item)
    {
        var gathering = new FactGathering(region, on);
        gathering.Admit(claim: false);
        foreach (var regime in gathering.Holding(region.Regimes))
        {
            gathering.Name(regime.When, needed: false);
            gathering.Name(regime.Freedom switch
            {
                PriceFreedom.Agreement => Fact.InstitutionAgreementPrice,
                _ => Fact.InstitutionChargedPrice,
            });
        }

        foreach (var unlisted in gathering.Holding(region.Unlisted))
        {
            gathering.Name(unlisted.When, needed: false);
        }

        gathering.Item(item, MostReferences);
        gathering.Name(Fact.Quantity);
        return gathering.Asked(_ => true);
    }

    /// <summary>The facts that settling a whole visit may ask for, in the order of the vocabulary.</summary>
    public static IReadOnlyList<AskedFact> OfVisit(RegionView region, DateOnly on)
    {
        var gathering = new FactGathering(region, on);
        gathering.Admit(claim: true);
        foreach (var coverage in gathering.Holding(region.Coverages))
        {
            gathering.Name(coverage.When, needed: false);
            gathering.Name(coverage.Needs);
        }

        foreach (var rule in gathering.Holding<Provision>([.. region.Standards, .. region.Sources, .. region.Floors]))
        {
            gathering.Name(rule.When, needed: false);
        }

        foreach (var benefit in gathering.Holding(region.Benefits))
        {
            gathering.Name(benefit.When, needed: true);
        }

        return gathering.Asked(definition => definition.InClaim && !IsFiled(definition.Fact));
    }

    /// <summary>The rule for this item that holds on the day, most local first; else any rule for it.</summary>
    public static PriceItem? RuleOf(RegionView region, DateOnly on, string item)
    {
        var found = region.Law.ItemsOf(item).ToArray().Where(one => region.Reaches(one.Jurisdiction)).ToList();
        return found.Find(one => one.Effective.Contains(on)) ?? found.FirstOrDefault();
    }

    private void Admit(bool claim)
    {
        foreach (var admission in Holding(region.Admissions))
        {
            Name(admission.When, needed: false);
            Name(claim ? admission.Needs.Where(need => need.InClaim) : admission.Needs);
        }
    }

    private void Item(string code, int depth)
    {
        foreach (var item in region.Law.ItemsOf(code))
        {
            if (depth > 0 && region.Reaches(item.Jurisdiction))
            {
                Item(item, depth);
            }
        }
    }

    private void Item(PriceItem item, int depth)
    {
        Name(item.When, needed: false);
        Name(item.Needs);
        foreach (var row in item.Rows)
        {
            Name(row.When, needed: true);
        }

        if (item.Rows.Any(row => row.From != row.To) || item.UpliftPercent is not null)
        {
            Name(Fact.InstitutionChargedPrice);
        }

        if (item.SelfSet)
        {
            Name(Fact.InstitutionFiledPrice, needed: true);
        }

        if (item.Count is { } count)
        {
            Name(count.Of, needed: true);
        }

        foreach (var adjustment in item.Adjustments)
        {
            Name(adjustment.When, needed: true);
        }

        if (item.QuantityOf != QuantityOf.Stated)
        {
            Name(Fact.StartedAt);
            Name(Fact.EndedAt);
        }

        if (item.AddOn is not null || item.Covers.Count > 0)
        {
            Name(Fact.With);
        }

        if (item.SameAs is { } same)
        {
            var fixedFacts = same.With.Select(pair => pair.Key).ToHashSet();
            var known = named.Keys.ToHashSet();
            if (same.Item != item.Item || fixedFacts.Count > 0)
            {
                Item(same.Item, depth - 1);
            }

            foreach (var fact in fixedFacts.Where(fact => !known.Contains(fact)))
            {
                named.Remove(fact);
            }
        }
    }

    private IEnumerable<T> Holding<T>(IEnumerable<T> rules)
        where T : Provision => rules.Where(rule => rule.Effective.Contains(on));

    private void Name(IEnumerable<Need> needs)
    {
        foreach (var need in needs)
        {
            Name(need.Is, needed: false);
        }
    }

    private void Name(Condition condition, bool needed)
    {
        foreach (var test in condition.Alternatives.SelectMany(all => all))
        {
            Name(test.Fact, needed);
            if (test.Kind == TestKind.CodeIn)
            {
                codes.TryAdd(test.Fact, []);
                codes[test.Fact].UnionWith(test.Codes);
            }
        }
    }

    private void Name(Fact fact, bool needed = false)
    {
        var definition = FactVocabulary.Of(fact);
        var must = needed && definition.Absence != Absence.NotSo || definition.Absence == Absence.Asked;
        named[fact] = named.GetValueOrDefault(fact) || must;
    }

    private List<AskedFact> Asked(Func<FactDefinition, bool> wanted) =>
    [
        .. FactVocabulary.All
            .Where(one => named.ContainsKey(one.Fact) && wanted(one) && IsAsked(one))
            .Select(one => new AskedFact(
                one, named[one.Fact], [.. codes.GetValueOrDefault(one.Fact, []).Order(StringComparer.Ordinal)])),
    ];

    /// <summary>What an institution filed or gave notice of stands in its books, not in a person's question.</summary>
    private static bool IsFiled(Fact fact) =>
        fact is Fact.InstitutionFiledPrice or Fact.InstitutionFilings or Fact.PublicNotice;

    /// <summary>Facts of a line are asked for with the line; derived ones never, but for years of practice.</summary>
    private static bool IsAsked(FactDefinition definition) =>
        !definition.Path.StartsWith("line.", StringComparison.Ordinal) && definition.Fact != Fact.Channel &&
        (definition.Origin != FactOrigin.Derived || definition.Fact == Fact.PractitionerIndependentYears);
}
