using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Desk;

/// <summary>验收表单 — what the forms of the two pages ask for; each is done once and leads back.</summary>
internal static class RunForms
{
    private const string Hospital = "/hospital/acceptance";
    private const string Agency = "/agency/acceptance";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hospital = routes.MapForms(Hospital, StaffRoles.Hospital);
        hospital.PostForm("/start", StartAsync);
        hospital.MapPost("/{run}/evidence", (Delegate)FileAsync);
        hospital.MapPost("/{run}/finish", (Delegate)FinishAsync);
        var agency = routes.MapForms(Agency, StaffRoles.Agency);
        agency.MapPost("/{institution}/{run}/evidence/{item}", (Delegate)JudgeAsync);
        agency.MapPost("/{institution}/{run}/decision", (Delegate)DecideAsync);
    }

    private static Task<IResult> StartAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-ACC", async asked =>
        {
            var wish = RunWishes.Run(Field(asked));
            var prepared = wish is not null && await asked.IsFreeAsync(ct)
                ? await asked.Service<RunBook>().PrepareAsync(asked.Institution, wish, ct)
                : null;
            return await ActAsync(
                asked,
                wish,
                new JsonObject { ["style"] = asked.Form["style"].ToString() },
                async (_, token) => Told(await asked.Service<RunBook>().StartAsync(
                    asked.Institution, prepared, asked.Officer.Name, token)),
                ct);
        });

    private static Task<IResult> FileAsync(HttpContext context, string run, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-ACCE", asked => ActAsync(
            asked,
            RunWishes.Evidence(Field(asked)),
            Body(asked, run, "item", "form", "name", "digest", "cases"),
            async (wish, token) => Told(await asked.Service<RunBook>().FileAsync(
                asked.Inst, HospitalApi.Id(run), wish, asked.Officer.Name, token)),
            ct));

    private static Task<IResult> FinishAsync(HttpContext context, string run, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-ACCF", asked => ActAsync(
            asked,
            run,
            Body(asked, run),
            async (_, token) => Told(await asked.Service<RunBook>().FinishAsync(
                asked.Institution, HospitalApi.Id(run), asked.Officer.Name, token)),
            ct));

    private static Task<IResult> JudgeAsync(
        HttpContext context, string institution, string run, string item, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Agency, "A-ACCE", asked => ActAsync(
            asked,
            RunWishes.Read(Field(asked), item) is { } read
                && RunWishes.Finding(Field(asked), asked.Officer.Name) is { } finding
                ? new Judged(read, finding)
                : null,
            Body(asked, run + "/" + item, "agrees", "reason", "filing", "digest"),
            async (judged, token) => Told(await asked.Service<RunDecisions>().JudgeAsync(
                asked.Inst, HospitalApi.Id(run), judged.Read, judged.Finding, token)),
            ct));

    private static Task<IResult> DecideAsync(
        HttpContext context, string institution, string run, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Agency, "A-ACCD", asked => ActAsync(
            asked,
            RunWishes.Finding(Field(asked), asked.Officer.Name),
            Body(asked, run, "agrees", "reason"),
            async (finding, token) => Told(await asked.Service<RunDecisions>().DecideAsync(
                asked.Inst, HospitalApi.Id(run), finding, token)),
            ct));

    private static async Task<IResult> ActAsync<T>(
        FormAsked asked,
        T? wish,
        JsonObject body,
        Func<T, CancellationToken, Task<DeskAnswer>> work,
        CancellationToken ct)
        where T : class
    {
        if (wish is null)
        {
            return asked.Back("E-FIELD-FORMAT");
        }

        await asked.Service<RunBook>().ReadyAsync(ct);
        return asked.Back((await asked.OnceAsync(body, token => work(wish, token), ct)).Refusal?.Code);
    }

    private static DeskAnswer Told(Found<AcceptanceRun> found) => found.Value is { } row
        ? DeskAnswer.Of(RunTelling.Summary(row))
        : DeskAnswer.Refuse(found.Refusal!);

    private static DeskAnswer Told(Found<AcceptanceEvidence> found) => found.Value is { } row
        ? DeskAnswer.Of(RunTelling.Evidence(row))
        : DeskAnswer.Refuse(found.Refusal!);

    private static Func<string, string?> Field(FormAsked asked) => name => asked.Form[name].FirstOrDefault();

    private sealed record Judged(ReadEvidence Read, Finding Finding);

    private static JsonObject Body(FormAsked asked, string run, params string[] fields)
    {
        var body = new JsonObject { ["run"] = run };
        foreach (var field in fields)
        {
            body[field] = asked.Form[field].ToString();
        }

        return body;
    }
}
