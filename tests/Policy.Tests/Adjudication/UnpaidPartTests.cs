using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Law.Texts;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>For every part that no fund pays: why, and what would make a fund pay it, proved by asking again.</summary>
public sealed class UnpaidPartTests
{
    [Fact]
    public void The_unpaid_parts_sum_to_what_the_person_bears() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var answer = Claims.Answer(question.Law, question.Element);
            if (!IsSettled(answer))
            {
                return;
            }

            Why(answer).Where(part => Borne(Text(part, "code"))).Sum(part => Yuan(part, "amount"))
                .ShouldBe(Yuan(answer, "psn_part_amt"));
        },
        question => question.Smaller());

    [Fact]
    public void Merging_the_change_and_asking_again_pays_the_part() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var answer = Claims.Answer(question.Law, question.Element);
            foreach (var part in IsSettled(answer) ? Why(answer) : [])
            {
                if (part["wouldPayIf"] is not JsonObject patch)
                {
                    Text(part, "remedy").ShouldBe(Text(part, "code") == "E-MISSING-FACT"
                        ? Wording.Of("refusals.E-MISSING-FACT.remedy")
                        : Wording.Of("remedies.nothing"));
                    continue;
                }

                patch.Count.ShouldBeGreaterThan(0);
                var merged = question.With(node => Merge(node, patch));
                var again = Claims.Answer(merged.Law, merged.Element);
                IsSettled(again).ShouldBeTrue($"{patch} → {again}");
                Funds(again).ShouldBeGreaterThan(Funds(answer), patch.ToString());
                var lines = part["lines"]!.AsArray().Select(line => line!.GetValue<string>()).ToList();
                Why(again).Where(other => Text(other, "code") == Text(part, "code"))
                    .SelectMany(other => other["lines"]!.AsArray().Select(line => line!.GetValue<string>()))
                    .Intersect(lines).ShouldBeEmpty(patch.ToString());
            }
        },
        question => question.Smaller());

    [Fact]
    public void Drawn_claims_have_parts_that_a_change_would_pay_and_parts_that_nothing_would()
    {
        var (payable, never) = (new HashSet<string>(), new HashSet<string>());
        for (var seed = 0; seed < 800; seed++)
        {
            var question = ClaimDraws.Any(new Draw(seed));
            var answer = Claims.Answer(question.Law, question.Element);
            foreach (var part in IsSettled(answer) ? Why(answer) : [])
            {
                (part["wouldPayIf"] is null ? never : payable).Add(Text(part, "code"));
            }
        }

        string[] repairable =
        [
            "E-AREA", "E-NOT-ENTITLED", "E-NO-SUPP-AGREEMENT", "E-AGREEMENT-SUSPENDED", "E-REVISIT-WINDOW",
            "E-DISEASE-MISMATCH", "E-OVER-CEILING", "E-NOT-INCLUDED", "E-NOT-CHRONIC-PHARMACY",
        ];
        repairable.Except(payable).ShouldBeEmpty();
        new[] { "P-DEDUCTIBLE", "P-CO-PAY", "P-YEAR-LIMIT", "P-FULL-SELF-PAY" }.Except(never).ShouldBeEmpty();
    }

    private static bool Borne(string code) => code != "P-NOT-CHARGEABLE" &&
        RefusalCodes.Find(code)?.Consequence() is null or Consequence.FundZero;

    private static bool IsSettled(JsonObject answer) => Text(answer, "decision") == "settled";

    private static IEnumerable<JsonObject> Why(JsonObject answer) =>
        answer["why"]!.AsArray().Select(part => part!.AsObject());

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    private static decimal Yuan(JsonObject json, string name) =>
        decimal.Parse(Text(json, name), CultureInfo.InvariantCulture);

    private static Money Funds(JsonObject answer) => Money.FromYuan(
        Yuan(answer, "medfee_sumamt") - Yuan(answer, "psn_part_amt") - Yuan(answer, "hosp_part_amt"));

    /// <summary>JSON Merge Patch (RFC 7396).</summary>
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner:
                    if (target[name] is not JsonObject)
                    {
                        target[name] = new JsonObject();
                    }

                    Merge(target[name]!.AsObject(), inner);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
