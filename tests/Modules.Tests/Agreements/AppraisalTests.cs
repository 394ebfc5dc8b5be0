using System.Text.Json.Nodes;
using Mingsuan.Agreements.Appraising;
using Mingsuan.Agreements.Terms;
using Mingsuan.Policy.Primitives;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>协议考核 — one score over both channels, and the deduction that its parameters make of it. (CX-20)</summary>
public sealed class AppraisalTests(PostgresServer server)
{
    private static readonly AppraisalScheme Scheme = new(
        500,
        [
            new("a", "A", "internet", 60, "0.50", TargetKind.AtLeast),
            new("b", "B", "offline", 40, "0.02", TargetKind.AtMost),
        ],
        [new(90, 0), new(80, 2000), new(0, 10_000)]);

    [Theory]
    [InlineData("0.50", "0.02", 10_000, "0.00")]
    [InlineData("0.90", "0", 10_000, "0.00")]
    [InlineData("0.375", "0.02", 8_500, "10000.00")]
    [InlineData("0.25", "0.04", 5_000, "50000.00")]
    [InlineData("0", "1", 80, "50000.00")]
    public void Points_are_in_proportion_and_the_deduction_is_a_share_of_the_deposit(
        string a, string b, int score, string deduction)
    {
        var result = Appraisal.Of(
            Scheme,
            new Dictionary<string, decimal>
            {
                ["a"] = decimal.Parse(a, System.Globalization.CultureInfo.InvariantCulture),
                ["b"] = decimal.Parse(b, System.Globalization.CultureInfo.InvariantCulture),
            },
            Money.FromYuan(1_000_000m));
        result.Score.ShouldBe(score);
        result.Deposit.ToString().ShouldBe("50000.00");
        result.Deduction.ToString().ShouldBe(deduction);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_year_is_scored_over_both_channels_and_recorded_with_what_it_came_from(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        var path = $"/agency/appraisals/{AgreementStage.Serving}/2026";
        var body = new JsonObject
        {
            ["base"] = "1000000.00",
            ["values"] = new JsonObject { ["recordComplete"] = "0.98", ["prescriptionReviewed"] = "1" },
        };
        var missing = await stage.RefusedAsync(path, body);
        missing.Code.ShouldBe("E-APPRAISAL-MISSING");
        missing.Said.ShouldContain("参保人满意率");

        foreach (var (key, value) in new[]
            { ("violationRate", "0.05"), ("catalogueShare", "0.90"), ("satisfaction", "0.90") })
        {
            body["values"]![key] = value;
        }

        var result = await stage.PostAsync(path, body);
        ((string)result["score"]!).ShouldBe("85.00");
        ((string)result["deposit"]!).ShouldBe("50000.00");
        ((string)result["deduction"]!).ShouldBe("10000.00");
        ((bool)result["detail"]!["sample"]!).ShouldBeTrue("no document gives a figure");
        body["base"] = "2000000.00";
        await stage.PostAsync(path, body);
        var kept = (await stage.GetAsync(path))["results"]!.AsArray();
        kept.Select(one => (int)one!["amendment"]!).ShouldBe([1, 2]);
        kept[0]!["detail"]!["indicators"]!.AsArray().Select(one => (string)one!["channel"]!).Distinct().Order()
            .ShouldBe(["both", "internet", "offline"]);
        await stage.ShouldBeProvenAsync();
    }
}
