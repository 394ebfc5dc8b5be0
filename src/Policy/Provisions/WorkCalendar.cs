namespace Mingsuan.Policy.Provisions;

/// <summary>
/// 工作日历 — the official rest days and make-up working days of the years that are published. A day of an
/// unpublished year is unknown; it is never guessed from the weekday.
/// </summary>
public sealed class WorkCalendar
{
    private readonly HashSet<int> years;
    private readonly HashSet<DateOnly> rest;
    private readonly HashSet<DateOnly> work;

    public WorkCalendar(IEnumerable<int> publishedYears, IEnumerable<DateOnly> restDays, IEnumerable<DateOnly> workDays)
    {
        years = [.. publishedYears];
        rest = [.. restDays];
        work = [.. workDays];
    }

    public IReadOnlyCollection<int> Years => years;

    public bool IsPublished(DateOnly day) => years.Contains(day.Year);

    /// <summary>Whether the day is a working day; null when its year is not published.</summary>
    public bool? IsWorkingDay(DateOnly day)
    {
        if (!IsPublished(day))
        {
            return null;
        }

        if (work.Contains(day))
        {
            return true;
        }

        return !rest.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
