using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>
/// A pure model of one person's year: settlements, reversals and retries in any order. What is recorded, folded, is
/// what was accumulated on the way; a reversal is the opposite entry and nothing is decided again.
/// </summary>
public sealed class FoldTests
{
    private enum Kind
    {
        Settle,
        Reverse,
        Retry,
    }

    [Fact]
    public void Recorded_entries_folded_are_the_projection_after_any_order_of_events() => Properties.Hold(
        Drawn,
        history =>
        {
            var book = new Book();
            foreach (var (kind, claim, pick) in history.Events)
            {
                Take(book, kind, claim, pick);
                book.Folded().ShouldBe(book.Projection, ignoreOrder: true);
                book.Projection.Values.ShouldAllBe(totals =>
                    totals.FundPaid >= Money.Zero && totals.DeductibleUsed >= Money.Zero);
            }
        },
        Fewer,
        Properties.Cases / 2);

    [Fact]
    public void Reversing_everything_in_any_order_leaves_nothing() => Properties.Hold(
        Drawn,
        history =>
        {
            var book = new Book();
            foreach (var (kind, claim, pick) in history.Events)
            {
                Take(book, kind, claim, pick);
            }

            while (book.Open.Count > 0)
            {
                book.Reverse(book.Open[history.Seed % book.Open.Count]);
            }

            book.Projection.Values.ShouldAllBe(totals => totals == new Totals(Money.Zero, Money.Zero));
            book.Entries.Aggregate(Money.Zero, (sum, entry) => sum + entry.Account + entry.Cash + entry.Fund)
                .ShouldBe(Money.Zero);
        },
        Fewer,
        Properties.Cases / 2);

    [Fact]
    public void Drawn_histories_feed_totals_back_until_limits_and_deductibles_are_used_up()
    {
        var (limited, relieved, reversed) = (0, 0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var book = new Book();
            foreach (var (kind, claim, pick) in Drawn(new Draw(seed)).Events)
            {
                Take(book, kind, claim, pick);
            }

            limited += book.Decisions.Count(one => one.Unpaid.Any(part => part.Reason == UnpaidReason.YearLimit));
            relieved += book.Decisions.Count(one => one.Benefit is { DeductiblePer: not DeductiblePer.Visit } row &&
                one.Total.Deductible < row.Deductible && one.Total.FundTotal > Money.Zero);
            reversed += book.Entries.Count(entry => entry.Fund < Money.Zero);
        }

        new[] { limited, relieved, reversed }.ShouldAllBe(count => count > 20);
    }

    private static History Drawn(Draw draw)
    {
        var person = ClaimDraws.Any(draw).With(node =>
        {
            node["region"] = draw.One("320600", "370800", "430900", "532300", "990100", "990200");
            node["on"] = "2021-03-01";
            node["insured"]!["area"] = node["region"]!.DeepClone();
            node["insured"]!.AsObject().Remove("entitlement");
            node["insured"]!.AsObject().Remove("year");
            node["visit"]!["channel"] = "offline";
        });
        var events = new List<(Kind, Question, int)>();
        for (var i = draw.Int(2, 12); i > 0; i--)
        {
            var other = ClaimDraws.Any(draw).Node;
            var claim = person.With(node =>
            {
                node["lines"] = other["lines"]!.DeepClone();
                node["institution"]!["level"] = draw.One("tertiary", "secondary", "primary", "unrated");
            });
            events.Add((draw.One(Kind.Settle, Kind.Settle, Kind.Reverse, Kind.Retry), claim, draw.Int(0, 99)));
        }

        return new History(draw.Int(0, 1000), events);
    }

    private static IEnumerable<History> Fewer(History history) => Enumerable.Range(0, history.Events.Count)
        .Select(skipped => history with { Events = [.. history.Events.Where((_, index) => index != skipped)] });

    private static void Take(Book book, Kind kind, Question question, int pick)
    {
        switch (kind)
        {
            case Kind.Settle:
                book.Settle($"m{book.Decisions.Count}", question);
                break;
            case Kind.Reverse when book.Open.Count > 0:
                book.Reverse(book.Open[pick % book.Open.Count]);
                break;
            case Kind.Retry when book.Decisions.Count > 0:
                var before = book.Entries.Count;
                var message = $"m{pick % book.Decisions.Count}";
                book.Settle(message, question).ShouldBe(book.Answers[message]);
                book.Entries.Count.ShouldBe(before);
                break;
            default:
                break;
        }
    }

