using System.Text.Json;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;

namespace Mingsuan.Policy.Tests.Pricing;

/// <summary>A refusal's sentence is whole: it names the item it speaks of, and nothing is left to fill in.</summary>
public sealed class SentenceTests
{
    private const string Document = """
        ---
        id: x-1
        title: 规定
        number: 测医保发〔2020〕1号
        issuers: [测试省医疗保障局]
        jurisdiction: "990000"
        issued: 2020-05-13
        effective: 2020-06-01
        trial-until: 2021-05-31
        ---

        ## 第一条 {#art-1}

        ```rule
        price-item: "T001"
        name: 监测
        unit: 日
        price: 80
        quantity: { of: started-hours, hours: 24 }
        ```

        ```rule
        item-retired: "T000"
        replaced-by: ["T001"]
        ```
        """;

    [Fact]
    public void A_line_whose_trial_ended_is_named_even_where_it_is_not_the_first()
    {
        var claim = new
        {
            region = "990000",
            on = "2021-06-01",
            insured = new { area = "990000" },
            lines = new object[]
            {
                new { id = "1", kind = "service", code = "T001", unitPrice = 80 },
                new { id = "2", kind = "service", code = "T000", unitPrice = 10 },
            },
        };

        var answer = Claims.Answer(Law(), JsonSerializer.SerializeToElement(claim));

        answer["code"]!.GetValue<string>().ShouldBe("E-ITEM-RETIRED");
        answer["message"]!.GetValue<string>().ShouldContain("T000");
        answer["remedy"]!.GetValue<string>().ShouldContain("T001");
    }

    [Fact]
    public void An_ended_trial_gives_its_last_day_and_the_last_price_only_where_it_is_known()
    {
        var lines = new[] { new { kind = "service", code = "T001", unitPrice = 80 } };
        var claim = JsonSerializer.SerializeToElement(
            new { region = "990000", on = "2021-06-01", insured = new { area = "990000" }, lines });
        var quote = JsonSerializer.SerializeToElement(new { region = "990000", on = "2021-06-01", item = "T001" });

        var claimed = Claims.Answer(Law(), claim)["message"]!.GetValue<string>();
        var quoted = Quotes.Answer(Law(), quote)["message"]!.GetValue<string>();

        claimed.ShouldContain("2021-05-31");
        claimed.ShouldNotContain("{");
        claimed.ShouldNotContain("0.00");
        quoted.ShouldContain("80.00");
    }

    [Fact]
    public void A_quantity_that_beginning_and_end_contradict_is_named()
    {
        var question = new
        {
            region = "990000",
            on = "2020-07-01",
            item = "T001",
            quantity = 2,
            startedAt = "2020-07-01T08:00:00",
            endedAt = "2020-07-04T08:00:00",
        };

        var answer = Quotes.Answer(Law(), JsonSerializer.SerializeToElement(question));

        answer["code"]!.GetValue<string>().ShouldBe("E-BAD-FACTS");
        answer["message"]!.GetValue<string>().ShouldContain("quantity");
        answer["message"]!.GetValue<string>().ShouldNotContain("{");
        answer["missing"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["quantity"]);
    }

    private static LawSnapshot Law()
    {
        var load = LawLibrary.Load(new Dictionary<string, string> { ["990000-x/2020-05-13-x.md"] = Document });
        return load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
    }
}
