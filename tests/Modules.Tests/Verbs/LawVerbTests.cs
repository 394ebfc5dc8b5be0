using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>`law check` as a shell meets it.</summary>
public sealed class LawVerbTests
{
    [Fact]
    public async Task The_shipped_library_is_good_and_its_report_has_the_shape_of_the_contract()
    {
        var run = await HostProcess.RunAsync("law", "check", "--json");

        run.Exit.ShouldBe(0, run.Errors);
        var report = run.Json;
        ((decimal)report["clauseCoverage"]!).ShouldBe(1.0m);
        ((int)report["examples"]!["passed"]!).ShouldBeGreaterThan(80);
        ((int)report["examples"]!["failed"]!).ShouldBe(0);
        report["diagnostics"]!.AsArray().ShouldNotContain(one => (string)one!["severity"]! == "error");
        foreach (var document in report["documents"]!.AsArray())
        {
            Names(document).ShouldBe(["id", "number", "jurisdiction", "clauses", "covered"]);
        }

        foreach (var one in report["obligations"]!.AsArray())
        {
            Names(one).ShouldBe(["document", "clause", "row", "feature", "state", "tests"]);
            var tests = one!["tests"]!.AsArray();
            (tests.Count > 0).ShouldBe((string)one["state"]! == "fulfilled", one.ToJsonString());
        }

        report["obligations"]!.AsArray().ShouldContain(one => (string)one!["state"]! == "fulfilled");
    }

    [Fact]
    public async Task A_library_with_a_gap_is_1_and_names_file_line_and_clause()
    {
        var bad = RepositoryRoot.At("tests", "Policy.Tests", "Law", "bad", "L016-gap");

        var run = await HostProcess.RunAsync("law", "check", "--json", "--law", bad);
        var words = await HostProcess.RunAsync("law", "check", "--law", bad);

        (run.Exit, words.Exit).ShouldBe((1, 1));
        var found = run.Json["diagnostics"]!.AsArray().First(one => (string)one!["code"]! == "L016")!;
        Names(found).ShouldBe(["code", "severity", "file", "line", "clause", "message"]);
        ((string)found["severity"]!).ShouldBe("error");
        ((string)found["file"]!).ShouldBe("990100-city/2020-05-13-city.md");
        ((int)found["line"]!).ShouldBeGreaterThan(0);
        words.Out.ShouldContain($"990100-city/2020-05-13-city.md:{found["line"]}: L016");
    }

    [Fact]
    public async Task Another_library_is_checked_and_one_that_is_not_there_is_2()
    {
        var other = await HostProcess.RunAsync("law", "check", "--law", HostProcess.InventedRegion);
        var none = await HostProcess.RunAsync("law", "check", "--json", "--law", "no-such-directory");

        other.Exit.ShouldBe(0, other.Out);
        none.Exit.ShouldBe(2);
        none.Out.ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(member => member.Key);
}
