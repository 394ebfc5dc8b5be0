namespace Mingsuan.Architecture.Tests.Tidy;

public sealed class TidyTests
{
    private static readonly string[] CodeExtensions = [".cs", ".razor", ".css", ".js", ".sh"];
    private static readonly string[] ProjectExtensions = [".csproj", ".props", ".targets", ".slnx"];

    [Fact]
    public void R13_files_have_at_most_400_lines_and_test_files_600() =>
        Exceptions.Hold("R13 files", Written().SelectMany(file => TidyRules.LongFile(file, file.IsTest ? 600 : 400)));

    [Fact]
    public void R13_lines_have_at_most_120_characters() =>
        Exceptions.Hold("R13 lines", Written()
            .Concat(SourceTree.Files.Where(file => ProjectExtensions.Contains(file.Extension)))
            .SelectMany(file => TidyRules.LongLines(file, most: 120)));

    [Fact]
    public void R13_nothing_unfinished_is_left_in_the_code() =>
        Exceptions.Hold("R13 leftovers", Written().SelectMany(TidyRules.Leftovers));

    [Fact]
    public void R13_folders_and_files_are_named_after_what_they_hold() =>
        Exceptions.Hold("R13 names", SourceTree.Files.SelectMany(TidyRules.VagueNames));

    [Fact]
    public void R13_a_page_of_text_has_one_title() =>
        Exceptions.Hold("R13 titles", SourceTree.Files.Where(file => file.Extension == ".md")
            .SelectMany(TidyRules.Titles));

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine() =>
        Exceptions.Hold("machine paths", SourceTree.Files.SelectMany(TidyRules.MachinePaths));

    [Fact]
    public void No_lock_file_names_a_registry() =>
        Exceptions.Hold("registries", SourceTree.Files
            .Where(file => file.Path.EndsWith("lock.json", StringComparison.Ordinal))
            .SelectMany(TidyRules.RegistryAddresses));

    /// <summary>What people write as code; generated migrations are not.</summary>
    private static IEnumerable<SourceFile> Written() =>
        SourceTree.Files.Where(file => IsCode(file) && !SourceTree.IsGenerated(file));

    private static bool IsCode(SourceFile file) =>
        CodeExtensions.Contains(file.Extension) || file.Text.StartsWith("#!", StringComparison.Ordinal);
}
