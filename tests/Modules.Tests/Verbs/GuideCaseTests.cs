using System.Text.RegularExpressions;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>The case files that the guide to adding a region shows are answered as it says.</summary>
public sealed partial class GuideCaseTests
{
    private static readonly string Guide =
        File.ReadAllText(RepositoryRoot.At("docs", "guides", "adding-a-region.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData("quote", "amount", "20.00")]
    [InlineData("adjudicate", "hifp_pay", "60.00")]
    [InlineData("clock", "due", "2021-03-15")]
    public async Task A_case_of_the_guide_over_its_sample_library_has_the_answer_that_it_states(
        string verb, string member, string value)
    {
        var library = Directory.CreateTempSubdirectory("mingsuan-guide-");
        foreach (var file in FilePattern().Matches(Guide).Select(one => one.Groups))
        {
            var path = Path.Combine(library.FullName, file["path"].Value);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file["text"].Value, TestContext.Current.CancellationToken);
        }

        var asked = CasePattern().Matches(Guide).Single(one => one.Groups["verb"].Value == verb).Groups["text"].Value;
        var run = await HostProcess.AskAsync(asked, verb, "--law", library.FullName);
        library.Delete(recursive: true);

        run.Exit.ShouldBe(0, run.Errors);
        run.Errors.ShouldBeEmpty();
        ((string)run.Json[member]!).ShouldBe(value);
        Guide.ShouldContain($"`\"{member}\":\"{value}\"`");
    }

    [GeneratedRegex(
        @"^````\w+ file=(?<path>\S+)\n(?<text>.*?)^````$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FilePattern();

    [GeneratedRegex(@"^```json (?<verb>\w+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CasePattern();
}
