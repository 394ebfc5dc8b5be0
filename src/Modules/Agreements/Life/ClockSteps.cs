namespace Mingsuan.Agreements.Life;

/// <summary>期限步骤 — the names of the steps as the law's clocks write them.</summary>
internal static class ClockSteps
{
    /// <summary>审核 — the agency's.</summary>
    public const string Review = "review";

    /// <summary>系统改造 — the institution's.</summary>
    public const string Rebuild = "rebuild";

    /// <summary>测试验收 — the agency's.</summary>
    public const string Acceptance = "acceptance";

    /// <summary>签约 — the agency's.</summary>
    public const string Sign = "sign";

    /// <summary>整改后再申报 — not a term to be kept but a day to be awaited.</summary>
    public const string Reapply = "reapply";

    /// <summary>Whether the institution and not the agency is late when the term runs out.</summary>
    public static bool IsInstitutions(string step) => step == Rebuild;
}
