using System.Text.RegularExpressions;
using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Mutation;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>
/// The guide to adding a region is true: its sample files and its snippets load, and their examples hold.
/// </summary>
public sealed partial class GuideTests
{
    private const string Try = "960101-dengta/2021-03-01-try.md";

    private const string FrontMatter = """
        ---
        id: try
        title: 试写
        number: 灯医保〔2021〕1号
        issuers: [灯塔县医疗保障局]
        jurisdiction: "960101"
        issued: 2021-03-01
        ---


        """;

    private static readonly string Guide =
        File.ReadAllText(Path.Combine(Root(), "docs", "guides", "adding-a-region.md")).ReplaceLineEndings("\n");

    private static Dictionary<string, string> SampleFiles => FilePattern().Matches(Guide)
        .ToDictionary(one => one.Groups["path"].Value, one => one.Groups["text"].Value, StringComparer.Ordinal);

    public static TheoryData<string> Snippets =>
        [.. SnippetPattern().Matches(Guide).Select(one => one.Groups["text"].Value)];

    [Fact]
    public void The_sample_library_of_the_guide_loads_and_each_of_its_values_is_noticed()
    {
        var load = LawLibrary.Load(SampleFiles);

        load.Diagnostics.ShouldBeEmpty(string.Join('\n', load.Diagnostics));
        load.Documents.Count.ShouldBe(3);
        load.Examples.Count.ShouldBeGreaterThan(30);
        var mutation = MutationRun.Of(load);
        mutation.Survivors.ShouldBeEmpty(string.Join('\n', mutation.Survivors));
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void A_snippet_of_the_guide_loads_beside_the_sample_library_and_its_examples_hold(string snippet)
    {
        var load = WithSnippet(snippet);

        load.Diagnostics.ShouldBeEmpty(string.Join('\n', load.Diagnostics));
        load.Examples.Count(one => one.Example.Document.Path == Try).ShouldBeGreaterThan(2);
    }

    [Fact]
    public void The_guide_shows_every_kind_of_rule_at_work()
    {
        var shown = SnippetPattern().Matches(Guide)
            .SelectMany(one => WithSnippet(one.Groups["text"].Value).Rules)
            .Select(rule => rule.Form.Kind)
            .ToHashSet(StringComparer.Ordinal);

        RuleForms.All.Select(form => form.Kind).Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public void The_guide_says_what_to_do_about_every_diagnostic() =>
        Mingsuan.Law.Checking.DiagnosticKinds.All.Select(kind => kind.Code)
            .Where(code => !Guide.Contains(code, StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static LawLoad WithSnippet(string snippet)
    {
        var files = SampleFiles;
        files[Try] = FrontMatter + snippet;
        return LawLibrary.Load(files);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Mingsuan.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }

    [GeneratedRegex(
        @"^````\w+ file=(?<path>\S+)\n(?<text>.*?)^````$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FilePattern();

    [GeneratedRegex(@"^````markdown snippet\n(?<text>.*?)^````$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SnippetPattern();
}
