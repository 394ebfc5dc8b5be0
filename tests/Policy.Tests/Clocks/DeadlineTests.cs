using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mingsuan.Policy.Clocks;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Clocks;

/// <summary>Deadlines against a second, naive reading of the published calendars.</summary>
public sealed partial class DeadlineTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2026, 12, 31);

    /// <summary>Every day of the published years that is worked on, read from the files line by line.</summary>
    private static readonly Lazy<SortedSet<DateOnly>> Worked = new(ReadCalendars);

    [Fact]
    public void Every_day_of_the_published_years_is_a_working_day_or_not_as_the_notices_say()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            Laws.Shipped.Calendar.IsWorkingDay(day).ShouldBe(Worked.Value.Contains(day), Text(day));
        }

        Laws.Shipped.Calendar.IsWorkingDay(First.AddDays(-1)).ShouldBeNull();
        Laws.Shipped.Calendar.IsWorkingDay(Last.AddDays(1)).ShouldBeNull();
    }

    [Fact]
    public void A_term_in_working_days_ends_on_the_last_of_so_many_days_after_the_event() => Properties.Hold(
        draw => (From: draw.Day(First, Last), Days: draw.Int(1, 40), FirstAfter: draw.Chance(30)),
        one =>
        {
            var deadline = Deadlines.Of(Laws.Shipped, Term(days: one.Days, firstDayAfter: one.FirstAfter), one.From);
            var expected = Worked.Value.Where(day => day > one.From).Take(one.Days).ToList();
            if (expected.Count < one.Days)
            {
                deadline.Code.ShouldBe(RefusalCode.CalendarUnpublished);
                deadline.MissingYear.ShouldBe(2027);
                return;
            }

            deadline.Counted.ShouldBe(expected);
            deadline.Due.ShouldBe(one.FirstAfter ? expected[^1].AddDays(1) : expected[^1]);
        });

    [Fact]
    public void A_term_in_months_ends_on_the_corresponding_day_or_rolls_to_the_next_working_day() => Properties.Hold(
        draw => (From: draw.Day(First, Last), Months: draw.Int(1, 12), Rolls: draw.Chance(50), After: draw.Chance(30)),
        one =>
        {
            var term = Term(months: one.Months, rolls: one.Rolls, firstDayAfter: one.After);
            var deadline = Deadlines.Of(Laws.Shipped, term, one.From);
            var month = new DateOnly(one.From.Year, one.From.Month, 1).AddMonths(one.Months);
            var length = DateTime.DaysInMonth(month.Year, month.Month);
            var due = month.AddDays(Math.Min(one.From.Day, length) - 1 + (one.After ? 1 : 0));
            var rolled = one.Rolls ? Worked.Value.FirstOrDefault(day => day >= due) : due;
            if (rolled == default)
            {
                deadline.Code.ShouldBe(RefusalCode.CalendarUnpublished);
                return;
            }

            (deadline.Code, deadline.Due).ShouldBe((RefusalCode.None, rolled));
        });

    [Theory]
    [InlineData("2026-11-30", "2027-03-01")]
    [InlineData("2026-12-01", "2027-03-02")]
    [InlineData("2027-01-31", "2027-05-01")]
    [InlineData("2031-05-15", "2031-08-16")]
    public void A_term_that_does_not_roll_needs_no_calendar(string from, string due) =>
        Mingsuan.Law.Exchange.Clocks.Answer(Laws.Shipped, Question.Of(new JsonObject
        {
            ["document"] = "楚医保规〔2022〕3号",
            ["step"] = "reapply",
            ["from"] = from,
        }).Element)["due"]!.GetValue<string>().ShouldBe(due);

    [Fact]
    public void A_term_that_would_end_after_the_last_day_that_can_be_written_is_refused() => Deadlines
        .Of(Laws.Shipped, Term(months: 3, rolls: false, firstDayAfter: true), DateOnly.MaxValue.AddMonths(-3))
        .Code.ShouldBe(RefusalCode.CalendarUnpublished);

    [Fact]
    public void A_weekly_report_falls_on_its_weekday_or_the_next_working_day() => Properties.Hold(
        draw => (From: draw.Day(First, Last.AddDays(-20)), Day: (DayOfWeek)draw.Int(0, 6), Moves: draw.Chance(50)),
        one =>
        {
            var deadline = Deadlines.Of(Laws.Shipped, Weekly(one.Day, one.Moves), one.From, situationHolds: false);
            var due = Enumerable.Range(0, 7).Select(one.From.AddDays).Single(day => day.DayOfWeek == one.Day);

            deadline.Due.ShouldBe(one.Moves ? Worked.Value.First(day => day >= due) : due);
            deadline.Time.ShouldBe(new TimeOnly(14, 0));
        });

    [Fact]
    public void No_answer_is_given_for_a_day_of_an_unpublished_year() => Properties.Hold(
        draw => draw.One(
            draw.Day(DateOnly.MinValue, First.AddDays(-8)), draw.Day(Last.AddDays(1), DateOnly.MaxValue)),
        from =>
        {
            Deadlines.Of(Laws.Shipped, Term(days: 3), from).Code.ShouldBe(RefusalCode.CalendarUnpublished);
            Deadlines.Of(Laws.Shipped, Term(months: 3), from).Code.ShouldBe(RefusalCode.CalendarUnpublished);
            Deadlines.Of(Laws.Shipped, Weekly(DayOfWeek.Monday, true), from, false).Code
                .ShouldBe(RefusalCode.CalendarUnpublished);
        });

    /// <summary>楚医保规〔2022〕3号 第十七条 — the worked example across the National Day holiday.</summary>
    [Theory]
    [InlineData("review", "2022-09-26", "2022-10-13")]
    public void A_step_of_a_document_is_due_as_worked_out_by_hand(string step, string from, string due) =>
        Mingsuan.Law.Exchange.Clocks.Answer(Laws.Shipped, Question.Of(new JsonObject
        {
            ["document"] = "楚医保规〔2022〕3号",
            ["step"] = step,
            ["from"] = from,
        }).Element)["due"]!.GetValue<string>().ShouldBe(due);

    private static Clock Term(int days = 0, int months = 0, bool rolls = true, bool firstDayAfter = false) => new()
    {
        ClauseId = 0,
        Jurisdiction = 0,
        Effective = Period.Always,
        Step = "test",
        WorkingDays = days,
        Months = months,
        Rolls = rolls,
        FirstDayAfter = firstDayAfter,
        Lapse = Lapse.MarkOverdue,
    };

    private static Report Weekly(DayOfWeek day, bool moves) => new()
    {
        ClauseId = 0,
        Jurisdiction = 0,
        Effective = Period.Always,
        Step = "test",
        Day = day,
        Time = new TimeOnly(14, 0),
        HolidaysMoveIt = moves,
    };

    private static SortedSet<DateOnly> ReadCalendars()
    {
        var worked = new SortedSet<DateOnly>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                worked.Add(day);
            }
        }

        var rests = true;
        foreach (var line in Directory.GetFiles(Path.Combine(Laws.Root(), "law", "calendars"), "*.yaml")
            .SelectMany(File.ReadAllLines))
        {
            rests = line.StartsWith("rest:", StringComparison.Ordinal) ||
                (rests && !line.StartsWith("work:", StringComparison.Ordinal));
            var days = DayPattern().Matches(line).Select(one => Day(one.Value)).ToList();
            if (!line.StartsWith("  - ", StringComparison.Ordinal) || days.Count == 0)
            {
                continue;
            }

            for (var day = days[0]; day <= days[^1]; day = day.AddDays(1))
            {
                _ = rests ? worked.Remove(day) : worked.Add(day);
            }
        }

        return worked;
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex DayPattern();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
