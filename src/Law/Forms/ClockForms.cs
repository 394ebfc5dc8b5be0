using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Forms;

/// <summary>期限 — the forms of deadlines and of duties to report.</summary>
public static class ClockForms
{
    private static readonly Field<string> Step = new("clock", Shapes.Name, "the step whose deadline it is", true);
    private static readonly Field<int> WorkingDays = new("working-days", Shapes.Whole(1), "so many working days");
    private static readonly Field<int> Months = new("months", Shapes.Whole(1), "so many months");
    private static readonly Field<bool> Rolls =
        new("rolls", Shapes.Flag, "whether a last day that is a rest day moves on (true; months only)");

    private static readonly Field<bool> FirstDayAfter =
        new("first-day-after", Shapes.Flag, "true: the answer is the first day allowed (false)");

    private static readonly Field<Lapse> Lapses =
        new("lapse", Shapes.WordOf<Lapse>(), "what missing it leads to (mark-overdue)");

    private static readonly Field<string> Duty = new("report", Shapes.Name, "the duty's name", true);
    private static readonly Field<DayOfWeek> Day = new("day", Shapes.WordOf<DayOfWeek>(), "the day of the week", true);
    private static readonly Field<TimeOnly> Time = new("time", Shapes.Time, "due at, to the minute", true);
    private static readonly Field<bool> HolidaysMoveIt =
        new("holidays-move-it", Shapes.Flag, "whether a rest day moves it to the next working day (false)");

    public static readonly RuleForm Clock = new(
        Step, "a deadline; the day of the event is not counted", [WorkingDays, Months, Rolls, FirstDayAfter, Lapses],
        ClockOf);

    public static readonly RuleForm Report = new(
        Duty,
        "a weekly duty to report",
        [Day, Time, HolidaysMoveIt],
        values => [new Report
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Step = Casing.ToCamel(values.Get(Duty)),
            Day = values.Get(Day),
            Time = values.Get(Time),
            HolidaysMoveIt = values.Get(HolidaysMoveIt, false),
            Situation = values.Find(RuleForm.Situation),
        }]);

    private static IEnumerable<Provision> ClockOf(FormValues values)
    {
        if (values.Has(WorkingDays) == values.Has(Months))
        {
            values.Reader.Report(DiagnosticKinds.MissingField, values.Line, "working-days | months", Step.Name,
                "exactly one of the two");
        }

        yield return new Clock
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Step = Casing.ToCamel(values.Get(Step)),
            WorkingDays = values.Get(WorkingDays, 0),
            Months = values.Get(Months, 0),
            Rolls = values.Get(Rolls, true),
            FirstDayAfter = values.Get(FirstDayAfter, false),
            Lapse = values.Get(Lapses, Lapse.MarkOverdue),
        };
    }
}
