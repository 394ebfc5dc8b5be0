using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Prescribing;

/// <summary>
/// 开方限制 — whether a prescription may be written, by the rules that reach the region on the day. Of validity, supply
/// and number the nearest rule counts; of other rules all that match. A rule whose case hangs on an unknown fact does
/// not apply.
/// </summary>
public sealed class PrescribingLimits
{
    private readonly PrescribingQuestion question;
    private readonly FactSet[] byDrug;
    private readonly List<KeptLimit> kept = [];
    private readonly List<PrescribingRule> met = [];
    private readonly List<PrescribingRefusal> refusals = [];

    private PrescribingLimits(PrescribingQuestion question)
    {
        this.question = question;
        byDrug = [.. question.Drugs.Select(drug => FactsOf(question, drug))];
    }

    public static PrescribingAnswer Judge(PrescribingQuestion question)
    {
        var limits = new PrescribingLimits(question);
        limits.Validity();
        limits.Supply();
        limits.Count();
        foreach (var rule in limits.Reach<PrescribingRule>())
        {
            limits.Apply(rule);
        }

        return new(limits.kept, limits.met, limits.refusals);
    }

    /// <summary>The kinds of a drug: those that are stated, and those that the law lists its code under.</summary>
    public static IReadOnlyList<string> KindsOf(RegionView region, DateOnly on, string code) =>
    [
        .. Reach<DrugKindList>(region, on)
            .Where(list => list.Codes.Any(one => code.StartsWith(one, StringComparison.Ordinal)))
            .Select(list => list.Kind).Distinct(),
    ];

    private void Validity()
    {
        if (Nearest<PrescribingValidity>(question.Facts) is not { } rule)
        {
            return;
        }

        kept.Add(new(LimitKind.ValidDays, rule.Days, rule.ClauseId));
        if (question.ValidDays > rule.Longest)
        {
            refusals.Add(new(RefusalCode.PrescriptionValidity, rule.ClauseId) { Most = rule.Longest });
        }
        else
        {
            kept.Add(new(LimitKind.LongestValidDays, rule.Longest, rule.ClauseId));
        }
    }

    /// <summary>The longest supply decides.</summary>
    private void Supply()
    {
        if (question.Drugs.MaxBy(drug => drug.SupplyDays ?? 0) is not { SupplyDays: { } days } longest ||
            Nearest<PrescribingSupply>(question.Facts) is not { } rule)
        {
            return;
        }

        if (rule.Tiers.FirstOrDefault(one => days <= one.Days) is not { } tier)
        {
            refusals.Add(new(RefusalCode.PrescriptionSupply, rule.ClauseId)
            {
                Most = rule.Tiers[^1].Days,
                Drug = longest,
            });
        }
        else if (Hold(tier.Needs, question.Facts, longest, Before(rule, tier)))
        {
            kept.Add(new(LimitKind.SupplyDays, tier.Days, rule.ClauseId));
        }
    }

    private static int? Before(PrescribingSupply rule, SupplyTier tier) =>
        rule.Tiers.TakeWhile(one => one != tier).LastOrDefault()?.Days;

    private void Count()
    {
        var counted = byDrug.Select(Nearest<PrescribingCount>).OfType<PrescribingCount>().GroupBy(rule => rule);
        foreach (var (rule, number) in counted.Select(group => (group.Key, group.Count())))
        {
            if (number > rule.Most)
            {
                refusals.Add(new(RefusalCode.PrescriptionCount, rule.ClauseId) { Most = rule.Most });
            }
            else
            {
                kept.Add(new(LimitKind.Drugs, rule.Most, rule.ClauseId));
            }
        }
    }

    /// <summary>A rule that names facts of a drug is put to each drug, another one to the whole.</summary>
    private void Apply(PrescribingRule rule)
    {
        var ofDrugs = rule.When.Facts.Concat(rule.Needs.SelectMany(need => need.Is.Facts)).Any(IsOfDrug);
        var cases = ofDrugs
            ? byDrug.Zip(question.Drugs, (facts, drug) => (Facts: facts, Drug: (PrescribedDrug?)drug))
            : [(question.Facts, null)];
        foreach (var one in cases)
        {
            if (rule.When.Evaluate(one.Facts, out _) != Truth.Yes)
            {
                continue;
            }

            if (rule.Refuse != RefusalCode.None)
            {
                refusals.Add(new(rule.Refuse, rule.ClauseId) { Drug = one.Drug });
                return;
            }

            if (!Hold(rule.Needs, one.Facts, one.Drug, null))
            {
                return;
            }

            if (!met.Contains(rule))
            {
                met.Add(rule);
            }
        }
    }

    private bool Hold(IReadOnlyList<Need> needs, FactSet facts, PrescribedDrug? drug, int? most)
    {
        foreach (var need in needs)
        {
            var truth = need.Check(facts, out var missing);
            if (truth == Truth.Yes)
            {
                continue;
            }

            refusals.Add(truth == Truth.Unknown
                ? new(RefusalCode.MissingFact, need.ClauseId) { Missing = missing }
                : new(need.Else, need.ClauseId) { Need = need, Drug = drug, Most = most });
            return false;
        }

        return true;
    }

    private T? Nearest<T>(FactSet facts)
        where T : Provision => Reach<T>().FirstOrDefault(rule => rule.When.Evaluate(facts, out _) == Truth.Yes);

    private IEnumerable<T> Reach<T>()
        where T : Provision => Reach<T>(question.Region, question.On);

    private static IEnumerable<T> Reach<T>(RegionView region, DateOnly on)
        where T : Provision => region.Law.All<T>().Where(
            rule => region.Reaches(rule.Jurisdiction) && rule.Effective.Contains(on));

    private static bool IsOfDrug(Fact fact) => fact is Fact.DrugForm or Fact.DrugKinds;

    private static FactSet FactsOf(PrescribingQuestion question, PrescribedDrug drug)
    {
        var facts = question.Facts.Copy();
        if (drug.Form is { } form)
        {
            facts.SetChoice(Fact.DrugForm, form);
        }

        facts[Fact.DrugKinds] = 0;
        foreach (var kind in drug.Kinds.Concat(KindsOf(question.Region, question.On, drug.Code)))
        {
            facts.SetChoice(Fact.DrugKinds, kind);
        }

        return facts;
    }
}
