using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>开方 — the forms of what may be prescribed, for how long, and where it may be taken.</summary>
public static class PrescribingForm
{
    private static readonly Field<string> Name = new("prescribing", Shapes.Name, "a name for the rule", true);
    private static readonly Field<IReadOnlyList<Need>> Needs = NeedShape.Field();
    private static readonly Field<RefusalCode> Refuse =
        new("refuse", Shapes.Refusal, "the refusal, where the case itself is forbidden");

    private static readonly Field<int> ValidDays = new("prescribing-validity", Shapes.Whole(1),
        "days that a prescription may be taken where its doctor says nothing", true);

    private static readonly Field<int> Longest =
        new("longest", Shapes.Whole(1), "days at most where the doctor says so (the same)");

    private static readonly Field<int> TierDays = new("days", Shapes.Whole(1), "days of supply at most", true);

    private static readonly Field<IReadOnlyList<SupplyTier>> Tiers = new(
        "prescribing-supply",
        new ListShape<SupplyTier>(new FormShape<SupplyTier>(
            new Form("prescribing-supply", [TierDays, Needs]),
            values => new SupplyTier(values.Get(TierDays), values.Get(Needs, [])))),
        "days of supply, the shortest first, each with what it needs",
        true);

    private static readonly Field<int> Most =
        new("prescribing-count", Shapes.Whole(1), "drugs at most on one prescription", true);

    private static readonly Field<IReadOnlyList<string>> Codes =
        new("prescribing-areas", Shapes.Codes, "areas where a prescription written here may be taken", true);

    private static readonly Field<string> Kind = new(
        "drug-kind",
        new WordShape<string>([.. FactVocabulary.Of(Fact.DrugKinds).Values
            .Select(word => KeyValuePair.Create(Casing.ToKebab(word), word))]),
        "the kind of special drug",
        true);

    private static readonly Field<IReadOnlyList<string>> Beginnings =
        new("codes", Shapes.Codes, "how the codes of its drugs begin", true);

    public static readonly RuleForm Rule = new(
        Name,
        "what a prescription in this case needs, or that it may not be written; exactly one of 'needs' and 'refuse'",
        [Needs, Refuse],
        RuleOf);

    public static readonly RuleForm Validity = new(
        ValidDays,
        "how long a signed prescription may be taken",
        [Longest],
        values => [new PrescribingValidity
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Days = values.Get(ValidDays),
            Longest = values.Get(Longest, values.Get(ValidDays)),
        }]);

    public static readonly RuleForm Supply = new(
        Tiers,
        "for how many days may be prescribed; nothing is above the last tier",
        [],
        SupplyOf);

    public static readonly RuleForm Count = new(
        Most,
        "how many drugs of this case one prescription may have",
        [],
        values => [new PrescribingCount
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Most = values.Get(Most),
        }]);

    public static readonly RuleForm Areas = new(
        Codes,
        "other pooling areas, or areas above them, where a prescription written here may be taken; lists add up",
        [],
        values => [new PrescribingAreas
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Areas = values.Get(Codes),
        }]);

    public static readonly RuleForm Kinds = new(
        Kind,
        "which drugs are of a kind that other rules name; lists add up",
        [Beginnings],
        values => [new DrugKindList
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Kind = values.Get(Kind),
            Codes = values.Get(Beginnings),
        }]);

    private static IEnumerable<Provision> RuleOf(FormValues values)
    {
        if (values.Has(Needs) == values.Has(Refuse))
        {
            values.Reader.Report(
                DiagnosticKinds.MissingField, values.Line, "needs | refuse", Name.Name, "exactly one of the two");
        }

        yield return new PrescribingRule
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Name = Casing.ToCamel(values.Get(Name)),
            Needs = values.Get(Needs, []),
            Refuse = values.Get(Refuse, RefusalCode.None),
        };
    }

    private static IEnumerable<Provision> SupplyOf(FormValues values)
    {
        var tiers = values.Get(Tiers);
        if (tiers.Zip(tiers.Skip(1)).Any(pair => pair.First.Days >= pair.Second.Days))
        {
            values.Reader.Report(DiagnosticKinds.BadValue, values.LineOf(Tiers), "days", Tiers.Name,
                "tiers of more and more days");
        }

        yield return new PrescribingSupply
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Tiers = tiers,
        };
    }
}
