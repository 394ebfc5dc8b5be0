using System.Globalization;
using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Policy;
using Mingsuan.Policy.Clocks;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Agreements.Terms;

/// <summary>
/// 期限情况 — when a leg is due, how much is left on the day asked about, who is late since when, and what follows: all
/// computed from the law's clock, nothing stored. (CX-17, AMB-17)
/// </summary>
internal sealed record Due
{
    /// <summary>The step as the law names it.</summary>
    public required Leg Leg { get; init; }

    /// <summary>The last day, or of a new application the first; none when the calendar or a rule is missing.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Why there is no day: the calendar of the year is not published.</summary>
    public Notice? Unknown { get; init; }

    /// <summary>Working days left, the last one included; none when no day is known.</summary>
    public int? WorkingDaysLeft { get; init; }

    public int? DaysLeft { get; init; }

    /// <summary>逾期 — the first day after the term, when it is past and the leg was not done by then.</summary>
    public DateOnly? LateSince { get; init; }

    /// <summary>What missing it leads to, by the region's rule.</summary>
    public Lapse? Lapse { get; init; }

    public int ClauseId { get; init; } = -1;

    /// <summary>Whether a rule of the region says a term at all.</summary>
    public bool HasClock => ClauseId >= 0;

    public bool IsLate => LateSince is not null;

    /// <summary>A leg as it stands at the end of a day.</summary>
    public static Due Of(LawSnapshot law, string region, Leg leg, DateOnly asOf)
    {
        if (ClockOf(law, region, leg.Clock, leg.From) is not { } clock)
        {
            return new Due { Leg = leg };
        }

        var deadline = Deadlines.Of(law, clock, leg.From);
        var known = new Due { Leg = leg, Lapse = clock.Lapse, ClauseId = clock.ClauseId };
        if (deadline.Code != RefusalCode.None)
        {
            return known with
            {
                Unknown = Notice.Of(
                    deadline.Code.Printed(),
                    ("year", deadline.MissingYear.ToString(CultureInfo.InvariantCulture))),
            };
        }

        var end = leg.Done is { } done && done < asOf ? done : asOf;
        return known with
        {
            On = deadline.Due,
            WorkingDaysLeft = WorkingDays(law.Calendar, end, deadline.Due),
            DaysLeft = Math.Max(0, deadline.Due.DayNumber - end.DayNumber),
            LateSince = !clock.FirstDayAfter && end > deadline.Due ? deadline.Due.AddDays(1) : null,
        };
    }

    /// <summary>
    /// The clock of a step that reaches a region on a day: its own document's first, then those of the areas above.
    /// </summary>
    public static Clock? ClockOf(LawSnapshot law, string region, string step, DateOnly on)
    {
        var chain = law.Jurisdictions.ChainOf(region);
        return law.All<Clock>().FirstOrDefault(one =>
            one.Step == step && one.Effective.Contains(on) && chain.Contains(one.Jurisdiction));
    }

    /// <summary>The first day of a new application after a notice was served, where the region says one.</summary>
    public static DateOnly? FirstAgain(LawSnapshot law, string region, DateOnly served) =>
        Of(law, region, new Leg(ClockSteps.Reapply, served, null), served).On;

    private static int? WorkingDays(WorkCalendar calendar, DateOnly after, DateOnly last)
    {
        var left = 0;
        for (var day = after.AddDays(1); day <= last; day = day.AddDays(1))
        {
            switch (calendar.IsWorkingDay(day))
            {
                case null:
                    return null;
                case true:
                    left++;
                    break;
                default:
                    break;
            }
        }

        return left;
    }
}
