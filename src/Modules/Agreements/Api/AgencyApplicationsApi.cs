using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Law;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>申请办理接口 — the agency's side of an application, step by step. (CX-14, CX-16, CX-17, JS-2-1, JS-2-2)</summary>
internal static class AgencyApplicationsApi
{
    private const string One = "/applications/{institution}/{application}";

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/applications", "A-APQ", InboxAsync);
        group.Of("GET", "/punctuality", "A-APT", PunctualityAsync);
        group.Of("GET", One, "A-AP", ReadAsync);
        group.Of("GET", One + "/pdf", "A-APF", asked => PdfAsync(asked, At(asked)));
        foreach (var command in Commands.Agency)
        {
            group.Of("POST", One + "/" + command.Act, command.What, asked => RunAsync(asked, command));
        }
    }

    private static ApplicationAt At(Asked asked) => new(asked.Institution!, Bodies.Id(asked.Route("application")));

    private static Task<IResult> RunAsync(Asked asked, Command command)
    {
        var (desk, at) = (asked.Service<ApplicationDesk>(), At(asked));
        return Bodies.WriteAsync(asked, (input, body) =>
        {
            var work = command.Read(new CommandAt(desk, at, asked.Officer.Name, body), input);
            return async ct => Bodies.Answer(asked.Context.RequestServices, at.Physical, at.Id, await work(ct));
        });
    }

    /// <summary>协议文本的 PDF — noted, as every reading is.</summary>
    internal static async Task<IResult> PdfAsync(Asked asked, ApplicationAt? at)
    {
        var (pdf, refusal) = await asked.Service<PaperDesk>().PdfAsync(at, asked.Stop);
        if (pdf is null)
        {
            return asked.Refuse(refusal!);
        }

        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return PdfOf(pdf, at!.Id);
    }

    internal static IResult PdfOf(byte[] pdf, Guid application) => Results.File(
        pdf, "application/pdf", $"supplementary-agreement-{WireId.Encode(application)}.pdf");

    private static async Task<IResult> InboxAsync(Asked asked)
    {
        var law = asked.Service<LawInForce>().Current;
        var waiting = await asked.Service<Inbox>().WaitingAsync(asked.Officer, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["waiting"] = new JsonArray([.. waiting.Select(one => (JsonNode)new JsonObject
            {
                ["kind"] = ApplicationJson.Word(one.Kind),
                ["institution"] = one.Physical.Code,
                ["holder"] = one.Holder.Code,
                ["name"] = one.Holder.Name,
                ["id"] = WireId.Encode(one.Subject),
                ["step"] = one.Application is { } application ? ApplicationJson.Word(application.Step) : null,
                ["due"] = one.Due is { } due ? ApplicationJson.DueOf(law, due) : null,
            })]),
        });
    }

    private static async Task<IResult> PunctualityAsync(Asked asked)
    {
        if (StaffDesk.Day(asked.Context, "asOf", asked.Service<TimeProvider>().Today()) is not { } asOf)
        {
            return asked.Bad("asOf");
        }

        var board = await asked.Service<Inbox>().PunctualityAsync(asked.Officer, asOf, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["asOf"] = StaffDesk.Text(asOf),
            ["steps"] = new JsonArray([.. board.Select(one => (JsonNode)new JsonObject
            {
                ["institution"] = one.Physical.Code,
                ["name"] = one.Physical.Name,
                ["step"] = one.Clock,
                ["party"] = ClockSteps.IsInstitutions(one.Clock) ? "institution" : "agency",
                ["inTime"] = one.InTime,
                ["late"] = one.Late,
                ["running"] = one.Running,
                ["overdue"] = one.Overdue,
            })]),
        });
    }

    private static async Task<IResult> ReadAsync(Asked asked)
    {
        var at = At(asked);
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "asOf", today) is not { } asOf)
        {
            return asked.Bad("asOf");
        }

        var life = await asked.Service<LifeDesk>().LifeAsync(asked.Inst, asOf == today ? null : asOf, asked.Stop);
        return life.Applications.ContainsKey(at.Id)
            ? asked.Answer(ApplicationJson.Of(
                asked.Service<LawInForce>().Current,
                asked.Service<ApplicationDesk>().Sheet(at.Physical),
                at.Physical,
                life,
                at.Id,
                asOf))
            : asked.Refuse(Notice.Of("E-APPLICATION-UNKNOWN"));
    }
}
