using Mingsuan.Architecture.Tests.Dependencies;

namespace Mingsuan.Architecture.Tests.Code;

public sealed class CodeTests
{
    [Fact]
    public void R14_no_Chinese_stands_in_the_literals_of_the_code() =>
        Exceptions.Hold("R14", CodeFile.In("src").SelectMany(CodeRules.ChineseLiterals));

    [Fact]
    public void Money_never_meets_a_binary_fraction() =>
        Exceptions.Hold("fractions", CodeFile.In("src/Policy", "src/Modules/Settlement")
            .SelectMany(CodeRules.BinaryFractions));

    [Fact]
    public void A_namespace_says_where_its_file_lies() =>
        Exceptions.Hold("namespaces", Project.All
            .Select(project => project.Path[..project.Path.LastIndexOf('/')])
            .Where(folder => folder != "src/Migrations")
            .SelectMany(folder => CodeFile.In(folder)
                .SelectMany(file => CodeRules.StrayNamespaces(file, folder))));

    [Fact]
    public void R13_methods_have_at_most_60_lines() =>
        Exceptions.Hold("R13 methods", CodeFile.In("src", "tests", "bench")
            .Where(file => !file.Path.StartsWith("src/Migrations/", StringComparison.Ordinal))
            .SelectMany(file => CodeRules.LongMethods(file, most: 60)));

    [Fact]
    public void R13_types_are_named_after_what_they_are() =>
        Exceptions.Hold("R13 types", CodeFile.In("src", "tests", "bench").SelectMany(CodeRules.VagueTypes));
}
