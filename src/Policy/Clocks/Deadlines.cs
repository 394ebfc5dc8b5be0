using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Policy.Clocks;

/// <summary>期限结论 — the last (or first allowed) moment, the working days counted, or the refusal.</summary>
public sealed record Deadline(
    RefusalCode Code, DateOnly Due, TimeOnly? Time, IReadOnlyList<DateOnly> Counted, int ClauseId, int MissingYear)
{
    public static Deadline Refuse(RefusalCode code, int clauseId, int year = 0) =>
        new(code, default, null, [], clauseId, year);
}

/// <summary>
/// 期间计算 — legal periods by the official calendar. The day of the event is not counted; months end on the
/// corresponding day, or the month's last; a term that rolls ends on the next working day. What hangs on the calendar
/// of a year that is not published is refused, never guessed; a term in months that does not roll hangs on none.
/// (民法典 第二百零一条至第二百零四条)
/// </summary>
public static class Deadlines
{
    public static Deadline Of(LawSnapshot law, Clock clock, DateOnly from)
    {
        if (clock.WorkingDays == 0 && !clock.Rolls && from <= LastFrom(clock))
        {
            return new Deadline(RefusalCode.None, AfterMonths(clock, from), null, [], clock.ClauseId, 0);
        }

        if (!law.Calendar.IsPublished(from))
        {
            return Deadline.Refuse(RefusalCode.CalendarUnpublished, clock.ClauseId, from.Year);
        }

        return clock.WorkingDays > 0
            ? CountWorkingDays(law.Calendar, clock, from)
            : Roll(law.Calendar, AfterMonths(clock, from), clock.ClauseId, [], null);
    }

    /// <summary>The last day whose term still ends on a day that can be written.</summary>
    private static DateOnly LastFrom(Clock clock) => DateOnly.MaxValue.AddMonths(-clock.Months - 1);

    private static DateOnly AfterMonths(Clock clock, DateOnly from)
    {
        var full = from.AddMonths(clock.Months);
        return clock.FirstDayAfter ? full.AddDays(1) : full;
    }

    /// <summary>
    /// The first due moment on or after a day; <paramref name="situationHolds"/> says whether its situation is on.
    /// </summary>
    public static Deadline Of(LawSnapshot law, Report report, DateOnly from, bool situationHolds)
    {
        if (report.Situation is not null && !(situationHolds && report.Effective.Contains(from)))
        {
            return Deadline.Refuse(RefusalCode.SituationOff, report.ClauseId);
        }

        var due = from.AddDays(((int)report.Day - (int)from.DayOfWeek + 7) % 7);
        if (!law.Calendar.IsPublished(due))
        {
            return Deadline.Refuse(RefusalCode.CalendarUnpublished, report.ClauseId, due.Year);
        }

        return report.HolidaysMoveIt
            ? Roll(law.Calendar, due, report.ClauseId, [], report.Time)
            : new Deadline(RefusalCode.None, due, report.Time, [], report.ClauseId, 0);
    }

    private static Deadline CountWorkingDays(WorkCalendar calendar, Clock clock, DateOnly from)
    {
        var counted = new List<DateOnly>(clock.WorkingDays);
        var day = from;
        while (counted.Count < clock.WorkingDays)
        {
            day = day.AddDays(1);
            switch (calendar.IsWorkingDay(day))
            {
                case null:
                    return Deadline.Refuse(RefusalCode.CalendarUnpublished, clock.ClauseId, day.Year);
                case true:
                    counted.Add(day);
                    break;
                default:
                    break;
            }
        }

        var due = clock.FirstDayAfter ? day.AddDays(1) : day;
        return new Deadline(RefusalCode.None, due, null, counted, clock.ClauseId, 0);
    }

    private static Deadline Roll(
        WorkCalendar calendar, DateOnly due, int clauseId, IReadOnlyList<DateOnly> counted, TimeOnly? time)
    {
        while (true)
        {
            switch (calendar.IsWorkingDay(due))
            {
                case null:
                    return Deadline.Refuse(RefusalCode.CalendarUnpublished, clauseId, due.Year);
                case true:
                    return new Deadline(RefusalCode.None, due, time, counted, clauseId, 0);
                default:
                    due = due.AddDays(1);
                    break;
            }
        }
    }
}
