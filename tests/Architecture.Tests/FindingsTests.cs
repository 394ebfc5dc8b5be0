namespace Mingsuan.Architecture.Tests;

public sealed class FindingsTests
{
    private static readonly Finding Long = new("a.cs", "too long");

    [Fact]
    public void A_finding_that_nobody_excused_is_told() =>
        Exceptions.Judge("R", [Long], []).ShouldBe(["a.cs: too long"]);

    [Fact]
    public void An_excused_finding_is_quiet() =>
        Exceptions.Judge("R", [Long], ["a.cs"]).ShouldBeEmpty();

    [Fact]
    public void An_exception_that_excuses_nothing_must_go() =>
        Exceptions.Judge("R", [], ["a.cs"]).ShouldHaveSingleItem().ShouldContain("take it out");
}
