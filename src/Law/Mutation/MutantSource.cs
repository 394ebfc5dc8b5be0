using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Mutation;

/// <summary>
/// Every change of a library: each number, date and word of each rule, and the dates of the front matter.
/// </summary>
internal static class MutantSource
{
    /// <summary>Dates of the front matter from which the documents' rules take theirs.</summary>
    private static readonly string[] Dates = ["effective", "until", "trial-until", "relations"];

    public static IEnumerable<Mutant> Of(LawLoad load)
    {
        foreach (var rules in load.Placed.GroupBy(one => one.Document))
        {
            foreach (var site in FrontMatter(rules.Key, rules.ToList()))
            {
                yield return new Mutant(rules.Key, null, site);
            }

            foreach (var rule in rules)
            {
                var sites = new List<MutationSite>();
                rule.Rule.Form.Form.AddSites(rule.Block.Root, "", sites);
                foreach (var site in sites)
                {
                    yield return new Mutant(rule.Document, rule, site);
                }
            }
        }
    }

    /// <summary>
    /// The dates of the front matter, where they reach a rule: a document whose every rule has dates of its own does
    /// not take effect by its front matter.
    /// </summary>
    private static IEnumerable<MutationSite> FrontMatter(LawDocument document, List<PlacedRule> rules)
    {
        var effective = document.Front.Effective;
        var until = document.Front.Until ?? DateOnly.MaxValue;
        var trialItems = rules.Any(one => one.Rule.Form == PriceItemForm.Form);
        var sites = new List<MutationSite>();
        FrontMatterForm.Form.AddSites(document.Front.Node, "", sites);
        return sites.Where(site => Dates.Contains(site.Path.Split('[')[0]) && site.Path.Split('[')[0] switch
        {
            "effective" => rules.Exists(one => one.Rule.Own.From < effective),
            "until" => rules.Exists(one => one.Rule.Own.To > until),
            "trial-until" => trialItems,
            _ => true,
        });
    }
}
