using System.Text.Json;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;

namespace Mingsuan.Policy.Tests.Pricing;

public sealed class NamedServicesTests
{
    private const string Document = """
        ---
        id: x-1
        title: 规定
        number: 测医保发〔2022〕1号
        issuers: [测试州医疗保障局]
        jurisdiction: "990000"
        issued: 2022-06-25
        ---

        ## 第四条 {#art-4}

        ```rule
        unlisted-item: E-UNAPPROVED-ITEM
        ```

        ## 第七条 {#art-7}

        ```rule
        not-an-item: [健康管理]
        ```

        ```rule
        item-retired: "111000005"
        ```
        """;

    [Theory]
    [InlineData("健康管理包", "E-BLACKLIST-SERVICE", "第七条")]
    [InlineData("111000005", "E-ITEM-RETIRED", "第七条")]
    [InlineData("999900001", "E-UNAPPROVED-ITEM", "第四条")]
    public void What_a_clause_says_of_a_service_by_name_stands_before_what_it_says_of_every_unlisted_item(
        string item, string code, string article)
    {
        var load = LawLibrary.Load(new Dictionary<string, string> { ["990000-x/2022-06-25-x.md"] = Document });
        var question = JsonSerializer.SerializeToElement(new { region = "990000", on = "2022-07-01", item });

        var answer = Quotes.Answer(load.Snapshot.ShouldNotBeNull(), question);

        answer["code"]!.GetValue<string>().ShouldBe(code);
        answer["clauses"]![0]!["article"]!.GetValue<string>().ShouldBe(article);
    }
}
