namespace Mingsuan.Architecture.Tests.Code;

/// <summary>Each rule is shown code that breaks it, and code that only looks like it.</summary>
public sealed class CodeRulesTests
{
    [Theory]
    [InlineData("var a = \"起付线\";")]
    [InlineData("var a = $\"x{1}起付线\";")]
    [InlineData("var a = @\"起付线\";")]
    [InlineData("var a = \"\"\"起付线\"\"\";")]
    [InlineData("var a = \"\\u8d77\";")]
    [InlineData("var a = '元';")]
    [InlineData("var a = \"元\"u8;")]
    public void Chinese_in_any_literal_is_found(string code) =>
        CodeRules.ChineseLiterals(Parse(code)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("/// <summary>起付线 — the deductible</summary>\nclass A;")]
    [InlineData("// 起付线\nvar a = 1;")]
    [InlineData("var a = \"deductible\";")]
    public void Chinese_outside_of_literals_is_fine(string code) =>
        CodeRules.ChineseLiterals(Parse(code)).ShouldBeEmpty();

    [Theory]
    [InlineData("double a;")]
    [InlineData("float F() => default;")]
    [InlineData("var a = 0.5;")]
    [InlineData("var a = 1e3;")]
    [InlineData("List<double> a;")]
    public void A_binary_fraction_is_found(string code) => CodeRules.BinaryFractions(Parse(code)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("var a = 0.5m;")]
    [InlineData("var doubled = 2 * 3; // double, 0.5")]
    [InlineData("var a = list.Single();")]
    public void An_exact_number_is_fine(string code) => CodeRules.BinaryFractions(Parse(code)).ShouldBeEmpty();

    [Theory]
    [InlineData("namespace Mingsuan.Policy.Pricing;", true)]
    [InlineData("namespace Mingsuan.Policy;", false)]
    [InlineData("namespace Mingsuan.Pricing { }", false)]
    public void A_namespace_follows_the_folder(string code, bool right)
    {
        var file = new CodeFile("src/Policy/Pricing/Quote.cs", code);

        CodeRules.StrayNamespaces(file, "src/Policy").Any().ShouldBe(!right);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void A_method_is_measured_from_its_head_to_its_brace(int most, bool fits) =>
        CodeRules.LongMethods(Parse("class A\n{\n    void B()\n    {\n    }\n}"), most).Any().ShouldBe(!fits);

    [Theory]
    [InlineData("static class StringUtils;")]
    [InlineData("record ClaimManager;")]
    [InlineData("class Common;")]
    [InlineData("interface IDateHelper;")]
    public void A_vague_type_is_found(string code) => CodeRules.VagueTypes(Parse(code)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("class CommonDisease;")]
    [InlineData("class Settlement;")]
    public void A_type_named_after_its_thing_is_fine(string code) => CodeRules.VagueTypes(Parse(code)).ShouldBeEmpty();

    private static CodeFile Parse(string code) => new("src/Policy/A.cs", code);
}
