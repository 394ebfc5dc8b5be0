using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Primitives;

public sealed class AllotmentTests
{
    [Fact]
    public void Parts_sum_exactly_and_each_lies_within_a_fen_of_its_exact_share() => Properties.Hold(
        draw => Drawn(draw, bounded: false),
        one =>
        {
            var parts = Split(one.Total, one.Weights);

            parts.Sum().ShouldBe(one.Total);
            var sum = one.Weights.Sum();
            for (var i = 0; i < parts.Length; i++)
            {
                ((decimal)parts[i] * sum).ShouldBeGreaterThan(((decimal)one.Total * one.Weights[i]) - sum);
                ((decimal)parts[i] * sum).ShouldBeLessThan(((decimal)one.Total * one.Weights[i]) + sum);
            }
        });

    [Fact]
    public void No_part_exceeds_its_weight_when_the_total_does_not_exceed_theirs() => Properties.Hold(
        draw => Drawn(draw, bounded: true),
        one =>
        {
            var parts = Split(one.Total, one.Weights);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i].ShouldBeInRange(0, one.Weights[i]);
            }
        });

    [Fact]
    public void Fen_left_over_go_to_the_largest_remainders_and_to_earlier_lines_on_a_tie() => Properties.Hold(
        draw => Drawn(draw, bounded: false),
        one =>
        {
            var parts = Split(one.Total, one.Weights);
            var sum = one.Weights.Sum();
            var left = one.Total - one.Weights.Sum(weight => (long)((Int128)one.Total * weight / sum));
            var lucky = Enumerable.Range(0, parts.Length)
                .OrderByDescending(i => (Int128)one.Total * one.Weights[i] % sum).ThenBy(i => i)
                .Take((int)left).ToHashSet();
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i].ShouldBe((long)((Int128)one.Total * one.Weights[i] / sum) + (lucky.Contains(i) ? 1 : 0));
            }
        });

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(2, new long[] { 5, 5, 5 }, new long[] { 1, 1, 0 })]
    [InlineData(1, new long[] { 1, 2, 2 }, new long[] { 0, 1, 0 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(7, new long[] { 0, 7, 0 }, new long[] { 0, 7, 0 })]
    public void A_split_is_worked_out_as_by_hand(long total, long[] weights, long[] parts) =>
        Split(total, weights).ShouldBe(parts);

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        Should.Throw<ArgumentException>(() => Split(1, [0, 0]));
        Should.Throw<ArgumentOutOfRangeException>(() => Split(-1, [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => Split(1, [1, -1]));
    }

    private static (long Total, long[] Weights) Drawn(Draw draw, bool bounded)
    {
        var weights = Enumerable.Range(0, draw.Int(1, draw.Chance(5) ? 100 : 8))
            .Select(_ => (long)draw.One(0, 1, draw.Int(0, 20), draw.Int(0, 1_000_000_000))).ToArray();
        weights[draw.Int(0, weights.Length - 1)] += 1;
        var most = bounded ? weights.Sum() : 10_000_000_000;
        return ((long)(draw.Int(0, 1_000_000) / 1_000_000m * most), weights);
    }

    private static long[] Split(long total, long[] weights)
    {
        var parts = new Money[weights.Length];
        Allotment.Split(new Money(total), [.. weights.Select(weight => new Money(weight))], parts);
        return [.. parts.Select(part => part.Fen)];
    }
}
