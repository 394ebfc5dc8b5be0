using System.Globalization;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>Directions in which a settlement can only move one way.</summary>
public sealed class MonotonyTests
{
    [Fact]
    public void A_dearer_line_without_a_ceiling_lowers_neither_what_the_fund_pays_nor_what_the_person_bears() =>
        Properties.Hold(
            draw => (Question: Plain(draw), Line: draw.Int(0, 4), More: draw.Yuan(500)),
            one =>
            {
                var claim = Read(one.Question);
                var index = one.Line % claim.Lines.Count;
                var line = claim.Lines[index];
                var price = line.UnitPrice + one.More;
                var dearer = claim with
                {
                    Lines = [.. claim.Lines.Select((other, i) => i != index ? other : line with
                    {
                        UnitPrice = price,
                        Amount = Money.Max(line.Amount, Money.OfLine(price, line.Quantity)),
                    })],
                };

                var (before, after) = (Decide(claim), Decide(dearer));

                after.Refusal.ShouldBe(before.Refusal);
                after.Total.FundTotal.ShouldBeGreaterThanOrEqualTo(before.Total.FundTotal);
                after.Total.Personal.ShouldBeGreaterThanOrEqualTo(before.Total.Personal);
                after.Total.Deductible.ShouldBeGreaterThanOrEqualTo(before.Total.Deductible);
            });

    [Fact]
    public void A_fuller_account_changes_no_fund_and_never_raises_the_cash() => Properties.Hold(
        draw => (Question: ClaimDraws.Any(draw), More: new Money(draw.Int(0, 100_000))),
        one =>
        {
            var claim = Read(one.Question);
            var before = Decide(claim);
            var after = Decide(claim with { AccountBalance = claim.AccountBalance + one.More });

            after.Total.FundTotal.ShouldBe(before.Total.FundTotal);
            after.Total.Personal.ShouldBe(before.Total.Personal);
            after.Total.Cash.ShouldBeLessThanOrEqualTo(before.Total.Cash);
            (before.Total.Cash - after.Total.Cash).ShouldBeLessThanOrEqualTo(one.More);
        });

    [Fact]
    public void A_person_whose_account_may_not_be_used_pays_everything_in_cash() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var decision = Decide(Read(question) with { UseAccount = false });

            decision.Total.Cash.ShouldBe(decision.Total.Personal);
        });

    [Fact]
    public void What_the_fund_paid_before_never_raises_what_it_pays_now() => Properties.Hold(
        draw => (Question: ClaimDraws.Any(draw), More: new Money(draw.Int(0, 500_000))),
        one =>
        {
            var claim = Read(one.Question);
            var after = Decide(claim with { Year = claim.Year with { FundPaid = claim.Year.FundPaid + one.More } });
            var before = Decide(claim);

            after.Total.FundTotal.ShouldBeLessThanOrEqualTo(before.Total.FundTotal);
            (before.Total.FundTotal - after.Total.FundTotal).ShouldBeLessThanOrEqualTo(one.More);
        });

    [Fact]
    public void A_deductible_borne_before_never_lowers_what_the_fund_pays_now() => Properties.Hold(
        draw => (Question: ClaimDraws.Any(draw), More: new Money(draw.Int(0, 100_000))),
        one =>
        {
            var claim = Read(one.Question);
            var more = claim.Year with
            {
                DeductibleUsed = claim.Year.DeductibleUsed + one.More,
                DeductibleUsedAtLevel = claim.Year.DeductibleUsedAtLevel + one.More,
            };
            more = more.DeductibleUsedAtLevel is null ? more with { DeductibleUsedAtLevel = null } : more;

            Decide(claim with { Year = more }).Total.FundTotal
                .ShouldBeGreaterThanOrEqualTo(Decide(claim).Total.FundTotal);
        });

    [Fact]
    public void The_order_of_the_lines_changes_no_total() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var claim = Read(question);

            Printed(Decide(claim with { Lines = [.. claim.Lines.Reverse()] })).ShouldBe(Printed(Decide(claim)));
        });

    private static string Printed(ClaimDecision decision) => string.Create(
        CultureInfo.InvariantCulture,
        $"{decision.Refusal} {decision.Delivery} {decision.Ratio} {Claims.Columns(decision.Total).ToJsonString()}");

    private static Question Plain(Draw draw) => ClaimDraws.Any(draw).With(node =>
    {
        foreach (var line in node["lines"]!.AsArray())
        {
            line!.AsObject().Remove("ceiling");
            line.AsObject().Remove("publicReference");
        }
    });

    private static Claim Read(Question question) => Claims.Read(question.Law, question.Element);

    private static ClaimDecision Decide(Claim claim)
    {
        var none = default(NoSteps);
        return Adjudicator.Decide(claim, ref none);
    }
}
