using FsCheck;
using FsCheck.Fluent;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>
/// 处方的一生 — whatever is asked in whatever order, no state is reached by an unlisted move, and no quantity is dispensed
/// twice. (NHC-8, CX-23-1)
/// </summary>
public sealed class RxLifeTests
{
    private const string Doctor = "D1";
    private const int Commands = 80;
    private static readonly string[] Pharmacies = ["P1", "P2"];
    private static readonly DateTime Start = new(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime End = Start.AddDays(3);

    private static readonly Checked Text = new(
        Doctor, [new RxLine("1", "A", 20_000), new RxLine("2", "B", 15_000)], End, "digest")
    {
        PrescribedAt = Start,
    };

    [Fact]
    public void Whatever_is_asked_in_whatever_order_only_listed_moves_are_made_and_nothing_is_dispensed_twice() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Live)
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(1000).WithStartSize(100));

    [Fact]
    public void Random_lives_reach_every_state_and_make_every_move()
    {
        var seen = new HashSet<(RxState?, RxMove, RxState)>();
        for (var seed = 0; seed < 3000 && seen.Count < RxMoves.All.Count; seed++)
        {
            Live(seed, seen);
        }

        RxMoves.All.Except(seen).ShouldBeEmpty("a listed move that nothing makes is no move");
    }

    [Fact]
    public void The_way_from_the_check_to_the_medicine_in_hand()
    {
        var life = Circulating();
        life.Take(RxRules.Hold(life.Rx, "P1", Start));
        RxRules.Hold(life.Rx, "P2", Start).Refusal!.Code.ShouldBe("E-RX-HELD");
        RxRules.Hold(life.Rx, "P1", Start).ShouldBe(new RxRuling(null, null), "a lost answer is asked for again");
        life.Take(RxRules.Dispense(life.Rx, Given("P1", ("1", 5_000)), Start));
        RxRules.Dispense(life.Rx, Given("P1", ("1", 15_001)), Start).Refusal!.Code.ShouldBe("E-RX-OVER");
        RxRules.Dispense(life.Rx, Given("P1", ("1", 8_000), ("1", 8_000)), Start).Refusal!.Code.ShouldBe("E-RX-OVER");
        RxRules.Dispense(life.Rx, Given("P2", ("1", 1)), Start).Refusal!.Code.ShouldBe("E-RX-NOT-HOLDER");
        life.Take(RxRules.Release(life.Rx, "P1", false, Start));
        life.Take(RxRules.Hold(life.Rx, "P2", Start));
        life.Take(RxRules.Dispense(life.Rx, Given("P2", ("1", 15_000), ("2", 15_000)), End));
        life.Rx!.At(End.AddDays(9)).ShouldBe(RxState.Closed);
        RxRules.Hold(life.Rx, "P1", Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Return(life.Rx, new Returned("P1", [new Portion("1", 5_001)]), Start).Refusal!.Code
            .ShouldBe("E-RX-RETURN", "who gave it takes it back");
        life.Take(RxRules.Return(life.Rx, new Returned("P1", [new Portion("1", 5_000)]), Start));
        life.Rx!.At(Start).ShouldBe(RxState.Circulating);
        life.Rx.Left("1").ShouldBe(5_000);
    }

    [Fact]
    public void What_a_settlement_charged_no_other_one_charges_until_it_is_taken_back()
    {
        var life = Circulating();
        life.Take(RxRules.Hold(life.Rx, "P1", Start));
        RxRules.Pay(life.Rx, Charged("S1", "P2", ("1", 1)), Start).Refusal!.Code.ShouldBe("E-RX-HELD");
        life.Take(RxRules.Pay(life.Rx, Charged("S1", "P1", ("1", 20_000), ("2", 5_000)), Start));
        RxRules.Pay(life.Rx, Charged("S1", "P1", ("1", 20_000)), Start).ShouldBe(new RxRuling(null, null));
        RxRules.Pay(life.Rx, Charged("S2", "P1", ("1", 1)), Start).Refusal!.Code.ShouldBe("E-RX-CONSUMED");
        life.Take(RxRules.Pay(life.Rx, Charged("S2", "P1", ("2", 10_000)), Start));
        RxRules.Revoke(life.Rx, new Revoked(Doctor, "x"), Start).Refusal!.Code.ShouldBe("E-RX-PAID");
        RxRules.Refund(life.Rx, new Refunded("S9"), Start).ShouldBe(new RxRuling(null, null));
        life.Take(RxRules.Refund(life.Rx, new Refunded("S1"), Start));
        life.Take(RxRules.Refund(life.Rx, new Refunded("S2"), End.AddDays(1)));

        // Late, a correction of what was charged in time is charged, and what was handed out in time.
        life.Take(RxRules.Pay(life.Rx, Charged("S3", "P1", ("1", 20_000)), End.AddDays(1)));
        var late = Circulating();
        RxRules.Pay(late.Rx, Charged("S1", "P1", ("1", 1)), End.AddDays(1)).Refusal!.Code.ShouldBe("E-RX-EXPIRED");
        late.Take(RxRules.Hold(late.Rx, "P1", Start));
        late.Take(RxRules.Dispense(late.Rx, Given("P1", ("1", 5_000)), Start));
        RxRules.Pay(late.Rx, Charged("S1", "P1", ("1", 5_001)), End.AddDays(1)).Refusal!.Code.ShouldBe("E-RX-EXPIRED");
        late.Take(RxRules.Pay(late.Rx, Charged("S1", "P1", ("1", 5_000)), End.AddDays(1)));
    }

    [Fact]
    public void What_one_institution_charged_or_handed_out_another_one_does_not()
    {
        var life = Circulating();
        life.Take(RxRules.Hold(life.Rx, "P1", Start));
        life.Take(RxRules.Dispense(life.Rx, Given("P1", ("1", 15_000)), Start));
        life.Take(RxRules.Release(life.Rx, "P1", false, Start));
        RxRules.Pay(life.Rx, Charged("S1", "H", ("1", 5_001)), Start).Refusal!.Code.ShouldBe("E-RX-CONSUMED");
        life.Take(RxRules.Pay(life.Rx, Charged("S1", "H", ("1", 5_000), ("2", 15_000)), Start));
        life.Take(RxRules.Hold(life.Rx, "P2", Start));
        RxRules.Dispense(life.Rx, Given("P2", ("2", 1)), Start).Refusal!.Code.ShouldBe("E-RX-CONSUMED");
    }

    [Fact]
    public void What_was_charged_before_it_was_signed_is_charged_once_and_its_text_stands()
    {
        var life = new Course();
        life.Take(RxRules.Check(life.Rx, Text, Start));
        life.Take(RxRules.Pay(life.Rx, Charged("S1", "H", ("1", 20_000)), Start));
        RxRules.Check(life.Rx, Text with { TextDigest = "other" }, Start).Refusal!.Code.ShouldBe("E-RX-PAID");
        RxRules.Revoke(life.Rx, new Revoked(Doctor, "x"), Start).Refusal!.Code.ShouldBe("E-RX-PAID");
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1"), Start));
        RxRules.Pay(life.Rx, Charged("S2", "H", ("1", 1)), Start).Refusal!.Code.ShouldBe("E-RX-CONSUMED");
    }

    [Fact]
    public void Nobody_reviews_his_own_and_what_was_signed_is_what_was_checked()
    {
        var life = new Course();
        RxRules.Sign(null, new Signed(Doctor, "digest", "1"), Start).Refusal!.Code.ShouldBe("E-RX-UNKNOWN");
        life.Take(RxRules.Check(life.Rx, Text, Start));
        RxRules.Review(life.Rx, new Reviewed("HY1", true, null), Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Sign(life.Rx, new Signed("D2", "digest", "1"), Start).Refusal!.Code.ShouldBe("E-RX-NOT-PRESCRIBER");
        RxRules.Sign(life.Rx, new Signed(Doctor, "other", "1"), Start).Refusal!.Code.ShouldBe("E-RX-DIGEST");
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1"), Start));
        RxRules.Upload(life.Rx, Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Review(life.Rx, new Reviewed(Doctor, true, null), Start).Refusal!.Code.ShouldBe("E-RX-REVIEWER");
        RxRules.Review(life.Rx, new Reviewed("HY1", false, " "), Start).Refusal!.Code.ShouldBe("E-RX-OPINION");
        life.Take(RxRules.Review(life.Rx, new Reviewed("HY1", true, null), Start));
        life.Take(RxRules.Upload(life.Rx, Start));
    }

    [Fact]
    public void What_the_hospitals_pharmacist_sends_back_circulates_nowhere_and_is_checked_and_signed_anew()
    {
        var life = new Course();
        life.Take(RxRules.Check(life.Rx, Text, Start));
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1"), Start));
        life.Take(RxRules.Review(life.Rx, new Reviewed("HY1", false, "剂量"), Start));
        life.Rx!.At(Start).ShouldBe(RxState.SentBack);
        RxRules.Upload(life.Rx, Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Hold(life.Rx, "P1", Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1"), Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Review(life.Rx, new Reviewed("HY1", true, null), Start).Refusal!.Code.ShouldBe("E-RX-STATE");
        life.Take(RxRules.Check(life.Rx, Text with { TextDigest = "other" }, Start));
        life.Rx.Pharmacist.ShouldBeNull();
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "other", "1"), Start));
    }

    [Fact]
    public void Signed_for_no_longer_than_the_law_allows_at_the_signature()
    {
        var life = new Course();
        life.Take(RxRules.Check(life.Rx, Text, Start));
        RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1") { MostDays = 2 }, Start).Refusal!.Code
            .ShouldBe("E-RX-VALIDITY-LONG");
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1") { MostDays = 3 }, Start));
    }

    [Fact]
    public void Revoked_while_held_it_is_dispensed_no_more_and_is_revoked_with_the_release()
    {
        var life = Circulating();
        life.Take(RxRules.Hold(life.Rx, "P1", Start));
        life.Take(RxRules.Revoke(life.Rx, new Revoked(Doctor, "x"), Start));
        life.Rx!.At(Start).ShouldBe(RxState.Held);
        RxRules.Dispense(life.Rx, Given("P1", ("1", 1)), Start).Refusal!.Code.ShouldBe("E-RX-TO-BE-REVOKED");
        life.Take(RxRules.Release(life.Rx, "patient", true, Start));
        life.Rx.At(Start).ShouldBe(RxState.Revoked);

        var given = Circulating();
        given.Take(RxRules.Hold(given.Rx, "P1", Start));
        given.Take(RxRules.Dispense(given.Rx, Given("P1", ("1", 1)), Start));
        RxRules.Revoke(given.Rx, new Revoked(Doctor, "x"), Start).Refusal!.Code.ShouldBe("E-RX-DISPENSED");
    }

    [Fact]
    public void After_its_last_instant_it_is_neither_taken_nor_dispensed()
    {
        var late = End.AddTicks(1);
        var life = Circulating();
        life.Rx!.At(End).ShouldBe(RxState.Circulating);
        life.Rx.At(late).ShouldBe(RxState.Expired);
        RxRules.Hold(life.Rx, "P1", late).Refusal!.Parameters["state"].ShouldBe("Expired");
        life.Take(RxRules.Hold(life.Rx, "P1", End));
        RxRules.Dispense(life.Rx, Given("P1", ("1", 1)), late).Refusal!.Code.ShouldBe("E-RX-STATE");
        RxRules.Check(null, Text with { ValidUntil = Start }, Start).Refusal!.Code.ShouldBe("E-RX-VALIDITY");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_amount_that_is_none_is_refused(long amount)
    {
        var life = Circulating();
        life.Take(RxRules.Hold(life.Rx, "P1", Start));
        RxRules.Dispense(life.Rx, Given("P1", ("1", amount)), Start).Refusal!.Code.ShouldBe("E-RX-LINES");
        RxRules.Dispense(life.Rx, Given("P1"), Start).Refusal!.Code.ShouldBe("E-RX-LINES");
        RxRules.Dispense(life.Rx, Given("P1", ("1", long.MaxValue), ("1", long.MaxValue)), Start).Refusal!.Code
            .ShouldBe("E-RX-LINES");
        RxRules.Dispense(life.Rx, Given("P1", ("9", 1)), Start).Refusal!.Code.ShouldBe("E-RX-OVER");
        RxRules.Check(null, Text with { Lines = [new RxLine("1", "A", amount)] }, Start).Refusal!.Code
            .ShouldBe("E-RX-LINES");
    }

    private static void Live(int seed) => Live(seed, null);

    private static void Live(int seed, HashSet<(RxState?, RxMove, RxState)>? seen)
    {
        var (draw, life, now) = (new Random(seed), new Course(), Start);
        for (var at = 0; at < Commands; at++)
        {
            var (before, was) = (life.Rx, life.Rx?.At(now));
            var ruling = Command(draw, life.Rx, now);
            if (ruling.Event is not { } happened)
            {
                continue;
            }

            life.Take(ruling);
            var (move, state) = (Move(happened, life.Rx!), life.Rx!.At(now));
            RxMoves.All.ShouldContain((was, move, state), $"seed {seed}");
            seen?.Add((was, move, state));
            foreach (var line in life.Rx.Lines)
            {
                life.Rx.Given.GetValueOrDefault(line.Line).ShouldBeInRange(0, line.Amount, $"seed {seed}");
                Pharmacies.Sum(one => Math.Max(
                    life.Rx.PaidTo(line.Line, one), life.Rx.GivenBy.GetValueOrDefault((line.Line, one))))
                    .ShouldBeInRange(0, line.Amount, $"seed {seed}: charged or handed out twice");
                life.Rx.GivenBy.Where(one => one.Key.Line == line.Line).Sum(one => one.Value)
                    .ShouldBe(life.Rx.Given.GetValueOrDefault(line.Line), $"seed {seed}");
            }

            if (happened is Signed { MostDays: { } most })
            {
                life.Rx.ValidUntil.ShouldBeLessThanOrEqualTo(Start.AddDays(most), $"seed {seed}");
            }

            (life.Rx.Pharmacy is not null).ShouldBe(life.Rx.Stored == RxState.Held, $"seed {seed}");
            if (before?.Pharmacy is { } holder && happened is Held held)
            {
                held.Pharmacy.ShouldBe(holder, $"seed {seed}: two pharmacies");
            }

            // Often enough the validity ends while a pharmacy has what its doctor revoked.
            now = life.Rx.IsToBeRevoked && draw.Next(3) == 0 ? now.AddDays(4)
                : draw.Next(40) == 0 ? now.AddDays(2)
                : now.AddMinutes(1);
        }

        Prescription.Fold(life.Events)?.Stored.ShouldBe(life.Rx!.Stored);
    }

    private static RxRuling Command(Random draw, Prescription? rx, DateTime now)
    {
        var pharmacy = draw.Next(2) == 0 ? "P1" : "P2";
        var portion = new Portion(draw.Next(2) == 0 ? "1" : "2", draw.Next(1, 4) * 5_000L);
        var doctor = draw.Next(8) == 0 ? "D2" : Doctor;
        var settlement = "S" + draw.Next(4);
        return draw.Next(15) switch
        {
            0 => RxRules.Check(rx, Text, now),
            1 or 2 => RxRules.Sign(
                rx, new Signed(doctor, "digest", "1") { MostDays = draw.Next(2, 5) }, now),
            3 or 4 => RxRules.Review(rx, new Reviewed(draw.Next(6) == 0 ? Doctor : "HY1", draw.Next(8) > 0, "x"), now),
            5 => RxRules.Upload(rx, now),
            6 => RxRules.Hold(rx, pharmacy, now),
            7 => RxRules.Release(rx, pharmacy, draw.Next(4) == 0, now),
            8 or 9 => RxRules.Dispense(rx, new Dispensed(pharmacy, [portion]), now),
            10 => RxRules.Return(rx, new Returned(pharmacy, [portion]), now),
            11 => RxRules.Reject(rx, new Rejected(pharmacy, "HY2", draw.Next(6) == 0 ? "x" : ""), now),
            12 => RxRules.Revoke(rx, new Revoked(doctor, "x"), draw.Next(3) == 0 ? now : now.AddYears(1)),
            13 => RxRules.Pay(rx, new Paid(settlement, pharmacy, [portion]), now),
            _ => RxRules.Refund(rx, new Refunded(settlement), now),
        };
    }

    private static RxMove Move(RxEvent happened, Prescription after) => happened switch
    {
        Checked => RxMove.Check,
        Signed => RxMove.Sign,
        Reviewed { Passed: true } => RxMove.Approve,
        Reviewed => RxMove.SendBack,
        Rejected => RxMove.Reject,
        Uploaded => RxMove.Upload,
        Held => RxMove.Hold,
        Released => RxMove.Release,
        Dispensed when after.Stored == RxState.Closed => RxMove.DispenseRest,
        Dispensed => RxMove.DispensePart,
        Returned => RxMove.Return,
        Paid => RxMove.Pay,
        Refunded => RxMove.Refund,
        _ => RxMove.Revoke,
    };

    private static Dispensed Given(string pharmacy, params (string Line, long Amount)[] portions) =>
        new(pharmacy, [.. portions.Select(one => new Portion(one.Line, one.Amount))]);

    private static Paid Charged(string settlement, string by, params (string Line, long Amount)[] portions) =>
        new(settlement, by, [.. portions.Select(one => new Portion(one.Line, one.Amount))]);

    private static Course Circulating()
    {
        var life = new Course();
        life.Take(RxRules.Check(null, Text, Start));
        life.Take(RxRules.Sign(life.Rx, new Signed(Doctor, "digest", "1"), Start));
        life.Take(RxRules.Review(life.Rx, new Reviewed("HY1", true, null), Start));
        life.Take(RxRules.Upload(life.Rx, Start));
        return life;
    }

    private sealed class Course
    {
        public List<RxEvent> Events { get; } = [];

        public Prescription? Rx { get; private set; }

        public void Take(RxRuling ruling)
        {
            ruling.Refusal.ShouldBeNull();
            Events.Add(ruling.Event!);
            Rx = Prescription.Apply(Rx, ruling.Event!);
        }
    }
}
