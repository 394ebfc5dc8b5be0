using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>验收结论 — what the agency may do with a report, and what an institution may not.</summary>
public sealed class DecisionTests(PostgresServer server, AcceptanceHosts hosts) : IClassFixture<AcceptanceHosts>
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_passed_report_is_accepted_once_every_document_is_found_good(string database)
    {
        var host = await hosts.On(database, server);
        var desk = new AcceptanceDesk(host);
        var run = AcceptanceDesk.RunOf(await desk.WalkAsync());
        (await FindAsync(host, desk, run))!.Passed.ShouldBeFalse("the agency has not accepted it");

        await DecideAsync(desk, run, true, HttpStatusCode.UnprocessableEntity);
        foreach (var item in AcceptanceDesk.Items)
        {
            await desk.FileAsync(run, item);
            await JudgeAsync(desk, run, item, agrees: item != "bills", reason: "缺寄送记录");
        }

        await DecideAsync(desk, run, true, HttpStatusCode.UnprocessableEntity);
        (await desk.FileAsync(run, "bills"))["filing"]!.GetValue<int>().ShouldBe(2);
        await JudgeAsync(desk, run, "bills", agrees: true);
        ((string)(await DecideAsync(desk, run, true))["state"]!).ShouldBe("accepted");

        var report = (await FindAsync(host, desk, run))!;
        report.Passed.ShouldBeTrue();
        report.Digest.ShouldBe((string)(await desk.GetAsync(
            desk.AgencyRun(run) + "/report", AcceptanceDesk.Agency))["digest"]!);
        await DecideAsync(desk, run, false, HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_document_that_was_changed_after_it_was_read_is_not_judged(string database)
    {
        var desk = new AcceptanceDesk(await hosts.On(database, server));
        var run = (string)(await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital))["run"]!;
        await desk.FileAsync(run, "bills");
        await desk.PostAsync($"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Hospital);
        var read = await desk.ReadAsync(run, "bills");
        await desk.FileAsync(run, "bills", digest: 'b');

        var refused = await desk.JudgeAsync(run, read, true, status: HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe("E-ACCEPTANCE-CHANGED");
        ((string)refused["detail"]!).ShouldContain("bills");
        var next = await desk.ReadAsync(run, "bills");
        ((string)next["state"]!).ShouldBe("filed");

        // The same document filed anew, for more cases: that is not what was read, either.
        await desk.FileAsync(run, "bills", cases: 900, digest: 'b');
        await desk.JudgeAsync(run, next, true, status: HttpStatusCode.UnprocessableEntity);
        var unnamed = next.DeepClone().AsObject();
        unnamed.Remove("digest");
        await desk.JudgeAsync(run, unnamed, true, status: HttpStatusCode.BadRequest);
        var judged = await desk.JudgeAsync(run, await desk.ReadAsync(run, "bills"), true);
        ((string)judged["state"]!).ShouldBe("approved");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_failed_report_can_only_be_returned_and_not_without_a_reason(string database)
    {
        var desk = new AcceptanceDesk(await hosts.On(database, server));
        var run = AcceptanceDesk.RunOf(await desk.WalkAsync("ignore-name"));
        foreach (var item in AcceptanceDesk.Items)
        {
            await desk.FileAsync(run, item);
            await JudgeAsync(desk, run, item, agrees: true);
        }

        var refused = await DecideAsync(desk, run, true, HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe("E-ACCEPTANCE-UNPROVEN");
        await desk.PostAsync(
            desk.AgencyRun(run) + "/decision",
            new() { ["agrees"] = false },
            AcceptanceDesk.Agency,
            HttpStatusCode.BadRequest);
        var returned = await DecideAsync(desk, run, false);
        ((string)returned["state"]!).ShouldBe("returned");
        ((string)returned["reason"]!).ShouldBe("原因");
        var inbox = await desk.GetAsync("/api/v1/agency/acceptance/runs", AcceptanceDesk.Agency);
        inbox["runs"]!.AsArray().Single(row => (string)row!["run"]! == run)!["institution"]!["code"]!
            .GetValue<string>().ShouldBe(desk.Code);
    }

    [Fact]
    public async Task A_run_shows_each_step_waiting_and_ends_unpassed_when_nothing_was_played()
    {
        var desk = new AcceptanceDesk(await hosts.On(DatabaseKinds.Sqlite, server));
        var run = (string)(await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital))["run"]!;
        var state = await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}", AcceptanceDesk.Hospital);
        var steps = state["scenarios"]!.AsArray().SelectMany(one => one!["steps"]!.AsArray()).ToList();
        steps.ShouldAllBe(step => (string)step!["state"]! == "waiting" || (string)step["state"]! == "notApplicable");
        steps.ShouldAllBe(step => ((string)step!["text"]!).Length > 3);

        var unknown = await desk.GetAsync(
            $"{AcceptanceDesk.Runs}/{run}", AcceptanceDesk.Other, HttpStatusCode.UnprocessableEntity);
        ((string)unknown["code"]!).ShouldBe("E-ACCEPTANCE-UNKNOWN", "another institution's");
        await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}", AcceptanceDesk.Agency, HttpStatusCode.Forbidden);
        await desk.PostAsync($"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Hospital);
        await DecideAsync(desk, run, true, HttpStatusCode.UnprocessableEntity);
        var again = await desk.PostAsync(
            $"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Hospital, HttpStatusCode.UnprocessableEntity);
        ((string)again["code"]!).ShouldBe("E-ACCEPTANCE-STATE");
    }

    [Fact]
    public async Task Three_runs_of_an_institution_may_be_open_and_no_more()
    {
        var desk = new AcceptanceDesk(await hosts.On(DatabaseKinds.Sqlite, server));
        var open = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            open.Add((string)(await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Other))["run"]!);
        }

        var refused = await desk.PostAsync(
            AcceptanceDesk.Runs, [], AcceptanceDesk.Other, HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe("E-ACCEPTANCE-OPEN");
        foreach (var run in open)
        {
            await desk.PostAsync($"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Other);
        }

        await desk.PostAsync(
            AcceptanceDesk.Runs,
            new() { ["style"] = "none" },
            AcceptanceDesk.Other,
            HttpStatusCode.BadRequest);
    }

    private static async Task<AcceptanceReport?> FindAsync(LineHost host, AcceptanceDesk desk, string run)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (services, ct) = (scope.ServiceProvider, TestContext.Current.CancellationToken);
        var institution = await services.GetRequiredService<IInstitutionDirectory>()
            .FindAsync(desk.Code, host.Clock.Today(), ct);
        return await services.GetRequiredService<IAcceptanceReports>().FindAsync(institution!.Id, run, ct);
    }

    private static async Task<JsonNode> JudgeAsync(
        AcceptanceDesk desk, string run, string item, bool agrees, string? reason = null) =>
        await desk.JudgeAsync(run, await desk.ReadAsync(run, item), agrees, reason);

    private static Task<JsonNode> DecideAsync(
        AcceptanceDesk desk, string run, bool agrees, HttpStatusCode status = HttpStatusCode.OK) => desk.PostAsync(
        desk.AgencyRun(run) + "/decision",
        new() { ["agrees"] = agrees, ["reason"] = agrees ? null : "原因" },
        AcceptanceDesk.Agency,
        status);
}