    private sealed record History(int Seed, IReadOnlyList<(Kind Kind, Question Claim, int Pick)> Events)
    {
        public override string ToString() =>
            string.Join('\n', Events.Select(one => $"{one.Kind} {one.Pick} {one.Claim}"));
    }

    private sealed record Totals(Money FundPaid, Money DeductibleUsed)
    {
        public static Totals operator +(Totals one, Totals other) =>
            new(one.FundPaid + other.FundPaid, one.DeductibleUsed + other.DeductibleUsed);
    }

    private sealed record Entry(
        string Message, string Pool, long Level, Money Fund, Money Deductible, Money Account, Money Cash)
    {
        public Entry Opposite() => this with
        {
            Fund = -Fund,
            Deductible = -Deductible,
            Account = -Account,
            Cash = -Cash,
        };
    }

    /// <summary>What a platform keeps: entries only added, totals changed with each, answers by message.</summary>
    private sealed class Book
    {
        public List<Entry> Entries { get; } = [];

        public List<ClaimDecision> Decisions { get; } = [];

        public Dictionary<string, string> Answers { get; } = [];

        public Dictionary<(string Pool, long Level), Totals> Projection { get; } = [];

        public List<Entry> Open => [.. Entries.Where(entry => Entries.Count(one => one.Message == entry.Message) == 1)];

        public string Settle(string message, Question question)
        {
            if (Answers.TryGetValue(message, out var known))
            {
                return known;
            }

            var claim = Claims.Read(question.Law, question.Element);
            var level = claim.Facts[Fact.InstitutionLevel];
            var pool = Decide(claim).Benefit?.Pool ?? "none";
            var whole = Whole(pool);
            var at = Projection.GetValueOrDefault((pool, level), new Totals(Money.Zero, Money.Zero));
            var decision = Decide(
                claim with { Year = new YearTotals(whole.DeductibleUsed, whole.FundPaid, at.DeductibleUsed) });
            Decisions.Add(decision);
            Answers[message] = Claims.Columns(decision.Total).ToJsonString();
            if (decision.IsSettled)
            {
                var total = decision.Total;
                Post(new Entry(
                    message, pool, level, total.FundTotal, total.Deductible, total.Account, total.Cash));
                WithinLimits(decision, pool);
            }

            return Answers[message];
        }

        public void Reverse(Entry entry) => Post(entry.Opposite());

        public Dictionary<(string Pool, long Level), Totals> Folded() => Entries
            .GroupBy(entry => (entry.Pool, entry.Level))
            .ToDictionary(group => group.Key, group => group.Aggregate(
                new Totals(Money.Zero, Money.Zero),
                (sum, entry) => sum + new Totals(entry.Fund, entry.Deductible)));

        private void Post(Entry entry)
        {
            Entries.Add(entry);
            var key = (entry.Pool, entry.Level);
            Projection[key] = Projection.GetValueOrDefault(key, new Totals(Money.Zero, Money.Zero)) +
                new Totals(entry.Fund, entry.Deductible);
        }

        private void WithinLimits(ClaimDecision decision, string pool)
        {
            if (decision.Benefit is { } row)
            {
                Whole(pool).FundPaid.ShouldBeLessThanOrEqualTo(row.YearLimit ?? new Money(long.MaxValue));
                Whole(pool).DeductibleUsed
                    .ShouldBeLessThanOrEqualTo(row.DeductibleYearTotal ?? new Money(long.MaxValue));
            }
        }

        private Totals Whole(string pool) => Projection.Where(one => one.Key.Pool == pool)
            .Aggregate(new Totals(Money.Zero, Money.Zero), (sum, one) => sum + one.Value);

        private static ClaimDecision Decide(Claim claim)
        {
            var none = default(NoSteps);
            return Adjudicator.Decide(claim, ref none);
        }
    }
}
