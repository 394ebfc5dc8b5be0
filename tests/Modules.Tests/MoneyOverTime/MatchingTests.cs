using FsCheck;
using FsCheck.Fluent;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Reconciling;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>明细比对 — properties of the pairing, on books drawn by chance and changed in known places.</summary>
public sealed class MatchingTests
{
    private const int Cases = 500;

    [Fact]
    public void Books_that_are_alike_have_no_breaks_in_whatever_order_they_are_stated() => Hold(random =>
    {
        var known = Known(random);
        var stated = known.Select(Stated).OrderBy(_ => random.Next()).ToList();

        Matching.Match(stated, known).ShouldAllBe(line => line.Cause == BreakCause.None);
    });

    [Fact]
    public void Every_stated_line_and_every_known_line_in_question_is_told_of_once() => Hold(random =>
    {
        var known = Known(random);
        var stated = Changed(random, known.Select(Stated)).ToList();

        var matched = Matching.Match(stated, known);

        matched.Where(line => line.Stated is not null).Select(line => line.Stated).ShouldBe(stated);
        matched.Where(line => line.Stated is null).Select(line => line.Known!.SetlId).ShouldBeUnique();
        known.Where(line => line.Counts)
            .ShouldAllBe(line => matched.Any(one => one.Known != null && one.Known.SetlId == line.SetlId));
    });

    [Fact]
    public void A_sum_that_differs_has_a_line_that_says_why() => Hold(random =>
    {
        var known = Known(random);
        var stated = Changed(random, known.Select(Stated)).ToList();

        var matched = Matching.Match(stated, known);

        if (Sum(stated.Select(line => line.Fee)) != Sum(known.Where(line => line.Counts).Select(line => line.Fee)))
        {
            matched.ShouldContain(line => line.Cause != BreakCause.None);
        }
    });

    [Fact]
    public void A_refund_may_be_stated_by_the_number_of_what_it_takes_back() => Hold(random =>
    {
        var known = Known(random);
        var stated = known.Select(line => Stated(line) with { SetlId = line.Reverses ?? line.SetlId }).ToList();

        Matching.Match(stated, known).ShouldAllBe(line => line.Cause == BreakCause.None);
    });

    private static void Hold(Action<Random> body) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => body(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Cases));

    private static List<KnownLine> Known(Random random)
    {
        var lines = new List<KnownLine>();
        for (var at = random.Next(1, 12); at > 0; at--)
        {
            var line = new KnownLine(
                $"S{at}", $"V{at}", $"P{random.Next(3)}", $"M{at}", Fen(random), Fen(random), Fen(random),
                null, null, true, true);
            if (random.Next(3) == 0)
            {
                lines.Add(line with
                {
                    SetlId = $"R{at}",
                    Fee = -line.Fee,
                    Fund = -line.Fund,
                    Account = -line.Account,
                    Reverses = line.SetlId,
                });
                line = line with { ReversedBy = $"R{at}" };
            }

            lines.Add(line);
        }

        return lines;
    }

    private static StatedLine Stated(KnownLine line) => new(
        0, line.SetlId, line.MdtrtId, line.PsnNo, line.Fee, line.Fund, line.Account, line.Reverses is not null);

    private static IEnumerable<StatedLine> Changed(Random random, IEnumerable<StatedLine> lines)
    {
        foreach (var line in lines)
        {
            switch (random.Next(8))
            {
                case 0:
                    break;
                case 1:
                    yield return line;
                    yield return line;
                    break;
                case 2:
                    yield return line with { Fee = line.Fee + new Money(1) };
                    break;
                case 3:
                    yield return line with { SetlId = "X" + line.SetlId };
                    break;
                case 4:
                    yield return line with { Refund = !line.Refund };
                    break;
                default:
                    yield return line;
                    break;
            }
        }
    }

    private static Money Fen(Random random) => new(random.Next(0, 100_000));

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, one) => sum + one);
}
