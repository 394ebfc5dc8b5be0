using Mingsuan.Platform.Identity;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Prices.Items;

/// <summary>试行项目的阶段.</summary>
internal enum LifeStage
{
    /// <summary>试行中.</summary>
    Trial,

    /// <summary>待评估: the trial is over and no document follows.</summary>
    Due,

    /// <summary>正式.</summary>
    Formal,

    /// <summary>停用.</summary>
    Stopped,
}

/// <summary>
/// 一个项目的生命周期 — the stage of a trial item on a day, its last trial day, how many days are left until then
/// (negative: so many days past it), and the clause that put it on trial.
/// </summary>
internal sealed record ItemLife(
    string Item, string Name, string Area, LifeStage Stage, DateOnly TrialUntil, int DaysLeft, string Clause)
{
    /// <summary>How long ahead of its end a trial is called to mind, when nobody says otherwise.</summary>
    public const int UsualAhead = 60;

    /// <summary>Whether somebody must assess it now, or soon.</summary>
    public bool Calls(int ahead) => Stage == LifeStage.Due || (Stage == LifeStage.Trial && DaysLeft <= ahead);
}

/// <summary>
/// 项目生命周期 — of the law library's items, worked out from its dates alone and never stored. After the last trial day
/// the law itself refuses new charges; a document that follows restores them from its own day on. (HN-1, AMB-06)
/// </summary>
internal static class ItemLives
{
    /// <summary>The trial items of an officer's areas and of those above them, the first to end first.</summary>
    public static IReadOnlyList<ItemLife> Of(LawSnapshot law, Operator officer, DateOnly on) =>
    [
        .. law.Provisions.OfType<PriceItem>()
            .Where(item => item.TrialUntil is not null && item.Effective.From <= on)
            .Where(item => Concerns(law, officer, law.Jurisdictions.CodeOf(item.Jurisdiction)))
            .GroupBy(item => (item.Item, item.Jurisdiction))
            .Select(group => group.MaxBy(item => item.TrialUntil)!)
            .Select(item => Of(law, item, on))
            .OrderBy(life => life.TrialUntil)
            .ThenBy(life => life.Item, StringComparer.Ordinal),
    ];

    /// <summary>Whether what holds in an area is an officer's affair: it lies in his regions, or above one.</summary>
    public static bool Concerns(LawSnapshot law, Operator officer, string area) => officer.Covers(area) ||
        officer.Regions.Split(',').Any(region => law.Jurisdictions.AreaAndAbove(region).Contains(area));

    private static ItemLife Of(LawSnapshot law, PriceItem item, DateOnly on)
    {
        var last = item.TrialUntil!.Value;
        return new ItemLife(
            item.Item,
            item.Name,
            law.Jurisdictions.CodeOf(item.Jurisdiction),
            StageOf(law, item, on),
            last,
            last.DayNumber - on.DayNumber,
            Proposing.ProposalRules.Clause(law, item));
    }

    private static LifeStage StageOf(LawSnapshot law, PriceItem item, DateOnly on)
    {
        if (law.All<RetiredItem>().Any(one =>
            one.Item == item.Item && one.Jurisdiction == item.Jurisdiction && one.Effective.Contains(on)))
        {
            return LifeStage.Stopped;
        }

        foreach (var other in law.ItemsOf(item.Item))
        {
            if (other.Jurisdiction == item.Jurisdiction && other.TrialUntil is null && other.Effective.Contains(on) &&
                other.Effective.From > item.Effective.From)
            {
                return LifeStage.Formal;
            }
        }

        return on <= item.TrialUntil ? LifeStage.Trial : LifeStage.Due;
    }
}
