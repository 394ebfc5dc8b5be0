using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;

namespace Mingsuan.Law.Reading;

/// <summary>年历 — the official rest days and make-up working days of one year.</summary>
public sealed record YearCalendar(string Path, int Year, IReadOnlyList<DateOnly> Rest, IReadOnlyList<DateOnly> Work);

/// <summary>Reads a file of <c>calendars/</c>.</summary>
public static class CalendarReader
{
    private static readonly Field<int> Year = new("year", new WholeShape(1949, 2999, "a year"), "the year", true);
    private static readonly Field<IReadOnlyList<DaySpell>> Rest =
        new("rest", new ListShape<DaySpell>(new SpellShape()), "days off, single or as 2020-01-24..2020-02-02", true);

    private static readonly Field<IReadOnlyList<DaySpell>> Work =
        new("work", new ListShape<DaySpell>(new SpellShape()), "make-up working days");

    private static readonly Field<string> Source = new("source", Shapes.Text, "the notice it is taken from", true);
    private static readonly Field<string> Note = new("note", Shapes.Text, "a remark for readers");
    private static readonly Form Form = new("calendar", [Year, Rest, Work, Source, Note]);

    public static YearCalendar? Read(string path, string text, DiagnosticSink sink)
    {
        if (YamlFile.Read(path, text, sink) is not { } node
            || Form.Read(node, new FormReader(sink, path, null, -1, -1)) is not { } values)
        {
            return null;
        }

        var year = values.Get(Year);
        var good = true;
        var seen = new HashSet<DateOnly>();
        foreach (var (spells, working) in new[] { (values.Get(Rest), false), (values.Get(Work, []), true) })
        {
            foreach (var (day, line) in spells.SelectMany(one => one.Days.Select(day => (day, one.Line))))
            {
                var reason = day.Year != year ? $"it is not a day of {year}"
                    : !seen.Add(day) ? "it stands twice"
                    : working && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                        ? $"it is a {day.DayOfWeek}, and only a Saturday or Sunday is made a working day"
                        : null;
                if (reason is not null)
                {
                    good = false;
                    var written = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    sink.Report(DiagnosticKinds.BadCalendarDay, path, line, null, written, reason);
                }
            }
        }

        return good ? new YearCalendar(path, year, Flat(values.Get(Rest)), Flat(values.Get(Work, []))) : null;
    }

    private static List<DateOnly> Flat(IReadOnlyList<DaySpell> spells) => [.. spells.SelectMany(one => one.Days)];

    private sealed record DaySpell(IReadOnlyList<DateOnly> Days, int Line);

    /// <summary>A day, or <c>first..last</c>.</summary>
    private sealed class SpellShape : Shape<DaySpell>
    {
        private const string Range = "..";

        public override string Expected => "a day as 2020-01-01, or a spell of days as 2020-01-24..2020-02-02";

        public override bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out DaySpell value)
        {
            value = null;
            if (node is not YamlScalar scalar)
            {
                return reader.Refuse(node, this);
            }

            var ends = scalar.Text.Split(Range);
            if (ends.Length > 2 || !TryDay(ends[0], out var first) || !TryDay(ends[^1], out var last) || last < first)
            {
                return reader.Refuse(node, this);
            }

            var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
            value = new DaySpell([.. days], node.Line);
            return true;
        }

        private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
