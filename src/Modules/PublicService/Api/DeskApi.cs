using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Api;

/// <summary>
/// 工作人员接口 — publishing of agencies and bureaus, answering of agencies and institutions, duty lists of institutions.
/// </summary>
internal static class DeskApi
{
    /// <summary>Announcements and answers of one office.</summary>
    public static void MapPublishing(DeskGroup group)
    {
        Publishing(group, "/announcements", PublicationKind.Announcement);
        Publishing(group, "/questions", PublicationKind.Question);
    }

    /// <summary>Consultations put to one desk.</summary>
    public static void MapConsulting(DeskGroup group)
    {
        group.Of("GET", "/consultations", "S-CONQ", ConsultationsAsync);
        group.Of("POST", "/consultations/{number}/answer", "S-CONA", AnswerAsync);
    }

    /// <summary>An institution's duty list; its own people may read it, its administrator keeps it.</summary>
    public static void MapDuties(DeskGroup group)
    {
        group.Of("GET", "/duties", "H-DUTQ", DutiesAsync);
        group.Of("POST", "/duties", "H-DUT", EnterAsync, StaffRoles.Hospital);
        group.Of("POST", "/duties/{duty}/removal", "H-DUTR", RemoveAsync, StaffRoles.Hospital);
    }

    /// <summary>The duty lists of the hospitals in reach, for who oversees them.</summary>
    public static void MapOverseeing(DeskGroup group) => group.Of("GET", "/duties", "A-DUTQ", async asked =>
        StaffDesk.Day(asked.Context, "on", asked.Service<TimeProvider>().Today()) is { } on
            ? asked.Answer(ServiceJson.List(
                await asked.Service<DutyBook>().OnAsync(
                    await asked.Desk.InstitutionsAsync(asked.Officer, asked.Stop), on, asked.Stop),
                ServiceJson.Of))
            : asked.Bad("on"));

    internal static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;

    private static void Publishing(DeskGroup group, string route, PublicationKind kind)
    {
        group.Of("GET", route, "S-PUBQ", async asked => asked.Answer(ServiceJson.List(
            await asked.Service<PublicationBook>().WithinAsync(kind, asked.Officer, asked.Stop),
            one => Json(asked, one))));
        group.Of("POST", route, "S-PUB", asked => DraftAsync(asked, kind));
        group.Of("POST", route + "/{id}/publication", "S-PUBP", asked => PublishAsync(asked, kind));
        group.Of("POST", route + "/{id}/withdrawal", "S-PUBW", asked => WithdrawAsync(asked, kind));
    }

    private static async Task<IResult> DraftAsync(Asked asked, PublicationKind kind)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var draft = Drafts.Of(kind, input);
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "area")
            : await asked.OnceAsync(Guid.Empty, body, async ct => (await asked.Service<PublicationBook>()
                .DraftAsync(draft, asked.Officer, ct)).Passed(one => Json(asked, one)));
    }

    private static Task<IResult> PublishAsync(Asked asked, PublicationKind kind)
    {
        var id = asked.Route("id");
        return asked.OnceAsync(Guid.Empty, new JsonObject { ["of"] = id }, async ct =>
            (await asked.Service<PublicationBook>().PublishAsync(kind, Id(id), asked.Officer, ct))
                .Passed(one => Json(asked, one)));
    }

    private static async Task<IResult> WithdrawAsync(Asked asked, PublicationKind kind)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var reason = AskedQuestion.Plain(input, "reason", Drafts.LongestReason);
        if (body is null || input.Fault is not null)
        {
            return asked.Bad("reason");
        }

        var id = asked.Route("id");
        body["of"] = id;
        return await asked.OnceAsync(Guid.Empty, body, async ct => (await asked.Service<PublicationBook>()
            .WithdrawAsync(kind, Id(id), reason, asked.Officer, ct)).Passed(one => Json(asked, one)));
    }

    private static async Task<IResult> ConsultationsAsync(Asked asked)
    {
        var answered = asked.Context.Request.Query["answered"].ToString() == "true";
        var rows = await asked.Service<ConsultationBook>().OfAsync(
            Books(asked), asked.Officer, open: !answered, asked.Stop);
        return asked.Answer(ServiceJson.List(rows, ServiceJson.ForDesk));
    }

    private static async Task<IResult> AnswerAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (inst, number) = (Books(asked), asked.Route("number"));
        var answer = GivenAnswer.Of(input, inst);
        if (body is null || input.Fault is not null)
        {
            return asked.Bad(input.Fault?.Field ?? "answer");
        }

        body["of"] = number;
        return await asked.OnceAsync(inst, body, async ct => (await asked.Service<ConsultationBook>()
            .AnswerAsync(inst, number, answer, asked.Officer, ct)).Passed(ServiceJson.ForDesk));
    }

    private static async Task<IResult> DutiesAsync(Asked asked)
    {
        if (StaffDesk.Day(asked.Context, "on", asked.Service<TimeProvider>().Today()) is not { } on)
        {
            return asked.Bad("on");
        }

        var (from, to) = (BeijingTime.StartOf(on), BeijingTime.StartOf(on.AddDays(1)));
        var duties = await asked.Service<DutyBook>().WithinAsync(asked.Inst, from, to, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["on"] = StaffDesk.Text(on),
            ["duties"] = ServiceJson.List(duties, ServiceJson.Of),
            ["gaps"] = ServiceJson.Gaps(DutyRoster.Gaps(duties, from, to)),
        });
    }

    private static async Task<IResult> EnterAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var duty = DutyInput.Of(input);
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "practitioner")
            : await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<DutyBook>()
                .EnterAsync(asked.Inst, duty, asked.Officer.Name, ct)).Passed(ServiceJson.Of));
    }

    private static Task<IResult> RemoveAsync(Asked asked)
    {
        var duty = asked.Route("duty");
        return asked.OnceAsync(asked.Inst, new JsonObject { ["of"] = duty }, async ct =>
            (await asked.Service<DutyBook>().RemoveAsync(asked.Inst, Id(duty), asked.Officer.Name, ct))
                .Passed(ServiceJson.Of));
    }

    /// <summary>The institution's books, or the agency's.</summary>
    private static Guid Books(Asked asked) => asked.Institution is null ? Consultation.ToAgency : asked.Inst;

    private static JsonObject Json(Asked asked, WholePublication whole) => ServiceJson.Of(
        whole, asked.Service<LawInForce>().Edition.Load, asked.Service<TimeProvider>().Today());
}
