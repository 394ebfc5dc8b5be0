using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Forms;

/// <summary>立项 — the forms of what an area asks of a service before it may become a price item.</summary>
public static class ProposalForms
{
    private static readonly Field<string> Condition =
        new("proposal-condition", Shapes.Name, "a name for what must be so of a proposed item", true);

    private static readonly Field<string> Exclusion =
        new("proposal-exclusion", Shapes.Name, "a name for what must not be so of a proposed item", true);

    private static readonly Field<string> Question =
        new("question", Shapes.Text, "what the applicant answers with yes or no", true);

    public static readonly RuleForm MustHold = new(
        Condition,
        "a condition of item proposals: answered with no, the proposal goes back with this clause",
        [Question],
        values => [Of(values, Condition, mustHold: true)]);

    public static readonly RuleForm MustNotHold = new(
        Exclusion,
        "an exclusion of item proposals: answered with yes, the proposal goes back with this clause",
        [Question],
        values => [Of(values, Exclusion, mustHold: false)]);

    private static ProposalQuestion Of(FormValues values, Field<string> name, bool mustHold) => new()
    {
        ClauseId = values.Reader.ClauseId,
        Jurisdiction = values.Reader.Jurisdiction,
        Effective = Period.Always,
        Name = Casing.ToCamel(values.Get(name)),
        Question = values.Get(Question),
        MustHold = mustHold,
    };
}
