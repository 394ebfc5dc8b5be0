namespace Mingsuan.Architecture.Tests.Tidy;

/// <summary>Each rule is shown text that breaks it, and text that only looks like it.</summary>
public sealed class TidyRulesTests
{
    [Theory]
    [InlineData("a\nb\nc\n", true)]
    [InlineData("a\nb\n", false)]
    public void A_long_file_is_found(string text, bool found) =>
        TidyRules.LongFile(Make(text), most: 2).Any().ShouldBe(found);

    [Fact]
    public void A_long_line_is_found_with_its_number() =>
        TidyRules.LongLines(Make("short\nlonger\r\nfine"), most: 5).ShouldHaveSingleItem()
            .Message.ShouldBe("line 2: 6 characters, at most 5");

    [Theory]
    [InlineData("// TO" + "DO later", true)]
    [InlineData("// FIX" + "ME", true)]
    [InlineData("# HA" + "CK", true)]
    [InlineData("throw new NotImplemented" + "Exception();", true)]
    [InlineData("var todo = 1; // to do", false)]
    [InlineData("HACKATHON", false)]
    public void What_was_left_unfinished_is_found(string text, bool found) =>
        TidyRules.Leftovers(Make(text)).Any().ShouldBe(found);

    [Theory]
    [InlineData("cp x /ho" + "me/li/y", true)]
    [InlineData("see \"/wo" + "rk/main\"", true)]
    [InlineData("C:\\Us" + "ers\\li", true)]
    [InlineData("/usr/bin/chromium", false)]
    [InlineData("docs/work/plan", false)]
    [InlineData("https://example.org/home/page", false)]
    [InlineData("\"$root/home/x\"", false)]
    public void A_path_of_one_machine_is_found(string text, bool found) =>
        TidyRules.MachinePaths(Make(text)).Any().ShouldBe(found);

    [Theory]
    [InlineData("\"resolved\": \"https://registry.example/x.tgz\"", true)]
    [InlineData("\"resolved\": \"10.0.14\"", false)]
    [InlineData("\"funding\": \"https://example.org\"", false)]
    public void A_registry_in_a_lock_file_is_found(string text, bool found) =>
        TidyRules.RegistryAddresses(Make(text)).Any().ShouldBe(found);

    [Theory]
    [InlineData("src/Law/Utils/Text.cs", true)]
    [InlineData("src/Law/DateHelpers.cs", true)]
    [InlineData("src/common/a.css", true)]
    [InlineData("src/Policy/CommonDisease.cs", false)]
    public void A_vague_folder_or_file_is_found(string path, bool found) =>
        TidyRules.VagueNames(new SourceFile(path, "")).Any().ShouldBe(found);

    [Theory]
    [InlineData("# One\n\ntext\n", true)]
    [InlineData("text\n", false)]
    [InlineData("# One\n# Two\n", false)]
    [InlineData("# One\n```sh\n# a remark\n```\n", true)]
    [InlineData("# One\n````md\n```sh\n# a remark\n```\n````\n", true)]
    [InlineData("---\ntitle: One\n---\n\n## Clause\n", true)]
    [InlineData("---\ntitle: One\n---\n# One\n", true)]
    [InlineData("---\ntitle: One\n---\n# One\n\n# Two\n", false)]
    [InlineData("---\nid: x\n---\n## Clause\n", false)]
    public void A_page_of_text_has_exactly_one_title(string text, bool right) =>
        TidyRules.Titles(Make(text)).Any().ShouldBe(!right);

    private static SourceFile Make(string text) => new("src/a.cs", text);
}
