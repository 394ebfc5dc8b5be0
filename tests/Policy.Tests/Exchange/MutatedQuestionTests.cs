using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Exchange;

/// <summary>Whatever a question holds, it is answered: by a decision, or by a refusal with a known code.</summary>
public sealed class MutatedQuestionTests
{
    [Fact]
    public void A_mutated_price_question_is_answered() => Properties.Hold(
        draw => Mutated(draw, QuoteDraws.Any(draw)),
        one => Answered(one, Quotes.Answer),
        cases: Properties.Cases * 5);

    [Fact]
    public void A_mutated_claim_is_answered() => Properties.Hold(
        draw => Mutated(draw, ClaimDraws.Any(draw)),
        one => Answered(one, Claims.Answer),
        cases: Properties.Cases * 5);

    [Fact]
    public void A_mutated_deadline_question_is_answered() => Properties.Hold(
        draw => Mutated(draw, Question.Of(new JsonObject
        {
            ["document"] = draw.One("楚医保规〔2022〕3号", "苏医保发〔2020〕16号"),
            ["step"] = draw.One("review", "rebuild", "acceptance", "sign", "reapply", "weeklyReport"),
            ["from"] = "2022-09-26",
            ["situation"] = "epidemic",
        })),
        one => Answered(one, Mingsuan.Law.Exchange.Clocks.Answer));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    public void What_is_no_object_is_no_question(string json)
    {
        var element = JsonDocument.Parse(json).RootElement;

        Should.Throw<BadQuestionException>(() => Quotes.Answer(Laws.Shipped, element));
        Should.Throw<BadQuestionException>(() => Claims.Answer(Laws.Shipped, element));
        Should.Throw<BadQuestionException>(() => Mingsuan.Law.Exchange.Clocks.Answer(Laws.Shipped, element));
    }

    private static (LawSnapshot Law, string Json) Mutated(Draw draw, Question question) =>
        (question.Node["region"] is null ? Laws.Shipped : question.Law, Mutations.Of(draw, question));

    private static void Answered(
        (LawSnapshot Law, string Json) one, Func<LawSnapshot, JsonElement, ICollection<string>?, JsonObject> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(one.Json);
            var given = answer(one.Law, document.RootElement, []);
            _ = given.ToJsonString();
            if (given["decision"]?.GetValue<string>() == "refused")
            {
                RefusalCodes.Find(given["code"]!.GetValue<string>()).ShouldNotBeNull();
            }
            else
            {
                (given["amount"] ?? given["medfee_sumamt"] ?? given["due"]).ShouldNotBeNull();
                given["medfee_sumamt"]?.GetValue<string>().ShouldNotStartWith("-");
                given["hifp_pay"]?.GetValue<string>().ShouldNotStartWith("-");
                given["psn_cash_pay"]?.GetValue<string>().ShouldNotStartWith("-");
            }
        }
        catch (Exception unexpected) when (unexpected is not (Shouldly.ShouldAssertException or BadQuestionException))
        {
            var where = unexpected.StackTrace?.Split('\n').Where(line => line.Contains("Mingsuan")).Take(6);
            throw new Shouldly.ShouldAssertException(
                $"{one.Json}\n{unexpected.GetType().Name}: {unexpected.Message}\n{string.Join('\n', where ?? [])}");
        }
    }
}
