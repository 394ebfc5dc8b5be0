using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>准入与项目 — the forms of what may be charged at all.</summary>
public static class AdmissionForms
{
    private static readonly Field<string> AdmissionName = new("admission", Shapes.Name, "a name for the need", true);
    private static readonly Field<IReadOnlyList<Need>> Needs = NeedShape.Field(required: true);

    public static readonly RuleForm Admission = new(
        AdmissionName,
        "conditions on whether a service may be charged at all, whatever the item",
        [Needs],
        values => [new Admission
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Name = values.Get(AdmissionName),
            Needs = values.Get(Needs),
        }]);

    private static readonly Field<string> RetiredCode = new("item-retired", Shapes.Code, "the code that ends", true);
    private static readonly Field<IReadOnlyList<string>> ReplacedBy =
        new("replaced-by", Shapes.Codes, "the codes that replace it");

    public static readonly RuleForm Retired = new(
        RetiredCode,
        "an item code that ended, and what replaces it",
        [ReplacedBy],
        values => [new RetiredItem
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Item = values.Get(RetiredCode),
            ReplacedBy = values.Get(ReplacedBy, []),
        }]);
}
