using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Duties;

/// <summary>一段时间 — from an instant (included) to one (excluded).</summary>
internal readonly record struct Stretch(DateTime From, DateTime To);

/// <summary>值班表 — who is on duty when, and when nobody is. Pure. (SD-J5, SD-P5)</summary>
internal static class DutyRoster
{
    /// <summary>The stretches between two instants in which nobody is on duty.</summary>
    public static IReadOnlyList<Stretch> Gaps(IEnumerable<Duty> duties, DateTime from, DateTime to)
    {
        var gaps = new List<Stretch>();
        var covered = from;
        foreach (var duty in duties.Where(one => one.EndsAt > from && one.StartsAt < to).OrderBy(one => one.StartsAt))
        {
            if (duty.StartsAt > covered)
            {
                gaps.Add(new(covered, duty.StartsAt));
            }

            covered = duty.EndsAt > covered ? duty.EndsAt : covered;
        }

        if (covered < to)
        {
            gaps.Add(new(covered, to));
        }

        return gaps;
    }

    /// <summary>Who is on duty at an instant: the kinds of people and until when, no names.</summary>
    public static IReadOnlyList<(string Kind, DateTime Until)> At(IEnumerable<Duty> duties, DateTime instant) =>
    [
        .. duties.Where(one => one.StartsAt <= instant && instant < one.EndsAt)
            .GroupBy(one => one.Kind)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Max(one => one.EndsAt))),
    ];
}
