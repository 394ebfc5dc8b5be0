using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>准入与项目 — the forms of what may be charged at all, and who is free to price it.</summary>
public static class AdmissionForms
{
    private static readonly Field<string> AdmissionName = new("admission", Shapes.Name, "a name for the need", true);
    private static readonly Field<IReadOnlyList<Need>> Needs = NeedShape.Field(required: true);

    private static readonly Field<string> RetiredCode = new("item-retired", Shapes.Code, "the code that ends", true);
    private static readonly Field<IReadOnlyList<string>> ReplacedBy =
        new("replaced-by", Shapes.Codes, "the codes that replace it");

    private static readonly Field<IReadOnlyList<string>> Services =
        new("not-an-item", Shapes.Texts, "words in the names of services that may never be charged", true);

    private static readonly Field<PriceFreedom> Freedom =
        new("price-regime", Shapes.WordOf<PriceFreedom>(), "how the institution may set its price", true);

    private static readonly Field<RefusalCode> Unlisted =
        new("unlisted-item", Shapes.Refusal, "what an item without a price answers", true);

    private static readonly Field<string> MissingDocument =
        new("missing-document", Shapes.Text, "the document that would hold the price");

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

    public static readonly RuleForm NotAnItem = new(
        Services,
        "what may never be charged as an item in this area",
        [],
        values => [new NotAnItem
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Services = values.Get(Services),
        }]);

    public static readonly RuleForm PriceRegime = new(
        Freedom,
        "how an institution in this case may set its price",
        [],
        values => [new PriceRegime
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Freedom = values.Get(Freedom),
        }],
        whenRequired: true);

    public static readonly RuleForm UnlistedItem = new(
        Unlisted,
        "what a charge for an item without a price answers in this case",
        [MissingDocument],
        values => [new UnlistedItem
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Code = values.Get(Unlisted),
            MissingDocument = values.Find(MissingDocument),
        }]);
}
