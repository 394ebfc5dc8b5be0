using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>须具备 — fields of a list of needs: <c>needs: [ { is: …, else: E-… } ]</c>.</summary>
public static class NeedShape
{
    private static readonly Field<Condition> Is = new("is", Shapes.Condition, "what must hold", required: true);
    private static readonly Field<RefusalCode> Else =
        new("else", Shapes.Refusal, "the refusal when it does not hold", required: true);

    private static readonly Field<bool> IfStated = new(
        "if-stated", Shapes.Flag, "true: only a fact that is stated can fail it, even one that a price asks for");

    private static readonly Shape<IReadOnlyList<Need>> List = new ListShape<Need>(new FormShape<Need>(
        new Form("needs", [Is, Else, IfStated]),
        values => new Need(
            values.Get(Is), values.Get(Else), values.Reader.ClauseId, values.Get(IfStated, false))));

    public static Field<IReadOnlyList<Need>> Field(bool required = false) =>
        new("needs", List, "conditions, each with the refusal when it fails", required);
}
