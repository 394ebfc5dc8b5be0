using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Forms;

/// <summary>规则种类目录 — every kind of rule that a law file may hold.</summary>
public static class RuleForms
{
    public static IReadOnlyList<RuleForm> All { get; } =
    [
        PriceItemForm.Form,
        AdmissionForms.Retired,
        AdmissionForms.NotAnItem,
        AdmissionForms.Admission,
        AdmissionForms.PriceRegime,
        AdmissionForms.UnlistedItem,
        ProposalForms.MustHold,
        ProposalForms.MustNotHold,
        PaymentForms.Coverage,
        PaymentForms.Standard,
        PaymentForms.Source,
        BenefitForm.Form,
        PaymentForms.RatioFloor,
        PaymentForms.Unregistered,
        GroundForms.Dialect,
        GroundForms.GradeMap,
        ReviewForm.Form,
        ClockForms.Clock,
        ClockForms.Report,
        GroundForms.Catalogue,
        GroundForms.DiseaseList,
        GroundForms.Situation,
        PrescribingForm.Rule,
        PrescribingForm.Validity,
        PrescribingForm.Supply,
        PrescribingForm.Count,
        PrescribingForm.Areas,
        PrescribingForm.Kinds,
    ];

    /// <summary>
    /// The kind that a rule names; null unless it names exactly one (<c>situation</c> beside another kind is a
    /// field of that kind).
    /// </summary>
    public static RuleForm? KindOf(YamlMap rule)
    {
        var named = All.Where(form => rule.Find(form.Kind) is not null).ToList();
        if (named.Count > 1)
        {
            named.RemoveAll(form => form.Kind == RuleForm.Situation.Name);
        }

        return named.Count == 1 ? named[0] : null;
    }
}
