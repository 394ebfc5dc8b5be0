using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Mutation;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>The library that is shipped, as it stands in the repository.</summary>
public sealed class ShippedLibraryTests
{
    private const string Chuxiong = "cx-yibaogui-2022-3";

    private static readonly string[] ChuxiongRows =
    [
        .. Rows("CX-1 CX-2-1 CX-2-2 CX-3 CX-4 CX-5 CX-6-1 CX-6-2 CX-6-3 CX-6-4 CX-6-5 CX-6-6 CX-7-1 CX-7-2 CX-7-3"),
        .. Rows("CX-8-1 CX-8-2 CX-8-3 CX-8-4 CX-9-1 CX-9-2 CX-9-3 CX-10-1 CX-10-2 CX-10-3 CX-11-1 CX-11-2 CX-12"),
        .. Rows("CX-13-1 CX-13-2 CX-13-3 CX-14 CX-15-1 CX-15-2 CX-15-3 CX-15-4 CX-15-5 CX-15-6 CX-16 CX-17-1"),
        .. Rows("CX-17-2 CX-17-3 CX-17-4 CX-17-5 CX-17-6 CX-18-1 CX-18-2 CX-19-1 CX-19-2 CX-19-3 CX-20 CX-21"),
        .. Rows("CX-22-1 CX-22-2 CX-23-1 CX-23-2 CX-23-3 CX-24 CX-25 CX-26-1 CX-26-2 CX-27 CX-28 CX-29-1 CX-29-2"),
        .. Rows("CX-30 CX-31 CX-32 CX-33 CX-34 CX-35"),
    ];

    private static readonly Lazy<LawLoad> Library = new(() => LawLibrary.Load(LawDirectory()));

    [Fact]
    public void The_library_loads_and_nothing_is_wrong_with_it() =>
        string.Join("\n", Library.Value.Diagnostics).ShouldBeEmpty();

    [Fact]
    public void Every_clause_has_a_rule_an_obligation_or_a_reason_why_nothing_follows() =>
        Library.Value.Documents.SelectMany(one => one.Clauses).Where(one => !one.IsCovered)
            .Select(one => one.Article).ShouldBeEmpty();

    [Fact]
    public void Each_requirement_of_the_Chuxiong_measures_stands_under_one_clause() =>
        Library.Value.Documents.Single(one => one.Id == Chuxiong).Clauses.SelectMany(one => one.Rows)
            .ShouldBe(ChuxiongRows);

    [Fact]
    public void Every_changed_number_date_or_word_of_a_rule_is_noticed() =>
        MutationRun.Of(Library.Value).Survivors.Select(one => one.ToString()).ShouldBeEmpty();

    [Theory]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void The_calendar_has_as_many_working_days_as_the_year_was_given(int year, int days)
    {
        var calendar = Library.Value.Snapshot.ShouldNotBeNull().Calendar;
        var first = new DateOnly(year, 1, 1);
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Count(day => calendar.IsWorkingDay(first.AddDays(day)) == true).ShouldBe(days);
    }

    private static string[] Rows(string rows) => rows.Split(' ');

    private static string LawDirectory()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Mingsuan.slnx")))
        {
            at = at.Parent.ShouldNotBeNull();
        }

        return Path.Combine(at.FullName, "law");
    }
}
