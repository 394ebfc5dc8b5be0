using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>A decision with its steps is the decision without them, and each step stands on a clause.</summary>
public sealed class ExplainedClaimTests
{
    [Fact]
    public void A_decision_is_the_same_whether_or_not_it_is_explained() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var claim = Claims.Read(question.Law, question.Element);
            var (unexplained, list) = (default(NoSteps), new StepList([]));

            Printed(Adjudicator.Decide(claim, ref list)).ShouldBe(Printed(Adjudicator.Decide(claim, ref unexplained)));
        },
        question => question.Smaller());

    [Fact]
    public void Every_step_and_every_unpaid_part_stands_on_a_clause() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var steps = new List<Step>();
            var list = new StepList(steps);
            var decision = Adjudicator.Decide(Claims.Read(question.Law, question.Element), ref list);
            steps.Where(step => step.ClauseId < 0).Select(step => step.Label).ShouldBeEmpty();
            decision.Unpaid.Where(part => part.ClauseId < 0).ShouldBeEmpty();
            if (!decision.IsSettled)
            {
                decision.RefusalClauseId.ShouldBeGreaterThanOrEqualTo(0);
            }
        },
        question => question.Smaller());

    [Fact]
    public void Deciding_leaves_the_facts_as_they_were() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var claim = Claims.Read(question.Law, question.Element);
            var before = FactVocabulary.All.Select(fact => claim.Facts[fact.Fact]).ToList();
            var none = default(NoSteps);

            Adjudicator.Decide(claim, ref none);

            FactVocabulary.All.Select(fact => claim.Facts[fact.Fact]).ShouldBe(before);
        });

    private static string Printed(ClaimDecision decision) => string.Join('\n',
        [
            $"{decision.Refusal} {decision.RefusalClauseId} {decision.Ratio} {decision.Delivery}",
            Claims.Columns(decision.Total).ToJsonString(),
            .. decision.Lines.Select(
                line => $"{line.Code} {line.ClauseId} {Claims.Columns(line.Columns).ToJsonString()}"),
            .. decision.Unpaid.Select(
                part => $"{part.Reason} {part.Code} {part.Amount} {part.ClauseId} {string.Join(',', part.Lines)}"),
        ]);
}
