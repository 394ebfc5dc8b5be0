using Mingsuan.Law.Checking;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>支付 — the forms of when the pool pays, on what base, and from which pocket.</summary>
public static class PaymentForms
{
    private static readonly Field<string> CoverageName = new("coverage", Shapes.Name, "a name for the condition", true);
    private static readonly Field<bool> Pays =
        new("pays", Shapes.Words(("pool", true), ("none", false)), "whether the pool pays; absent: only adds needs");

    private static readonly Field<RefusalCode> Else =
        new("else", Shapes.Refusal, "the code when it pays none (E-NOT-INCLUDED)");

    private static readonly Field<IReadOnlyList<Need>> Needs = NeedShape.Field();
    private static readonly Field<int> Months = new("months", Shapes.Whole(1), "months after the last visit", true);
    private static readonly Field<int> SameCharacters =
        new("same-disease-characters", Shapes.Whole(1), "so many characters of the disease code agree", true);

    private static readonly Field<FollowUpWindow> FollowUp = new("follow-up",
        new FormShape<FollowUpWindow>(
            new Form("follow-up", [Months, SameCharacters]),
            values => new FollowUpWindow(values.Get(Months), values.Get(SameCharacters))),
        "a visit to a physical institution for the same disease, so long ago at most");

    private static readonly Field<StandardBase> Base =
        new("payment-standard", Shapes.WordOf<StandardBase>(), "the base of payment for a line", true);

    private static readonly Field<ExcessTreatment> Excess =
        new("excess", Shapes.WordOf<ExcessTreatment>(), "what happens above the standard (a charge has none above it)");

    private static readonly Field<IReadOnlyList<CostKind>> Costs =
        new("source", new ListShape<CostKind>(Shapes.WordOf<CostKind>()), "the kinds of cost", true);

    private static readonly Field<bool> Account =
        new("account", Shapes.Flag, "whether the personal account may pay them", true);

    private static readonly Field<decimal> Floor =
        new("ratio-floor", Shapes.Percent, "per cent that the ratio is at least", true);

    private static readonly Field<bool> AsOrdinary = new("unregistered",
        Shapes.Words(("ordinary", true), ("none", false)),
        "a benefit claimed without registration: as an ordinary visit, or no fund pays", true);

    public static readonly RuleForm Coverage = new(
        CoverageName,
        "a condition on payment by the pool",
        [Pays, Else, Needs, FollowUp],
        values => [new Coverage
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Name = values.Get(CoverageName),
            Pays = values.Maybe(Pays),
            Else = values.Get(Else, RefusalCode.NotIncluded),
            Needs = values.Get(Needs, []),
            FollowUp = values.Find(FollowUp),
        }]);

    public static readonly RuleForm Standard = new(
        Base,
        "the base of payment, and what becomes of the excess",
        [Excess],
        StandardOf);

    public static readonly RuleForm Source = new(
        Costs,
        "whether the personal account may pay a kind of cost (cash always may)",
        [Account],
        SourceOf);

    public static readonly RuleForm RatioFloor = new(
        Floor,
        "the ratio is at least this much, whatever a lower document says",
        [],
        values => [new RatioFloor
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            AtLeast = values.Get(Floor) / 100m,
        }]);

    public static readonly RuleForm Unregistered = new(
        AsOrdinary,
        "what a claim for a benefit without its registration falls back to",
        [],
        values => [new Unregistered
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            AsOrdinary = values.Get(AsOrdinary),
        }]);

    private static IEnumerable<Provision> StandardOf(FormValues values)
    {
        if (values.Get(Base) != StandardBase.Charge && !values.Has(Excess))
        {
            values.Reader.Report(DiagnosticKinds.MissingField, values.Line, Excess.Name, Base.Name, Excess.Meaning);
        }

        yield return new PaymentStandard
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Base = values.Get(Base),
            Excess = values.Get(Excess, ExcessTreatment.Personal),
        };
    }

    /// <summary>Delivery is no medical fee: it stands outside the columns from which an account could pay.</summary>
    private static IEnumerable<Provision> SourceOf(FormValues values)
    {
        if (values.Get(Account) && values.Get(Costs).Contains(CostKind.Delivery))
        {
            values.Reader.Report(DiagnosticKinds.BadValue, values.LineOf(Account), "true", Account.Name,
                "false for delivery, which is no medical fee and always paid in cash");
        }

        yield return new PaymentSource
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Costs = values.Get(Costs),
            Account = values.Get(Account),
        };
    }
}
