using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Prices.Proposing;

/// <summary>一条立项条件 — its name, what is asked, what the answer must be, and the clause that asks.</summary>
internal sealed record ProposalRule(string Name, string Question, bool MustHold, string Clause);

/// <summary>立项规则 — what the documents of an area ask of a proposal on a day: data, every one with its clause.</summary>
internal static class ProposalRules
{
    /// <summary>The questions that reach an area, by document; the nearest of one name counts.</summary>
    public static IReadOnlyList<ProposalRule> Of(LawSnapshot law, string area, DateOnly on) =>
    [
        .. law.Region(area).ProposalQuestions
            .Where(one => one.Effective.Contains(on))
            .DistinctBy(one => one.Name)
            .OrderBy(one => one.ClauseId)
            .Select(one => new ProposalRule(one.Name, one.Question, one.MustHold, Clause(law, one))),
    ];

    /// <summary>The clause that lists a service of this name as no item, or none. (CX-7)</summary>
    public static string? Blacklisting(LawSnapshot law, string area, string name, DateOnly on)
    {
        var facts = new FactSet();
        facts.SetChoice(Fact.Channel, "internet");
        var list = law.Region(area).NotItems.FirstOrDefault(one =>
            one.Effective.Contains(on) && one.When.Evaluate(facts, out _) != Truth.No &&
            one.Services.Any(service => name.Contains(service, StringComparison.Ordinal)));
        return list is null ? null : Clause(law, list);
    }

    /// <summary>Every item of the library, as a proposal is compared with it.</summary>
    public static IEnumerable<KnownItem> Library(LawSnapshot law) => law.Provisions.OfType<PriceItem>()
        .DistinctBy(item => (item.Item, item.Name))
        .Select(item => new KnownItem(item.Item, item.Name, string.Join(' ', item.Covers), Clause(law, item)));

    /// <summary>The document and the article of a rule, as printed.</summary>
    public static string Clause(LawSnapshot law, Provision rule) =>
        $"{law.Clauses[rule.ClauseId].Document} {law.Clauses[rule.ClauseId].Article}";
}
