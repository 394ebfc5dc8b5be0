using Mingsuan.Policy.Provisions;

namespace Mingsuan.Settlement.Settling;

/// <summary>待遇年度 — the benefit year that a day of service falls in, named by the year in which it begins.</summary>
internal static class BenefitYear
{
    public static int Of(Benefit benefit, DateOnly on) =>
        (on.Month, on.Day).CompareTo((benefit.YearStartMonth, benefit.YearStartDay)) < 0 ? on.Year - 1 : on.Year;
}
