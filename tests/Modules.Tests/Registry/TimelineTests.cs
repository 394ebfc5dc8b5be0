using Mingsuan.Registry.Facts;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>时间轴 — no day has two facts, and nothing is lost when one takes another's place.</summary>
public sealed class TimelineTests
{
    [Fact]
    public void What_was_open_ends_the_day_before_the_next_begins()
    {
        var rewrite = Timeline.Append([Fact("2020-01-01", null, "A")], Fact("2024-03-01", null, "B"), Guid.NewGuid)!;

        Spans(rewrite.Withdrawn).ShouldBe(["2020-01-01..:A"]);
        Spans(rewrite.Added).ShouldBe(["2020-01-01..2024-02-29:A", "2024-03-01..:B"]);
    }

    [Fact]
    public void The_same_said_again_changes_nothing() =>
        Timeline.Append([Fact("2020-01-01", null, "A")], Fact("2024-03-01", null, "A"), Guid.NewGuid)!
            .Changes.ShouldBeFalse();

    [Theory]
    [InlineData("2020-01-01", "2025-12-31", "2024-03-01")]
    [InlineData("2025-01-01", null, "2024-03-01")]
    [InlineData("2024-03-01", null, "2024-03-01")]
    public void A_stated_end_or_a_later_beginning_stands_in_the_way(string from, string? to, string next) =>
        Timeline.Append([Fact(from, to, "A")], Fact(next, null, "B"), Guid.NewGuid).ShouldBeNull();

    [Fact]
    public void What_ended_before_does_not_stand_in_the_way() => Spans(Timeline.Append(
        [Fact("2020-01-01", "2023-12-31", "A")], Fact("2024-01-01", "2026-12-31", "B"), Guid.NewGuid)!.Added)
        .ShouldBe(["2024-01-01..2026-12-31:B"]);

    [Fact]
    public void A_correction_leaves_the_days_before_and_after_as_they_were()
    {
        var rewrite = Timeline.Correct(
            [Fact("2020-01-01", null, "A")], Fact("2022-01-01", "2022-12-31", "B"), Guid.NewGuid);

        Spans(rewrite.Added).ShouldBe(["2020-01-01..2021-12-31:A", "2023-01-01..:A", "2022-01-01..2022-12-31:B"]);
        rewrite.Withdrawn.Count.ShouldBe(1);
    }

    [Fact]
    public void A_withdrawn_fact_is_out_of_the_way_and_still_known_then()
    {
        var old = Fact("2020-01-01", null, "A");
        old.RecordedAt = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        old.WithdrawnAt = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Timeline.Append([old], Fact("2019-01-01", null, "B"), Guid.NewGuid)!.Withdrawn.ShouldBeEmpty();
        old.Holds(new DateOnly(2021, 1, 1)).ShouldBeFalse();
        old.HeldAsKnown(new DateOnly(2021, 1, 1), new DateTime(2023, 12, 31, 0, 0, 0, DateTimeKind.Utc)).ShouldBeTrue();
        old.HeldAsKnown(new DateOnly(2021, 1, 1), old.WithdrawnAt.Value).ShouldBeFalse();
    }

    private static Licence Fact(string from, string? to, string number) => new()
    {
        InstId = Guid.Empty,
        FactId = Guid.NewGuid(),
        ValidFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        ValidTo = to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        Source = "x",
        Kind = "internetCare",
        Number = number,
    };

    private static IEnumerable<string> Spans(IEnumerable<DatedFact> facts) =>
        facts.Select(one => $"{one.ValidFrom:yyyy-MM-dd}..{one.ValidTo:yyyy-MM-dd}:{((Licence)one).Number}");
}
