using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>场景集 — the published files hold together, and every clause that they name is in the library.</summary>
public sealed class ScenarioSetTests(PostgresServer server, AcceptanceHosts hosts) : IClassFixture<AcceptanceHosts>
{
    private static readonly ScenarioSet Set = ScenarioSet.Read(Bytes(ScenarioSet.File));
    private static readonly FixtureSet Fixtures = FixtureSet.Read(Bytes(FixtureSet.File));

    [Fact]
    public void Every_step_has_its_judgement_its_person_and_every_reason_its_sentence()
    {
        var people = Fixtures.People.Select(person => person.Id).ToList();
        Set.Steps.ShouldAllBe(step => Judge.Names.Contains(step.Judge));
        Set.Steps.Select(step => step.Judge).Distinct().ShouldBe(Judge.Names, ignoreOrder: true);
        Set.Steps.Where(step => step.Person is not null).ShouldAllBe(step => people.Contains(step.Person!));
        people.ShouldAllBe(person => Set.Steps.Any(step => step.Person == person));
        var reasons = Directory.GetFiles(RepositoryRoot.At("src/Modules/Acceptance/Judging"))
            .Select(File.ReadAllText)
            .SelectMany(code => System.Text.RegularExpressions.Regex.Matches(code, @"""([a-z]+(?:-[a-z]+)*)"""))
            .Select(match => match.Groups[1].Value);
        Set.Reasons.Keys.Except(reasons).ShouldBe(["planned"], "said by a scenario, not by a judgement");
        Set.Scenarios.Where(one => one.Planned).Select(one => one.Id)
            .ShouldBe(["prescription-authentication", "prescription-circulation"]);
        Set.Scenarios.Count(one => one.Module).ShouldBe(4, "the four modules of the clause");
    }

    [Fact]
    public void Every_clause_that_is_named_is_in_the_library()
    {
        var documents = Directory.GetFiles(RepositoryRoot.At("law"), "*.md", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToList();
        var named = Set.Scenarios.SelectMany(one => one.Clauses.Values)
            .Concat(Set.Evidence.SelectMany(item => item.Clauses.Values)).SelectMany(one => one).ToList();
        named.Count.ShouldBeGreaterThan(8);
        named.ShouldAllBe(one => documents.Any(text =>
            text.Contains(one.Document, StringComparison.Ordinal) &&
            text.Contains("## " + one.Clause + " {", StringComparison.Ordinal)));
        RunTelling.Basis(Set, Set.Scenarios[0].Clauses, "999999").ShouldBe(Set.WithoutClause);
    }

    [Fact]
    public void A_planned_scenario_stands_in_the_way_only_where_the_set_says_so()
    {
        var passed = new[] { Verdict.Passed, new Verdict(StepState.NotApplicable, "not-applicable") };
        Judge.Passes(Set, passed).ShouldBeTrue();
        Judge.Passes(Set with { PlannedBlocks = true }, passed).ShouldBeFalse();
        Judge.Passes(Set, [.. passed, Verdict.Waits("not-tried")]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_set_is_published_with_its_digest_and_shown_as_a_page()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var ct = TestContext.Current.CancellationToken;
        var told = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/acceptance/scenarios", ct))!;
        ((string)told["digest"]!).ShouldBe(Set.Digest);
        told["scenarios"]!.AsArray().Count.ShouldBe(Set.Scenarios.Count);

        var page = await host.Client.GetStringAsync("/interface/acceptance", ct);
        page.ShouldContain(Set.Digest);
        foreach (var scenario in Set.Scenarios)
        {
            page.ShouldContain(scenario.Title);
        }
    }

    private static byte[] Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.At("samples/acceptance"), name));
}
