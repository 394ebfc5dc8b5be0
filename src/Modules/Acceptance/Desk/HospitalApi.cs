using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Desk;

/// <summary>机构的验收接口 — start a run, see how it stands, file evidence, end it, take the signed report.</summary>
internal static class HospitalApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapDesk("/api/v1/hospital/acceptance", StaffRoles.Hospital);
        group.Of("POST", "/runs", "H-ACC", StartAsync);
        group.Of("GET", "/runs", "H-ACCQ", ListAsync);
        group.Of("GET", "/runs/{run}", "H-ACCQ", asked => WithRunAsync(asked, async row =>
            asked.Answer(await asked.Service<RunTelling>().StateAsync(row, asked.Stop))));
        group.Of("GET", "/runs/{run}/access", "H-ACCA", asked => WithRunAsync(asked, async row =>
            row.State == RunState.Open
                ? asked.Answer(await asked.Service<RunTelling>().AccessAsync(row, asked.Stop))
                : asked.Refuse(Notice.Of("E-ACCEPTANCE-STATE"))));
        group.Of("POST", "/runs/{run}/evidence", "H-ACCE", FileAsync);
        group.Of("POST", "/runs/{run}/finish", "H-ACCF", FinishAsync);
        group.Of("GET", "/runs/{run}/report", "H-ACCR", asked => WithRunAsync(asked, row => Task.FromResult(
            row.Report is null
                ? asked.Refuse(Notice.Of("E-ACCEPTANCE-STATE"))
                : asked.Answer(asked.Service<ReportSigning>().File(row)))));
    }

    /// <summary>The run that a route names, of the institution that the officer asks about.</summary>
    public static async Task<IResult> WithRunAsync(Asked asked, Func<AcceptanceRun, Task<IResult>> answer) =>
        await asked.Service<RunBook>().FindAsync(asked.Inst, Id(asked.Route("run")), asked.Stop) is { } row
            ? await answer(row)
            : asked.Refuse(Notice.Of("E-ACCEPTANCE-UNKNOWN"));

    public static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;

    private static async Task<IResult> StartAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || RunWishes.Run(RunWishes.Of(body)) is not { } wish)
        {
            return asked.Bad("style");
        }

        var book = asked.Service<RunBook>();
        var prepared = await asked.IsFreeAsync(asked.Inst)
            ? await book.PrepareAsync(asked.Institution!, wish, asked.Stop)
            : null;
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var started = await book.StartAsync(asked.Institution!, prepared, asked.Officer.Name, ct);
            return started.Value is { } row
                ? DeskAnswer.Of(RunTelling.Summary(row))
                : DeskAnswer.Refuse(started.Refusal!);
        });
    }

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var runs = await asked.Service<RunBook>().ListAsync(asked.Inst, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["runs"] = new JsonArray([.. runs.Select(row => (JsonNode)RunTelling.Summary(row))]),
        });
    }

    private static async Task<IResult> FileAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || RunWishes.Evidence(RunWishes.Of(body)) is not { } wish)
        {
            return asked.Bad("digest");
        }

        body["run"] = asked.Route("run");
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var filed = await asked.Service<RunBook>().FileAsync(
                asked.Inst, Id(asked.Route("run")), wish, asked.Officer.Name, ct);
            return filed.Value is { } row
                ? DeskAnswer.Of(RunTelling.Evidence(row))
                : DeskAnswer.Refuse(filed.Refusal!);
        });
    }

    private static async Task<IResult> FinishAsync(Asked asked)
    {
        var (book, run) = (asked.Service<RunBook>(), asked.Route("run"));
        await book.ReadyAsync(asked.Stop);
        return await asked.OnceAsync(asked.Inst, new JsonObject { ["run"] = run }, async ct =>
        {
            var finished = await book.FinishAsync(asked.Institution!, Id(run), asked.Officer.Name, ct);
            return finished.Value is { } row
                ? DeskAnswer.Of(RunTelling.Summary(row))
                : DeskAnswer.Refuse(finished.Refusal!);
        });
    }
}
