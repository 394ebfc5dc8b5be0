using System.Globalization;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 规则结果 — what two rules must agree on where both hold: rules with the same <see cref="Slot"/> answer the same
/// question, and their <see cref="Result"/> is the answer. Rules that add up (needs, coverage) have no slot.
/// </summary>
public static class RuleOutcome
{
    /// <summary>The questions that a rule answers.</summary>
    public static IEnumerable<string> Slot(Provision rule) => rule switch
    {
        PriceItem one => [one.Item],
        RetiredItem one => [one.Item],
        ProposalQuestion one => [one.Name],
        PriceRegime or UnlistedItem or PaymentStandard or Dialect or Unregistered or RatioFloor => [""],
        PrescribingValidity or PrescribingSupply or PrescribingCount => [""],
        PaymentSource one => one.Costs.Select(cost => cost.ToString()),
        Benefit one => [$"{one.Fund} {one.DiseaseCode} {string.Join(' ', one.Diagnoses)}"],
        GradeMap one => one.Levels.Keys,
        ReviewRule one => [one.Name],
        Clock one => [one.Step],
        Report one => [one.Step],
        CatalogueEntry one => [one.Code],
        Disease one => [one.Code],
        _ => [],
    };

    /// <summary>The answer to one of those questions.</summary>
    public static string Result(Provision rule, string slot) => rule switch
    {
        RetiredItem one => string.Join(' ', one.ReplacedBy),
        ProposalQuestion one => $"{one.MustHold} {one.Question}",
        PriceRegime one => one.Freedom.ToString(),
        UnlistedItem one => $"{one.Code} {one.MissingDocument}",
        PaymentStandard one => $"{one.Base} {one.Excess}",
        PaymentSource one => one.Account.ToString(),
        Benefit one => Text(
            $"{one.Pool} {one.Pays} {one.Ratio} {one.Deductible} {one.DeductiblePer} {one.DeductibleYearTotal} ")
            + Text($"{one.FixedSum} {one.VisitLimit} {one.YearLimit} {one.Order} ")
            + Text($"{one.YearStartMonth} {one.YearStartDay}"),
        RatioFloor one => Text($"{one.AtLeast}"),
        Unregistered one => one.AsOrdinary.ToString(),
        Dialect one => $"{one.FundTotalIncludesAccount} {one.ReversalLastFirst}",
        GradeMap one => Text($"{one.Levels[slot]}"),
        ReviewRule one => Text($"{one.Title} {one.Says} {one.Disposition} {one.BesideConsultation} ")
            + (one.Repeated is { } repeated
                ? Text($"{repeated.AtLeast} {Words(repeated.Same)} {Words(repeated.Different)}")
                : ""),
        Clock one => Text($"{one.WorkingDays} {one.Months} {one.Rolls} {one.FirstDayAfter} {one.Lapse}"),
        Report one => Text($"{one.Day} {one.Time} {one.HolidaysMoveIt} {one.Situation}"),
        CatalogueEntry one => Text($"{one.Name} {one.Kind} {one.Class} {one.InitialCopay} {one.Ceiling}"),
        Disease one => $"{one.Name} {string.Join(' ', one.Diagnoses)}",
        PrescribingValidity one => Text($"{one.Days} {one.Longest}"),
        PrescribingSupply one => string.Join(' ', one.Tiers.Select(tier => Text($"{tier.Days}/{tier.Needs.Count}"))),
        PrescribingCount one => Text($"{one.Most}"),
        _ => "",
    };

    private static string Words(IEnumerable<ReviewKey> keys) => string.Join(' ', keys.Order());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
