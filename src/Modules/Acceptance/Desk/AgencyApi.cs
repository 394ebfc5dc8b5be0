using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Desk;

/// <summary>经办的验收接口 — reports in, documents judged, a report accepted or returned. (楚医保规〔2022〕3号 第二十二条（一）)</summary>
internal static class AgencyApi
{
    /// <summary>Most rows of the inbox.</summary>
    public const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string run = "/institutions/{institution}/acceptance/runs/{run}";
        var group = routes.MapDesk("/api/v1/agency", StaffRoles.Agency);
        group.Of("GET", "/acceptance/runs", "A-ACCQ", ListAsync);
        group.Of("GET", run, "A-ACCQ", asked => HospitalApi.WithRunAsync(asked, async row =>
            asked.Answer(await asked.Service<RunTelling>().StateAsync(row, asked.Stop))));
        group.Of("GET", run + "/report", "A-ACCR", asked => HospitalApi.WithRunAsync(asked, row => Task.FromResult(
            row.Report is null
                ? asked.Refuse(Notice.Of("E-ACCEPTANCE-STATE"))
                : asked.Answer(asked.Service<ReportSigning>().File(row)))));
        group.Of("POST", run + "/evidence/{item}/finding", "A-ACCE", JudgeAsync);
        group.Of("POST", run + "/decision", "A-ACCD", DecideAsync);
    }

    /// <summary>The finished runs of the institutions that an officer may see, with their institutions.</summary>
    public static async Task<IReadOnlyList<ReportedRun>> ReportsAsync(
        StaffDesk desk, RunBook book, Platform.Identity.Operator officer, CancellationToken ct)
    {
        var within = (await desk.InstitutionsAsync(officer, ct)).ToDictionary(one => one.Id.Value);
        return
        [
            .. from run in await book.FinishedAsync(within.Keys, Most, ct)
               select new ReportedRun(within[run.InstId].Code, within[run.InstId].Name, run),
        ];
    }

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var reports = await ReportsAsync(asked.Desk, asked.Service<RunBook>(), asked.Officer, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["runs"] = new JsonArray([.. reports.Select(one =>
            {
                var told = RunTelling.Summary(one.Run);
                told["institution"] = new JsonObject { ["code"] = one.Code, ["name"] = one.Name };
                return (JsonNode)told;
            })]),
        });
    }

    private static async Task<IResult> JudgeAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || RunWishes.Finding(RunWishes.Of(body), asked.Officer.Name) is not { } finding)
        {
            return asked.Bad("agrees");
        }

        if (RunWishes.Read(RunWishes.Of(body), asked.Route("item")) is not { } read)
        {
            return asked.Bad("digest");
        }

        (body["run"], body["item"]) = (asked.Route("run"), asked.Route("item"));
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var judged = await asked.Service<RunDecisions>().JudgeAsync(
                asked.Inst, HospitalApi.Id(asked.Route("run")), read, finding, ct);
            return judged.Value is { } row
                ? DeskAnswer.Of(RunTelling.Evidence(row))
                : DeskAnswer.Refuse(judged.Refusal!);
        });
    }

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || RunWishes.Finding(RunWishes.Of(body), asked.Officer.Name) is not { } finding)
        {
            return asked.Bad("agrees");
        }

        body["run"] = asked.Route("run");
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var decided = await asked.Service<RunDecisions>().DecideAsync(
                asked.Inst, HospitalApi.Id(asked.Route("run")), finding, ct);
            return decided.Value is { } row
                ? DeskAnswer.Of(RunTelling.Summary(row))
                : DeskAnswer.Refuse(decided.Refusal!);
        });
    }
}

/// <summary>待办的报告 — a finished run with its institution.</summary>
internal sealed record ReportedRun(string Code, string Name, AcceptanceRun Run);
