using Mingsuan.Platform.Identity;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Identity;

/// <summary>登录限速 — guessing slows down, and only for who guesses.</summary>
public sealed class SignInBrakeTests
{
    private static readonly Operator Officer = new("zhang", "agency");
    private static readonly SignInSource[] Zhang = [new("name zhang", 5, true)];
    private readonly FakeClock clock = FakeClock.AtBeijing(2026, 11, 20);
    private readonly SignInBrake brake;
    private int looks;

    public SignInBrakeTests() => brake = new(clock);

    [Fact]
    public void After_five_guesses_each_one_more_waits_twice_as_long_up_to_five_minutes()
    {
        for (var free = 0; free < 5; free++)
        {
            Guess(Zhang, $"free {free}").Wait.ShouldBe(TimeSpan.Zero);
        }

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 })
        {
            var before = looks;
            Guess(Zhang, "early").Wait.ShouldBe(TimeSpan.FromSeconds(seconds));
            looks.ShouldBe(before, "while it waits nothing is looked at");
            clock.Advance(TimeSpan.FromSeconds(seconds));
            Guess(Zhang, $"late {seconds} {looks}").Wait.ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Attempts_during_a_pause_do_not_lengthen_it_and_the_right_word_after_it_forgives()
    {
        Guesses(Zhang, 5);
        for (var pressing = 0; pressing < 100; pressing++)
        {
            Guess(Zhang, $"pressing {pressing}");
        }

        brake.Attempt(Zhang, "right", () => Officer).Wait.ShouldBe(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        brake.Attempt(Zhang, "right", () => Officer).Who.ShouldBe(Officer);
        Guesses(Zhang, 4);
        Guess(Zhang, "x").Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void The_same_wrong_word_sent_on_and_on_is_one_guess()
    {
        for (var again = 0; again < 200; again++)
        {
            Guess(Zhang, "an old token").Wait.ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public void One_source_does_not_slow_another_and_a_right_word_does_not_clear_an_address()
    {
        SignInSource[] here = [new("address here", 5, false)];
        Guesses(here, 4);
        brake.Attempt(here, "right", () => Officer).Who.ShouldBe(Officer);
        Guess(here, "fifth").Wait.ShouldBe(TimeSpan.Zero);
        Guess(here, "sixth").Wait.ShouldBe(TimeSpan.FromSeconds(1));
        Guess([new("address there", 5, false)], "sixth").Wait.ShouldBe(TimeSpan.Zero);
        Guess([.. Zhang, .. here], "seventh").Wait.ShouldBe(TimeSpan.FromSeconds(1), "the longest of its sources");
    }

    [Fact]
    public void A_quarter_of_an_hour_without_a_guess_forgives()
    {
        Guesses(Zhang, 12);
        clock.Advance(TimeSpan.FromMinutes(16));
        Guesses(Zhang, 4);
        Guess(Zhang, "fifth").Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Many_guesses_at_the_same_moment_are_as_many_as_one_by_one()
    {
        Parallel.For(0, 200, at => Guess(Zhang, $"at once {at}"));
        looks.ShouldBe(5);
    }

    [Fact]
    public void More_sources_than_there_is_room_for_push_out_the_oldest_only()
    {
        SignInSource[] first = [new("first", 1, true)];
        Guess(first, "x");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        for (var source = 0; source < 9_999; source++)
        {
            Guess([new($"source {source}", 1, true)], "x");
        }

        Guess(first, "y").Wait.ShouldBeGreaterThan(TimeSpan.Zero);
        Guess([new("one too many", 1, true)], "x");
        Guess([new("source 0", 1, true)], "y").Wait.ShouldBeGreaterThan(TimeSpan.Zero);
        Guess(first, "y").Wait.ShouldBe(TimeSpan.Zero, "it was pushed out");
    }

    private void Guesses(SignInSource[] sources, int times)
    {
        for (var at = 0; at < times; at++)
        {
            var waits = Guess(sources, $"guess {at} {looks}").Wait;
            if (waits > TimeSpan.Zero)
            {
                clock.Advance(waits);
                Guess(sources, $"guess {at} {looks}");
            }
        }
    }

    private SignInResult Guess(SignInSource[] sources, string word) => brake.Attempt(sources, word, () =>
    {
        looks++;
        return null;
    });
}
