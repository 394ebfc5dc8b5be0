using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>运行的终结 — what ends with a run, what stays of it, and what stands in nobody's way meanwhile.</summary>
public sealed class EndedRunTests(PostgresServer server)
{
    private const string Area = "/fsi/acceptance/api";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_call_in_flight_when_a_run_ends_is_refused_and_leaves_no_trace(string database)
    {
        await using var host = await StartAsync(database);
        var desk = new AcceptanceDesk(host);
        var (run, code) = await OpenAsync(desk);
        (await CallAsync(host, code)).ShouldBe(HttpStatusCode.OK);

        var held = AreaOf(host).HoldOpening();
        var late = CallAsync(host, code);
        await held.There.Task.WaitAsync(Stop);
        var ended = await FinishAsync(desk, run);
        held.Go.SetResult();

        (await late).ShouldBe(HttpStatusCode.Gone);
        (await HeardAsync(host)).ShouldBe(1);
        var file = await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}/report", AcceptanceDesk.Hospital);
        ((int)file["report"]!["transcript"]!["calls"]!).ShouldBe(1);
        file["digest"]!.ToString().ShouldBe((string)ended["digest"]!);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Filling_the_area_keeps_no_other_write_waiting(string database)
    {
        await using var host = await StartAsync(database);
        var desk = new AcceptanceDesk(host);
        var (run, _) = await OpenAsync(desk);

        var held = AreaOf(host).HoldFilling();
        var start = desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital);
        await held.There.Task.WaitAsync(Stop);
        ((string)(await desk.FileAsync(run, "bills"))["state"]!).ShouldBe("filed");
        start.IsCompleted.ShouldBeFalse();
        held.Go.SetResult();

