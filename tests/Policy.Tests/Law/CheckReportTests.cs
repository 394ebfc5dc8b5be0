using Mingsuan.Law.Checking;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Law;

public sealed class CheckReportTests
{
    [Fact]
    public void The_report_has_the_shape_of_the_contract()
    {
        var body = Item() + Block("example", "given: { institution: { ownership: public } }\nquote: 80.00")
            + "\n## 第二条（一） {#art-2 rows=\"T-1\"}\n" + Block("obligation", "{ row: T-1, feature: agreement-appraisal }");

        var json = CheckReport.Json(Good((Province, Document(body))));

        json["documents"]![0]!.ToJsonString(Plain).ShouldBe(
            """{"id":"t-1","number":"测医保发〔2020〕t-1号","jurisdiction":"990000","clauses":2,"covered":2}""");
        json["clauseCoverage"]!.GetValue<decimal>().ShouldBe(1m);
        json["examples"]!.ToJsonString().ShouldBe("""{"passed":1,"failed":0}""");
        json["obligations"]![0]!.ToJsonString(Plain).ShouldBe(
            """{"document":"测医保发〔2020〕t-1号","clause":"第二条（一）","row":"T-1","feature":"agreement-appraisal","""
            + "\"state\":\"planned\",\"tests\":[]}");
        json["diagnostics"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void A_diagnostic_is_told_in_Chinese_with_code_file_line_and_clause()
    {
        var json = CheckReport.Json(Load((Province, Document(Item("prise: 80")))));

        var told = json["diagnostics"]!.AsArray()
            .Select(one => (one!["code"]!.GetValue<string>(), one["line"]!.GetValue<int>()));
        told.ShouldBe([("L007", 18), ("L004", 21)]);
        json["diagnostics"]![1]!["message"]!.GetValue<string>()
            .ShouldStartWith("“price-item”没有“prise”这个栏目。最接近的是“price”");
        json["diagnostics"]![1]!["clause"]!.GetValue<string>().ShouldBe("第一条");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
