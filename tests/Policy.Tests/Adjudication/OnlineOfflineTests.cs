using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>Where a document demands it, the same lines settle online as offline, to the fen.</summary>
public sealed class OnlineOfflineTests
{
    /// <summary>楚医保规〔2022〕3号 第十条（一）、第十三条（二）.</summary>
    [Fact]
    public void A_follow_up_in_Chuxiong_that_meets_every_condition_settles_online_as_offline() => Properties.Hold(
        draw => Twin(draw, "532300", draw.Day(new DateOnly(2022, 7, 1), new DateOnly(2025, 12, 31)), Visit(
            draw, "followUp", draw.One("ordinary", "chronic", "twoDiseases"))),
        SettlesAlike);

    /// <summary>济医保字〔2022〕49号 — the same prices and the same payment as offline.</summary>
    [Fact]
    public void A_first_visit_for_covid_in_Jining_settles_online_as_offline() => Properties.Hold(
        draw => Twin(draw, "370800", draw.Day(new DateOnly(2022, 12, 29), new DateOnly(2024, 12, 31)), Visit(
            draw, "first", "ordinary")),
        SettlesAlike);

    /// <summary>楚医保规〔2022〕3号 第九条（二）: a follow-up costs what the ordinary consultation costs offline.</summary>
    [Theory]
    [InlineData("tertiary")]
    [InlineData("secondary")]
    [InlineData("primary")]
    [InlineData("unrated")]
    public void A_follow_up_in_Chuxiong_is_priced_as_the_ordinary_consultation(string level)
    {
        string Price(string channel) => Quotes.Answer(Laws.Shipped, Question.Of(new JsonObject
        {
            ["region"] = "532300",
            ["on"] = "2023-03-01",
            ["item"] = "110200001",
            ["channel"] = channel,
            ["institution"] = new JsonObject
            {
                ["ownership"] = "public",
                ["level"] = level,
                ["licences"] = new JsonArray("internetHospital"),
            },
            ["visit"] = new JsonObject { ["kind"] = "followUp" },
        }).Element)["amount"]!.GetValue<string>();

        Price("internet").ShouldBe(Price("offline"));
    }

    /// <summary>
    /// Fund, columns and lines are the same always; account and cash wherever the pool includes the case (online, what
    /// it does not include may be paid from the account: 楚医保规〔2022〕3号 第十条（三）).
    /// </summary>
    private static void SettlesAlike(Question question)
    {
        var online = Claims.Answer(question.Law, question.Element);
        var offline = Claims.Answer(
            question.Law, question.With(node => node["visit"]!["channel"] = "offline").Element);
        var codes = (online["why"]?.AsArray() ?? []).Select(one => one!["code"]!.GetValue<string>()).ToList();
        codes.Where(code => code.StartsWith("E-", StringComparison.Ordinal))
            .Except(["E-NOT-INCLUDED", "E-OVER-CEILING", "E-MISSING-FACT"]).ShouldBeEmpty();

        Compared(online, codes.Contains("E-NOT-INCLUDED"))
            .ShouldBe(Compared(offline, codes.Contains("E-NOT-INCLUDED")));
    }

    private static string Compared(JsonObject answer, bool fundsOnly)
    {
        string[] beside = ["steps", "why", "message", "remedy", "clauses", "refusedLines"];
        foreach (var one in (answer["lines"]?.AsArray() ?? []).Select(line => line!.AsObject()).Append(answer))
        {
            foreach (var name in fundsOnly ? [.. beside, "acct_pay", "psn_cash_pay"] : beside)
            {
                one.Remove(name);
            }
        }

        return answer.ToJsonString();
    }

    private static JsonObject Visit(Draw draw, string kind, string benefit) => new()
    {
        ["channel"] = "internet",
        ["kind"] = kind,
        ["benefit"] = benefit,
        ["diseaseCode"] = draw.One("M03900", "M01600"),
        ["diagnosis"] = new JsonArray(draw.One("I10.x00x002", "E11.900")),
        ["consent"] = true,
        ["realTime"] = true,
        ["symptoms"] = new JsonArray("covid"),
    };

    private static Question Twin(Draw draw, string region, DateOnly on, JsonObject visit)
    {
        var lines = new JsonArray();
        for (var i = draw.Int(1, 5); i > 0; i--)
        {
            var line = ClaimDraws.Line(draw, lines.Count);
            if (line["kind"]!.GetValue<string>() == "service")
            {
                line["code"] = "110200001";
                line["class"] = draw.One("A", "B");
            }

            lines.Add((JsonNode)line);
        }

        visit["lastOffline"] = new JsonObject
        {
            ["on"] = ClaimDraws.Text(on.AddDays(-draw.Int(0, 80))),
            ["diagnosis"] = visit["diagnosis"]!.DeepClone(),
        };
        var drawn = ClaimDraws.Any(draw).Node;
        var insured = drawn["insured"]!.DeepClone().AsObject();
        insured["area"] = region;
        insured["entitlement"] = "active";
        return Question.Of(new JsonObject
        {
            ["region"] = region,
            ["on"] = ClaimDraws.Text(on),
            ["insured"] = insured,
            ["institution"] = new JsonObject
            {
                ["ownership"] = "public",
                ["level"] = draw.One("tertiary", "secondary", "primary", "unrated"),
                ["licences"] = new JsonArray("internetHospital"),
                ["agreement"] = new JsonObject
                {
                    ["main"] = new JsonObject { ["from"] = "2019-01-01" },
                    ["supplementary"] = new JsonObject { ["from"] = "2019-01-01" },
                },
            },
            ["visit"] = visit,
            ["dispensedBy"] = draw.One("hospital", "chronicPharmacy"),
            ["lines"] = lines,
        });
    }
}
