using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Policy.Tests.Clocks;

/// <summary>A deadline that no document sets is refused by naming what is not known.</summary>
public sealed class ClockQuestionTests
{
    [Theory]
    [InlineData("楚医保规〔2022〕3号", "reveiw", "step")]
    [InlineData("楚医保规〔1999〕3号", "review", "document")]
    public void An_unknown_document_or_step_is_named(string document, string step, string wrong)
    {
        var answer = Mingsuan.Law.Exchange.Clocks.Answer(Generating.Laws.Shipped, JsonSerializer.SerializeToElement(
            new { document, step, from = "2022-09-26" }));

        Text(answer, "code").ShouldBe("E-BAD-FACTS");
        answer["missing"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe([wrong]);
        Text(answer, "message").ShouldContain(wrong == "step" ? "环节" : "文件");
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
