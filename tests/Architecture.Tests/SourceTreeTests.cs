namespace Mingsuan.Architecture.Tests;

public sealed class SourceTreeTests
{
    [Theory]
    [InlineData("artifacts", true, true)]
    [InlineData("src/Ui/node_modules", true, true)]
    [InlineData("src/Ui/wwwroot/lib", true, true)]
    [InlineData("lib", true, false)]
    [InlineData("src/Host/Host.csproj.user", false, true)]
    [InlineData("src/Host/Program.cs", false, false)]
    public void What_gitignore_names_is_left_out(string path, bool isFolder, bool ignored)
    {
        var rules = SourceTree.Ignored(["# a remark", "artifacts/", "node_modules/", "src/Ui/wwwroot/lib/", "*.user"]);

        rules(path, isFolder).ShouldBe(ignored);
    }

    [Fact]
    public void The_walk_finds_code_and_leaves_out_what_was_built()
    {
        var paths = SourceTree.Files.Select(file => file.Path).ToArray();

        paths.ShouldContain("tests/Architecture.Tests/SourceTree.cs");
        paths.ShouldContain("mingsuan");
        paths.ShouldNotContain(path => path.StartsWith("artifacts/", StringComparison.Ordinal));
    }
}
