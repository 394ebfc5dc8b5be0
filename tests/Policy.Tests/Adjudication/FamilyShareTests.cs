using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>家庭共济 — a relative's account pays what the own one would have paid, had it held more.</summary>
public sealed class FamilyShareTests
{
    [Fact]
    public void Two_accounts_pay_what_one_with_both_balances_would_pay_and_the_own_one_first() => Properties.Hold(
        draw => (Question: ClaimDraws.Any(draw), Shared: new Money(draw.Int(0, 200_000))),
        one =>
        {
            var claim = Claims.Read(one.Question.Law, one.Question.Element);
            var own = Money.Max(claim.AccountBalance, Money.Zero);
            var alone = Decide(claim).Total;
            var shared = Decide(claim with { FamilyBalance = one.Shared });
            var richer = Decide(claim with { AccountBalance = own + one.Shared });

            shared.Total.Account.ShouldBe(richer.Total.Account);
            shared.Total.Cash.ShouldBe(richer.Total.Cash);
            shared.Total.FundTotal.ShouldBe(richer.Total.FundTotal);
            (shared.Total.Account - shared.Total.FamilyAccount).ShouldBe(alone.Account);
            shared.Total.FamilyAccount.ShouldBeLessThanOrEqualTo(one.Shared);
            for (var at = 0; at < shared.Lines.Count; at++)
            {
                var columns = shared.Lines[at].Columns;
                columns.Account.ShouldBe(richer.Lines[at].Columns.Account);
                columns.FamilyAccount.ShouldBeLessThanOrEqualTo(columns.Account);
            }

            shared.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Columns.FamilyAccount)
                .ShouldBe(shared.Total.FamilyAccount);
        });

    [Fact]
    public void Who_does_not_use_the_account_uses_no_relatives_account_either() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var claim = Claims.Read(question.Law, question.Element);
            Decide(claim with { UseAccount = false, FamilyBalance = new Money(100_000) }).Total.Account
                .ShouldBe(Money.Zero);
        });

    private static ClaimDecision Decide(Claim claim)
    {
        var none = default(NoSteps);
        return Adjudicator.Decide(claim, ref none);
    }
}