        ((string)(await start)["state"]!).ShouldBe("open");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_start_that_is_repeated_or_has_no_key_puts_nothing_into_the_area(string database)
    {
        await using var host = await StartAsync(database);
        var (desk, key) = (new AcceptanceDesk(host), host.NextMsgId());
        var first = await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital, key: key);
        var again = await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital, key: key);
        var refused = await desk.PostAsync(
            AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital, HttpStatusCode.BadRequest, new string('k', 31));

        ((string)again["run"]!).ShouldBe((string)first["run"]!);
        ((string)refused["code"]!).ShouldBe("E-IDEMPOTENCY-KEY");
        AreaOf(host).Fillings.ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Calls_are_kept_of_runs_that_wait_and_of_the_accepted_one_and_reports_of_all(string database)
    {
        await using var host = await StartAsync(database);
        var desk = new AcceptanceDesk(host);
        var accepted = AcceptanceDesk.RunOf(await desk.WalkAsync());
        foreach (var item in AcceptanceDesk.Items)
        {
            await desk.FileAsync(accepted, item);
            await desk.JudgeAsync(accepted, await desk.ReadAsync(accepted, item), agrees: true);
        }

        await DecideAsync(desk, accepted, agrees: true);
        var kept = await HeardAsync(host);
        var (first, code) = await OpenAsync(desk);
        await CallAsync(host, code);
        await FinishAsync(desk, first);
        (await HeardAsync(host)).ShouldBe(kept + 1);
        var (second, next) = await OpenAsync(desk);
        await CallAsync(host, next);
        await CallAsync(host, next);
        await FinishAsync(desk, second);

        (await HeardAsync(host)).ShouldBe(kept + 3, "the first one waits for the agency");
        await DecideAsync(desk, first, agrees: false);
        var (third, _) = await OpenAsync(desk);
        await FinishAsync(desk, third);
        (await HeardAsync(host)).ShouldBe(kept + 2, "the first one's call is gone");
        var state = await desk.GetAsync($"{AcceptanceDesk.Runs}/{first}", AcceptanceDesk.Hospital);
        ((int)state["calls"]!).ShouldBe(1);
        var report = await desk.GetAsync($"{AcceptanceDesk.Runs}/{first}/report", AcceptanceDesk.Hospital);
        state["scenarios"]!.ToJsonString().ShouldBe(report["report"]!["scenarios"]!.ToJsonString());
        var passed = await desk.GetAsync(desk.AgencyRun(accepted), AcceptanceDesk.Agency);
        passed["scenarios"]!.AsArray().SelectMany(one => one!["steps"]!.AsArray())
            .ShouldContain(step => (string)step!["state"]! == "passed");

        host.Clock.Leap(RunBook.Kept - TimeSpan.FromHours(1));
        (await SweepAsync(host)).ShouldBe(0);
        host.Clock.Leap(TimeSpan.FromHours(2));
        (await SweepAsync(host)).ShouldBe(2, "nobody decided on the second one");
        (await HeardAsync(host)).ShouldBe(kept);
        ((int)(await desk.GetAsync($"{AcceptanceDesk.Runs}/{second}", AcceptanceDesk.Hospital))["calls"]!).ShouldBe(2);
        await DecideAsync(desk, second, agrees: false);
    }

    private static async Task<int> SweepAsync(LineHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunBook>().SweepAsync(Stop);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_run_hears_a_thousand_calls_and_no_more(string database)
    {
        await using var host = await StartAsync(database);
        var desk = new AcceptanceDesk(host);
        var (run, code) = await OpenAsync(desk);
        await CallAsync(host, code);
        await using (var db = Db(host))
        {
            await db.Database.ExecuteSqlRawAsync(
                "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
                + " INSERT INTO acceptance_call"
                + " (inst_id, run_id, seq, at, infno, msg_id, person, code, fault, request, answer)"
                + " SELECT c.inst_id, c.run_id, n.i, c.at, c.infno, c.msg_id, c.person, c.code, c.fault, '', ''"
                + " FROM acceptance_call c CROSS JOIN n",
                Stop);
        }

        // Two at once, and room for one.
        var held = AreaOf(host).HoldOpening();
        var first = CallAsync(host, code);
        await held.There.Task.WaitAsync(Stop);
        (await CallAsync(host, code)).ShouldBe(HttpStatusCode.OK);
        held.Go.SetResult();
        (await first).ShouldBe(HttpStatusCode.TooManyRequests);
        (await CallAsync(host, code)).ShouldBe(HttpStatusCode.TooManyRequests);
        ((int)(await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}", AcceptanceDesk.Hospital))["calls"]!).ShouldBe(1000);
    }

    private Task<LineHost> StartAsync(string database) => LineHost.StartAsync(
        database,
        server,
        demo: true,
        replace: services =>
        {
            services.AddSingleton<Pause>((_, _) => Task.CompletedTask);
            HeldArea.Into(services);
        });

    private static HeldArea AreaOf(LineHost host) => (HeldArea)host.Services.GetRequiredService<ITestArea>();

    private static async Task<(string Run, string Code)> OpenAsync(AcceptanceDesk desk)
    {
        var run = (string)(await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital))["run"]!;
        var access = await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}/access", AcceptanceDesk.Hospital);
        return (run, (string)access["institution"]!["code"]!);
    }

    private static Task<JsonNode> FinishAsync(AcceptanceDesk desk, string run) =>
        desk.PostAsync($"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Hospital);

    private static Task<JsonNode> DecideAsync(AcceptanceDesk desk, string run, bool agrees) => desk.PostAsync(
        desk.AgencyRun(run) + "/decision",
        new() { ["agrees"] = agrees, ["reason"] = agrees ? null : "r" },
        AcceptanceDesk.Agency);

    /// <summary>An unsigned call: the area refuses it, and the run has heard it.</summary>
    private static async Task<HttpStatusCode> CallAsync(LineHost host, string code)
    {
        var message = host.Message("1101", new JsonObject());
        message["fixmedins_code"] = code;
        using var content = new StringContent(message.ToJsonString());
        using var answer = await host.Client.PostAsync(Area, content, Stop);
        return answer.StatusCode;
    }

    private static async Task<int> HeardAsync(LineHost host)
    {
        await using var db = Db(host);
        return await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM acceptance_call")
            .SingleAsync(Stop);
    }

    private static MingsuanDb Db(LineHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();
}
