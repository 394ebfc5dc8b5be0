using Mingsuan.Architecture.Tests.Code;

namespace Mingsuan.Architecture.Tests.Words;

/// <summary>The search is shown an invented law, and code that betrays it.</summary>
public sealed class WordRulesTests
{
    private const string Document = """
        ---
        id: xs-2020-7
        title: 关于测试的通知
        number: 星医保发〔2020〕7号
        jurisdiction: "990100"
        ---

        ## 第一条 {#art-1}

        ```rule
        price-item: "880100001"
        name: 测试项目
        ```
        """;

    private const string Regions = """
        - code: "990000"
          name: 星海省
          children:
            - { code: "990100", name: "银沙市" }
        - code: "100000"
          name: 全国
        """;

    private static readonly LawWords Law = LawWords.Gather(
    [
        new SourceFile("law/990100-yinsha/2020-05-01-7.md", Document),
        new SourceFile("law/100000-national/2020-01-01-1.md", "---\nnumber: 国测发〔2020〕1号\n---\n"),
        new SourceFile("law/regions.yaml", Regions),
    ]);

    [Fact]
    public void The_words_come_from_the_library_itself()
    {
        Law.Numbers.ShouldBe(["星医保发〔2020〕7号", "国测发〔2020〕1号"], ignoreOrder: true);
        Law.Codes.ShouldBe(["990100", "880100001", "990000"], ignoreOrder: true);
        Law.Places.ShouldBe(["星海省", "星海", "银沙市", "银沙"], ignoreOrder: true);
        Law.Folders.ShouldBe(["yinsha"]);
    }

    [Fact]
    public void An_empty_library_forbids_nothing_but_the_look_of_a_document_number()
    {
        var empty = LawWords.Gather([]);

        WordRules.Found("990100 880100001 银沙 yinsha", empty).ShouldBeEmpty();
        WordRules.Found("云测规〔2023〕12号", empty).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("var a = \"990100\";")]
    [InlineData("var a = 990_100;")]
    [InlineData("var a = $\"region {x} 880100001\";")]
    [InlineData("const string A = \"星医保发[2020]7号\";")]
    [InlineData("const string A = \"见星医保发〔2020〕7号\";")]
    [InlineData("const string A = \"云测规〔2023〕12号\";")]
    [InlineData("var a = \"\\u94f6\\u6c99\";")]
    [InlineData("var a = \"银沙\";")]
    [InlineData("if (IsYinsha(region)) { }")]
    [InlineData("var a = \"yinsha\";")]
    [InlineData("class YINSHA_Rules;")]
    public void A_word_of_the_law_in_code_is_found(string code) =>
        WordRules.InCode(Parse(code), Law).ShouldNotBeEmpty();

    [Theory]
    [InlineData("// 星医保发〔2020〕7号 第一条\nvar a = 1;")]
    [InlineData("/// <summary>定价 — price. (星医保发〔2020〕7号 第一条)</summary>\nclass A;")]
    [InlineData("var a = 1990100;")]
    [InlineData("var a = \"national\";")]
    [InlineData("var a = 100000;")]
    [InlineData("var a = \"Yinshanese\";")]
    public void What_only_cites_or_looks_alike_is_fine(string code) =>
        WordRules.InCode(Parse(code), Law).ShouldBeEmpty();

    [Theory]
    [InlineData("<p>银沙的价格</p>", true)]
    [InlineData("<a href=\"/prices?region=990100\">", true)]
    [InlineData("@* 银沙 *@ <p>价格</p>", false)]
    [InlineData("<!-- 990100 -->", false)]
    public void A_word_of_the_law_on_a_page_is_found(string markup, bool found) =>
        WordRules.InPage(new SourceFile("src/Ui/A.razor", markup), Law).Any().ShouldBe(found);

    private static CodeFile Parse(string code) => new("src/Policy/A.cs", code);
}
