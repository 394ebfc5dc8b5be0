using Mingsuan.Testing;

namespace Mingsuan.Architecture.Tests.Fixtures;

public sealed class FakeClockTests
{
    private readonly FakeClock clock = FakeClock.AtBeijing(2022, 9, 26);

    [Fact]
    public void It_stands_still_and_tells_utc() =>
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2022, 9, 26, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(4));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_at_its_own_instant()
    {
        var seen = new List<int>();
        var minute = TimeSpan.FromMinutes(1);
        using var timer = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow().Minute), null, minute, minute);

        clock.Advance(TimeSpan.FromMinutes(3.5));

        seen.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void It_never_goes_back() =>
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
}
