using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Api;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Pages;

/// <summary>公共服务表单 — what the forms of the staff's pages ask for: the same operations as its interfaces.</summary>
internal static class ServiceForms
{
    private const string Duties = "/hospital/duties";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Publishing(routes, "/agency/publications", StaffRoles.Agency);
        Publishing(routes, "/bureau/publications", StaffRoles.Bureau);
        Answering(routes, "/agency/consultations", StaffRoles.Agency);
        Answering(routes, "/hospital/consultations", StaffRoles.AtHospital.Split(','));
        var duties = routes.MapForms(Duties, StaffRoles.Hospital);
        duties.PostForm("/entries", EnterAsync);
        duties.MapPost("/entries/{duty}/removal", (Delegate)RemoveAsync);
    }

    private static void Publishing(IEndpointRouteBuilder routes, string page, string role)
    {
        var group = routes.MapForms(page, role);
        Publishing(group, "/announcements", page, PublicationKind.Announcement);
        Publishing(group, "/questions", page, PublicationKind.Question);
    }

    private static void Publishing(RouteGroupBuilder group, string part, string page, PublicationKind kind)
    {
        group.MapPost(
            part,
            (Delegate)((HttpContext context, CancellationToken ct) => FormAsked.ActAsync(
                context, null, page, "S-PUB", asked => DraftAsync(asked, kind, ct))));
        group.MapPost(
            part + "/{id}/publication",
            (Delegate)((HttpContext context, string id, CancellationToken ct) => FormAsked.ActAsync(
                context, null, page, "S-PUBP", asked => PublishAsync(asked, kind, id, ct))));
        group.MapPost(
            part + "/{id}/withdrawal",
            (Delegate)((HttpContext context, string id, CancellationToken ct) => FormAsked.ActAsync(
                context, null, page, "S-PUBW", asked => WithdrawAsync(asked, kind, id, ct))));
    }

    private static Task<IResult> PublishAsync(FormAsked asked, PublicationKind kind, string id, CancellationToken ct) =>
        RunAsync(
            asked,
            null,
            new JsonObject { ["of"] = id },
            async token => (await asked.Service<PublicationBook>().PublishAsync(
                kind, DeskApi.Id(id), asked.Officer, token)).Passed(one => Json(asked, one)),
            ct);

    private static Task<IResult> DraftAsync(FormAsked asked, PublicationKind kind, CancellationToken ct)
    {
        var body = Body(asked.Form);
        body["clauses"] = Drafts.Clauses(asked.Form["clauses"].ToString());
        var input = new WireReader(body);
        var draft = Drafts.Of(kind, input);
        return RunAsync(asked, input, body, async token => (await asked.Service<PublicationBook>().DraftAsync(
            draft, asked.Officer, token)).Passed(one => Json(asked, one)), ct);
    }

    private static Task<IResult> WithdrawAsync(FormAsked asked, PublicationKind kind, string id, CancellationToken ct)
    {
        var body = Body(asked.Form);
        body["of"] = id;
        var input = new WireReader(body);
        var reason = AskedQuestion.Plain(input, "reason", Drafts.LongestReason);
        return RunAsync(asked, input, body, async token => (await asked.Service<PublicationBook>().WithdrawAsync(
            kind, DeskApi.Id(id), reason, asked.Officer, token)).Passed(one => Json(asked, one)), ct);
    }

    private static void Answering(IEndpointRouteBuilder routes, string page, params string[] roles)
    {
        var group = routes.MapForms(page, roles);
        group.MapPost(
            "/{number}/answer",
            (Delegate)((HttpContext context, string number, CancellationToken ct) => FormAsked.ActAsync(
                context, null, page, "S-CONA", asked => AnswerAsync(asked, number, ct))));
    }

    private static Task<IResult> AnswerAsync(FormAsked asked, string number, CancellationToken ct)
    {
        var body = Body(asked.Form);
        body["of"] = number;
        var input = new WireReader(body);
        var answer = GivenAnswer.Of(input, asked.Inst);
        return RunAsync(asked, input, body, async token => (await asked.Service<ConsultationBook>().AnswerAsync(
            asked.Inst, number, answer, asked.Officer, token)).Passed(ServiceJson.ForDesk), ct);
    }

    private static Task<IResult> EnterAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Duties, "H-DUT", asked =>
        {
            var body = Body(asked.Form);
            (body["from"], body["to"]) = (Clock(asked.Form, "from"), Clock(asked.Form, "to"));
            var input = new WireReader(body);
            var duty = DutyInput.Of(input);
            return RunAsync(asked, input, body, async token => (await asked.Service<DutyBook>().EnterAsync(
                asked.Inst, duty, asked.Officer.Name, token)).Passed(ServiceJson.Of), ct);
        });

    private static Task<IResult> RemoveAsync(HttpContext context, string duty, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Duties, "H-DUTR", asked => RunAsync(
            asked,
            null,
            new JsonObject { ["of"] = duty },
            async token => (await asked.Service<DutyBook>().RemoveAsync(
                asked.Inst, DeskApi.Id(duty), asked.Officer.Name, token)).Passed(ServiceJson.Of),
            ct));

    /// <summary>A wall clock as a browser's control sends it, as the interface writes it.</summary>
    private static string Clock(IFormCollection form, string name) => form[name].ToString().Replace('T', ' ');

    private static async Task<IResult> RunAsync(
        FormAsked asked,
        WireReader? input,
        JsonObject body,
        Func<CancellationToken, Task<DeskAnswer>> work,
        CancellationToken ct) => input?.Fault is not null
            ? asked.Back("E-FIELD-FORMAT")
            : asked.Back((await asked.OnceAsync(body, work, ct)).Refusal?.Code);

    private static JsonObject Body(IFormCollection form)
    {
        var body = new JsonObject();
        foreach (var (name, value) in form)
        {
            if (!name.StartsWith('_') && name != FormAsked.KeyField)
            {
                body[name] = value.ToString();
            }
        }

        return body;
    }

    private static JsonObject Json(FormAsked asked, WholePublication whole) => ServiceJson.Of(
        whole, asked.Service<LawInForce>().Edition.Load, asked.Service<TimeProvider>().Today());
}
