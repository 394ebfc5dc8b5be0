using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>
/// What a claim does not state is never made up where an amount hangs on it: it is refused and names what is missing.
/// </summary>
public sealed class MissingFactTests
{
    private const string Chuxiong = """
        { "region": "532300", "on": "2023-03-01",
          "insured": { "area": "532300", "scheme": "employee", "status": "working" },
          "institution": { "ownership": "public", "level": "secondary",
            "agreement": { "main": { "from": "2022-07-01" } } },
          "visit": { "channel": "offline" },
          "lines": [ { "id": "1", "kind": "drug", "code": "D1", "class": "A", "unitPrice": "100" } ] }
        """;

    private const string Jining = """
        { "region": "370800", "on": "2022-12-30",
          "insured": { "area": "370800", "scheme": "employee", "status": "working", "year": { "deductibleUsed": 200 } },
          "institution": { "ownership": "private", "level": "secondary", "licences": [ "internetHospital" ],
            "agreement": { "main": { "from": "2022-07-01" } } },
          "visit": { "channel": "internet", "kind": "first", "symptoms": [ "covid" ] },
          "lines": [ { "id": "1", "kind": "service", "code": "110200001", "class": "A", "unitPrice": "30" } ] }
        """;

    [Theory]
    [InlineData("institution", "level", "institution.level")]
    [InlineData("insured", "scheme", "insured.scheme")]
    [InlineData("insured", "status", "insured.status")]
    public void A_claim_without_the_fact_that_chooses_its_benefit_is_refused(string of, string name, string missing)
    {
        var answer = Ask(Chuxiong, claim => claim[of]!.AsObject().Remove(name));

        Text(answer, "decision").ShouldBe("refused");
        Text(answer, "code").ShouldBe("E-MISSING-FACT");
        Missing(answer).ShouldBe([missing]);
        answer["clauses"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void A_fact_on_which_nothing_hangs_need_not_be_stated()
    {
        Text(Ask(Chuxiong, claim =>
        {
            claim["institution"]!["level"] = "primary";
            claim["insured"]!["scheme"] = "resident";
            claim["insured"]!.AsObject().Remove("status");
        }), "hifp_pay").ShouldBe("50.00");
        Text(Ask(Chuxiong, claim =>
        {
            claim["insured"]!["area"] = "530100";
            claim["insured"]!.AsObject().Remove("scheme");
        }), "psn_part_amt").ShouldBe("100.00");
        Text(Ask(Chuxiong, claim => claim["institution"]!.AsObject().Remove("ownership")), "hifp_pay")
            .ShouldBe(Text(Ask(Chuxiong, _ => { }), "hifp_pay"));
    }

    [Fact]
    public void A_line_above_its_ceiling_needs_to_know_whose_institution_it_is()
    {
        var answer = Ask(Chuxiong, claim =>
        {
            claim["institution"]!.AsObject().Remove("ownership");
            claim["lines"]![0]!["ceiling"] = "80";
        });

        Missing(answer).ShouldBe(["institution.ownership"]);
    }

    /// <summary>鲁医保发〔2022〕44号 三: paid by the price of a public institution of the same kind.</summary>
    [Fact]
    public void A_private_institution_paid_by_a_public_price_has_to_name_it()
    {
        var answer = Ask(Jining, _ => { });
        Text(answer, "code").ShouldBe("E-MISSING-FACT");
        Missing(answer).ShouldBe(["lines[0].publicReference"]);
        Text(answer, "message").ShouldContain("lines[0].publicReference");

        Text(Ask(Jining, claim => claim["lines"]![0]!["publicReference"] = "10"), "hifp_pay").ShouldBe("6.50");
        Text(Ask(Jining, claim => claim["institution"]!["ownership"] = "public"), "hifp_pay").ShouldBe("19.50");
    }

    [Fact]
    public void A_line_that_lacks_something_is_refused_and_the_others_are_settled()
    {
        var answer = Ask(Jining, claim => claim["lines"]!.AsArray().Add(JsonNode.Parse(
            """{ "id": "2", "kind": "drug", "code": "D1", "class": "A", "unitPrice": "100" }""")));

        Text(answer, "medfee_sumamt").ShouldBe("100.00");
        var refused = answer["refusedLines"]!.AsArray().ShouldHaveSingleItem()!;
        Text(refused, "id").ShouldBe("1");
        Missing(refused).ShouldBe(["lines[0].publicReference"]);
        var why = answer["why"]!.AsArray().First(part => Text(part!, "code") == "E-MISSING-FACT")!;
        Text(why, "message").ShouldContain("lines[0].publicReference");
        why["wouldPayIf"].ShouldBeNull();
    }

    [Fact]
    public void A_class_comes_from_the_line_or_the_catalogue_or_is_asked_for()
    {
        Missing(Ask(Chuxiong, claim => claim["lines"]![0]!.AsObject().Remove("class")))
            .ShouldBe(["lines[0].class"]);
        Missing(Ask(Chuxiong, claim => claim["lines"]![0]!["class"] = "B")).ShouldBe(["lines[0].initialCopay"]);
        Text(Ask(Chuxiong, claim =>
        {
            claim["lines"]![0]!["class"] = "B";
            claim["lines"]![0]!["initialCopay"] = "0";
        }), "inscp_scp_amt").ShouldBe("100.00");

        var listed = Laws.Shipped.Region("532300").Catalogue.First(one => one.Class == "B" && one.InitialCopay > 0);
        var stated = Ask(Chuxiong, claim =>
        {
            claim["lines"]![0]!["code"] = listed.Code;
            claim["lines"]![0]!["class"] = "B";
            claim["lines"]![0]!["initialCopay"] = listed.InitialCopay;
        });
        var looked = Ask(Chuxiong, claim =>
        {
            claim["lines"]![0]!["code"] = listed.Code;
            claim["lines"]![0]!.AsObject().Remove("class");
        });
        looked["lines"]!.ToJsonString().ShouldBe(stated["lines"]!.ToJsonString());
        Text(looked, "preselfpay_amt").ShouldNotBe("0.00");
    }

    private static JsonObject Ask(string claim, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(claim)!;
        change(node);
        return Claims.Answer(Laws.Shipped, Question.Of(node.AsObject()).Element);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static IEnumerable<string> Missing(JsonNode answer) =>
        answer["missing"]!.AsArray().Select(one => one!.GetValue<string>());
}
