using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Primitives;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("0.0049", "0.00")]
    [InlineData("2.675", "2.68")]
    [InlineData("-0.005", "-0.01")]
    public void Half_a_fen_rounds_away_from_zero(string yuan, string printed) =>
        Money.FromYuan(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture))
            .ToString().ShouldBe(printed);

    [Fact]
    public void A_product_lies_within_half_a_fen_of_the_exact_one() => Properties.Hold(
        draw => (Fen: (long)draw.Int(0, 2_000_000_000), Factor: draw.Int(0, 100_000) / 10_000m),
        one => Math.Abs(new Money(one.Fen).Times(one.Factor).Fen - (one.Fen * one.Factor))
            .ShouldBeLessThanOrEqualTo(0.5m));

    [Fact]
    public void An_amount_printed_reads_back_as_itself() => Properties.Hold(
        draw => new Money(draw.Int(-2_000_000_000, 2_000_000_000)),
        one => Money.FromYuan(decimal.Parse(one.ToString(), System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(one));

    [Fact]
    public void An_overflow_throws_rather_than_wraps() =>
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
