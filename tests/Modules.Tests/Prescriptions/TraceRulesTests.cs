using FsCheck;
using FsCheck.Fluent;
using Mingsuan.Prescriptions.Tracing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>一码一售 — whatever is asked in whatever order, no box is in two hands.</summary>
public sealed class TraceRulesTests
{
    private const int Commands = 60;
    private static readonly DateTime Start = new(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid[] Places = [Id(1), Id(2)];
    private static readonly Guid?[] People = [Id(11), Id(12), null];
    private static readonly Guid[] Settlements = [Id(21), Id(22), Id(23), Id(24)];

    [Fact]
    public void Whatever_is_asked_in_whatever_order_no_box_is_in_two_hands_and_what_came_back_stays_void() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Live(seed, null))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(2000));

    [Fact]
    public void Random_lives_make_every_move_and_meet_every_refusal()
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 500; seed++)
        {
            Live(seed, seen);
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(
        [
            "E-TRACE-RETURN", "E-TRACE-SOLD", "E-TRACE-VOID",
            "Released", "Reserved", "Returned", "Sold", "Withdrawn",
        ]);
    }

    [Fact]
    public void A_box_named_by_a_settlement_is_sold_under_it_and_to_nobody_else()
    {
        var life = new Course();
        life.Take(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Again(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Refused(TraceMove.Sold, Deed(1, 1), "E-TRACE-SOLD").Document.Number.ShouldBe("D");
        life.Refused(TraceMove.Sold, Deed(0, 1), "E-TRACE-SOLD");
        life.Refused(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[2] }, "E-TRACE-SOLD");
        life.Take(TraceMove.Sold, Deed(0, 0) with { Settlement = Settlements[0], Sale = Id(31) });
        life.Code.State.ShouldBe(TraceState.Sold);
        life.Refused(TraceMove.Sold, Deed(0, 0) with { Settlement = Settlements[0], Sale = Id(32) }, "E-TRACE-SOLD");
    }

    [Fact]
    public void A_settlement_taken_back_frees_what_was_not_handed_out_and_another_may_name_what_was()
    {
        var life = new Course();
        life.Take(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Take(TraceMove.Released, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Code.State.ShouldBe(TraceState.Free);
        life.Take(TraceMove.Sold, Deed(0, 0) with { Settlement = Settlements[2], Sale = Id(31) });
        life.Refused(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] }, "E-TRACE-SOLD");
        life.Take(TraceMove.Released, Deed(0, 0) with { Settlement = Settlements[2] });
        life.Code.State.ShouldBe(TraceState.Sold, "it is in the patient's hand");
        life.Refused(TraceMove.Reserved, Deed(0, 1) with { Settlement = Settlements[1] }, "E-TRACE-SOLD");
        life.Take(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Code.Uses.ShouldHaveSingleItem().IsInHand.ShouldBeTrue();
    }

    [Fact]
    public void A_sale_entered_by_mistake_leaves_what_the_settlement_named()
    {
        var life = new Course();
        life.Take(TraceMove.Reserved, Deed(0, 0) with { Settlement = Settlements[0] });
        life.Take(TraceMove.Sold, Deed(0, 0) with { Sale = Id(31) });
        life.Take(TraceMove.Withdrawn, Deed(0, 0) with { Sale = Id(31) });
        life.Code.State.ShouldBe(TraceState.Reserved);
        life.Take(TraceMove.Sold, Deed(0, 0) with { Sale = Id(32) });
        life.Take(TraceMove.Returned, Deed(0, 0));
        life.Refused(TraceMove.Withdrawn, Deed(0, 0) with { Sale = Id(32) }, "E-TRACE-VOID", hasHolder: false);
        life.Refused(TraceMove.Sold, Deed(0, 0), "E-TRACE-VOID", hasHolder: false);
        life.Refused(TraceMove.Returned, Deed(0, 0), "E-TRACE-VOID", hasHolder: false);
    }

    [Fact]
    public void A_split_box_is_sold_many_times_by_who_opened_it_and_never_as_a_whole()
    {
        var (life, split) = (new Course(), Deed(0, 0) with { IsSplit = true });
        life.Take(TraceMove.Sold, split with { Sale = Id(31) });
        life.Take(TraceMove.Sold, split with { Person = null, Sale = Id(32) });
        life.Refused(TraceMove.Sold, split with { Institution = Places[1] }, "E-TRACE-SOLD");
        life.Refused(TraceMove.Sold, Deed(0, 0), "E-TRACE-SOLD");
        life.Take(TraceMove.Returned, split);
        life.Take(TraceMove.Returned, split with { Person = null });
        life.Refused(TraceMove.Returned, split, "E-TRACE-RETURN", hasHolder: false);
        life.Refused(TraceMove.Sold, Deed(0, 0), "E-TRACE-SOLD");
        life.Take(TraceMove.Sold, split with { Sale = Id(33) });
    }

    private static TraceDeed Deed(int place, int person) => new(Places[place], People[person], "D", false);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static void Live(int seed, HashSet<string>? seen)
    {
        var (draw, code, events) = (new Random(seed), TraceCode.Unused, new List<TraceEvent>());
        for (var at = 0; at < Commands; at++)
        {
            var move = (TraceMove)draw.Next(5);
            var ruling = TraceRules.Decide(code, move, Command(draw, move, at), Start.AddMinutes(at));
            seen?.Add(ruling.Refusal ?? ruling.Event?.Move.ToString() ?? "Sold");
            if (ruling.Event is not { } happened)
            {
                continue;
            }

            var wasVoid = code.IsVoid;
            code = TraceCode.Apply(code, happened);
            events.Add(happened);
            (wasVoid && happened.Move is (TraceMove.Sold or TraceMove.Reserved))
                .ShouldBeFalse($"seed {seed}: a void code was used");
            Hold(events, code, seed);
        }

        TraceCode.Fold(events).Uses.ShouldBe(code.Uses);
    }

    /// <summary>Counted from the events alone, without the fold.</summary>
    private static void Hold(List<TraceEvent> events, TraceCode code, int seed)
    {
        var withdrawn = events.Where(one => one.Move == TraceMove.Withdrawn).Select(one => one.Deed.Sale).ToHashSet();
        var returned = events.Where(one => one.Move == TraceMove.Returned).Select(one => one.Deed.Sale).ToHashSet();
        var sales = events.Where(one => one.Move == TraceMove.Sold && !withdrawn.Contains(one.Deed.Sale)).ToList();
        var whole = sales.Count(one => !one.Deed.IsSplit);
        whole.ShouldBeLessThanOrEqualTo(1, $"seed {seed}: a box was sold twice");
        (whole == 1 && sales.Count > 1).ShouldBeFalse($"seed {seed}: a box was sold whole and in parts");
        sales.Select(one => one.Deed.Institution).Distinct().Count()
            .ShouldBeLessThanOrEqualTo(1, $"seed {seed}: a box was sold by two institutions");
        code.IsVoid.ShouldBe(sales.Any(one => !one.Deed.IsSplit && returned.Contains(one.Deed.Sale)), $"seed {seed}");
        code.Uses.Count(use => use.SaleId is not null).ShouldBe(sales.Count, $"seed {seed}: a sale was forgotten");
        code.Uses.Count(use => !use.IsSplit).ShouldBeLessThanOrEqualTo(1, $"seed {seed}: two hold one box");
        code.Uses.Where(use => use.IsSettled).GroupBy(use => use.Settlement)
            .ShouldAllBe(one => one.Key != null, $"seed {seed}");
    }

    /// <summary>Each settlement is of one person at one institution, as settlements are.</summary>
    private static TraceDeed Command(Random draw, TraceMove move, int at)
    {
        var settlement = draw.Next(Settlements.Length);
        var isSplit = draw.Next(3) == 0;
        if (move is TraceMove.Reserved or TraceMove.Released || (move == TraceMove.Sold && draw.Next(2) == 0))
        {
            return new(Places[settlement % 2], People[settlement / 2], "S", isSplit)
            {
                Settlement = Settlements[settlement],
                Sale = move == TraceMove.Sold ? Id(100 + at) : null,
            };
        }

        return new(Places[draw.Next(2)], People[draw.Next(3)], "D", isSplit)
        {
            Sale = move switch
            {
                TraceMove.Sold => Id(100 + at),
                TraceMove.Withdrawn => Id(100 + draw.Next(at + 1)),
                _ => null,
            },
        };
    }

    private sealed class Course
    {
        public TraceCode Code { get; private set; } = TraceCode.Unused;

        public void Take(TraceMove move, TraceDeed deed)
        {
            var ruling = TraceRules.Decide(Code, move, deed, Start);
            ruling.Refusal.ShouldBeNull();
            Code = TraceCode.Apply(Code, ruling.Event.ShouldNotBeNull());
        }

        public void Again(TraceMove move, TraceDeed deed) =>
            TraceRules.Decide(Code, move, deed, Start).ShouldBe(TraceRuling.Nothing);

        public TraceUse Refused(TraceMove move, TraceDeed deed, string code, bool hasHolder = true)
        {
            var ruling = TraceRules.Decide(Code, move, deed, Start);
            ruling.Refusal.ShouldBe(code);
            (ruling.Holder is not null).ShouldBe(hasHolder);
            return ruling.Holder!;
        }
    }
}
