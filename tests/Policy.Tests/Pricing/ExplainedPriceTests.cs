using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Pricing;

/// <summary>A price with its steps is the price without them, and each step stands on a clause.</summary>
public sealed class ExplainedPriceTests
{
    [Fact]
    public void A_price_is_the_same_whether_or_not_it_is_explained() => Properties.Hold(
        QuoteDraws.Any,
        question =>
        {
            var asked = Quotes.Read(question.Law, question.Element);
            var (unexplained, steps) = (default(NoSteps), new List<Step>());
            var list = new StepList(steps);

            var one = Pricer.Price(asked, ref unexplained);
            var other = Pricer.Price(asked, ref list);

            (other.Code, other.Amount, other.Item, other.Missing, other.ClauseId, other.By)
                .ShouldBe((one.Code, one.Amount, one.Item, one.Missing, one.ClauseId, one.By));
            steps.ShouldAllBe(step => step.ClauseId >= 0);
            if (one.IsPriced)
            {
                steps[^1].After.ShouldBe(one.Amount);
                one.Amount.Fen.ShouldBeGreaterThanOrEqualTo(0);
            }
        },
        question => question.Smaller(),
        Properties.Cases * 4);

    [Fact]
    public void Asking_leaves_the_facts_as_they_were() => Properties.Hold(
        QuoteDraws.Any,
        question =>
        {
            var asked = Quotes.Read(question.Law, question.Element);
            var before = FactVocabulary.All.Select(fact => asked.Facts[fact.Fact]).ToList();
            var none = default(NoSteps);

            Pricer.Price(asked, ref none);

            FactVocabulary.All.Select(fact => asked.Facts[fact.Fact]).ShouldBe(before);
        });

    [Fact]
    public void Every_item_is_priced_in_some_drawn_case()
    {
        foreach (var law in new[] { Laws.Shipped, Laws.Invented })
        {
            var priced = new HashSet<string>();
            var none = default(NoSteps);
            for (var seed = 0; seed < 12_000; seed++)
            {
                var asked = Quotes.Read(law, QuoteDraws.Of(new Draw(seed), law).Element);
                if (Pricer.Price(asked, ref none).IsPriced)
                {
                    priced.Add(asked.Item);
                }
            }

            law.ItemCodes.Except(priced).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_higher_quantity_of_an_item_never_costs_less() => Properties.Hold(
        QuoteDraws.Any,
        question =>
        {
            var (fewer, more) = (Of(question, 1), Of(question, 2));
            if (fewer.IsPriced && more.IsPriced)
            {
                more.Amount.ShouldBeGreaterThanOrEqualTo(fewer.Amount);
            }
        },
        question => question.Smaller());

    private static PriceAnswer Of(Question question, int quantity)
    {
        var none = default(NoSteps);
        var asked = question.With(one => one["quantity"] = quantity);
        return Pricer.Price(Quotes.Read(asked.Law, asked.Element), ref none);
    }
}
