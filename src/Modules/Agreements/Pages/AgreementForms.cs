using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Api;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Pages;

/// <summary>
/// 协议表单 — what the forms of the pages ask for: the same commands as the programs' questions, each carried out once.
/// </summary>
internal static class AgreementForms
{
    private const string Board = "/agency/agreements";
    private const string Own = "/hospital/agreements";
    private const string ItemPrefix = "item.";
    private const string PiecePrefix = "piece.";
    private const string PartPrefix = "part.";
    private const int MostFileBytes = 20 << 20;
    private static readonly string[] Ours = [FormAsked.KeyField, "__RequestVerificationToken"];

    private static readonly (string Act, AgreementAct Does, string What)[] Acts =
    [
        ("suspend", AgreementAct.Suspend, "A-AGS"), ("restore", AgreementAct.Restore, "A-AGR"),
        ("terminate", AgreementAct.Terminate, "A-AGT"), ("drop", AgreementAct.DropRenewal, "A-AGX"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var agency = routes.MapForms(Board, StaffRoles.Agency);
        foreach (var command in Commands.Agency)
        {
            agency.MapPost(
                "/{institution}/{application}/" + command.Act,
                (HttpContext context, string institution, string application, CancellationToken ct) =>
                    AtAgencyAsync(context, institution, application, command, ct));
        }

        foreach (var (act, does, what) in Acts)
        {
            agency.MapPost(
                "/standing/{institution}/{agreement}/" + act,
                (HttpContext context, string institution, string agreement, CancellationToken ct) =>
                    ActAsync(context, institution, agreement, does, what, ct));
        }

        agency.MapPost("/{institution}/{application}/pdf", (Delegate)AgencyPdfAsync);
        agency.MapPost("/standing/{institution}/main", (Delegate)OpenMainAsync);
        agency.MapPost("/standing/{institution}/{agreement}/decision", (Delegate)DecideAsync);
        agency.MapPost("/standing/{institution}/{agreement}/renew", (Delegate)RenewAsync);
        agency.MapPost("/standing/{institution}/{agreement}/renewal", (Delegate)OpenRenewalAsync);
        var hospital = routes.MapForms(Own, StaffRoles.Hospital);
        hospital.PostForm("/apply", ApplyAsync);
        hospital.MapPost("/{application}/pdf", (Delegate)HospitalPdfAsync);
        foreach (var command in Commands.Hospital)
        {
            hospital.MapPost(
                "/{application}/" + command.Act,
                (HttpContext context, string application, CancellationToken ct) =>
                    AtHospitalAsync(context, application, command, ct));
        }
    }

    private static Task<IResult> AtAgencyAsync(
        HttpContext context, string institution, string application, Command command, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, $"{Board}/{application}", command.What, asked => RunAsync(
            asked, new ApplicationAt(asked.Institution, Bodies.Id(application)), command, ct));

    private static Task<IResult> AtHospitalAsync(
        HttpContext context, string application, Command command, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Own, command.What, async asked =>
            await asked.Service<ApplicationDesk>().OwnAsync(asked.Institution, Bodies.Id(application), ct) is { } at
                ? await RunAsync(asked, at, command, ct)
                : asked.Back("E-APPLICATION-UNKNOWN"));

    private static async Task<IResult> RunAsync(
        FormAsked asked, ApplicationAt at, Command command, CancellationToken ct)
    {
        if (await BodyAsync(asked, ct) is not { } body)
        {
            return asked.Back("E-FIELD-FORMAT");
        }

        var input = new WireReader(body);
        var work = command.Read(new CommandAt(asked.Service<ApplicationDesk>(), at, asked.Officer.Name, body), input);
        if (input.Fault is not null)
        {
            return asked.Back("E-FIELD-FORMAT");
        }

        body["route"] = asked.Context.Request.Path.Value;
        var answer = await asked.OnceAsync(
            body,
            async token => Bodies.Answer(asked.Context.RequestServices, at.Physical, at.Id, await work(token)),
            ct);
        return asked.Back(answer.Refusal?.Code);
    }

    private static Task<IResult> ApplyAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Own, "H-AP", async asked =>
        {
            if (await BodyAsync(asked, ct) is not { } body)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var input = new WireReader(body);
            var (withMain, pieces) = (input.Text("withMain", 5) == "true", Bodies.Pieces(input));
            if (input.Fault is not null)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var answer = await asked.OnceAsync(
                body,
                async token =>
                {
                    var desk = asked.Service<ApplicationDesk>();
                    var (id, done) = await desk.SubmitAsync(
                        asked.Institution, withMain, pieces, asked.Officer.Name, token);
                    var physical = await desk.PhysicalAsync(asked.Institution, token) ?? asked.Institution;
                    return Bodies.Answer(asked.Context.RequestServices, physical, id, done);
                },
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> ActAsync(
        HttpContext context,
        string institution,
        string agreement,
        AgreementAct act,
        string what,
        CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Board, what, asked => StandAsync(
            asked,
            (reason, token) => asked.Service<AgreementDesk>().ActAsync(
                asked.Institution, Bodies.Id(agreement), act, reason, asked.Officer.Name, token),
            ct));

    private static Task<IResult> DecideAsync(
        HttpContext context, string institution, string agreement, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Board, "A-AGD", async asked =>
            Enum.TryParse<MainDecision>(asked.Form["decision"].ToString(), ignoreCase: true, out var decision) &&
            Enum.IsDefined(decision)
                ? await StandAsync(
                    asked,
                    (reason, token) => asked.Service<AgreementDesk>().DecideAsync(
                        asked.Institution, Bodies.Id(agreement), decision, reason, asked.Officer.Name, token),
                    ct)
                : asked.Back("E-FIELD-FORMAT"));

    /// <summary>签订定点协议 — an empty end means none.</summary>
    private static Task<IResult> OpenMainAsync(HttpContext context, string institution, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Board, "A-AGM", async asked =>
        {
            var body = new JsonObject();
            foreach (var field in new[] { "from", "to", "document" })
            {
                body[field] = asked.Form[field].ToString().Trim();
            }

            var input = new WireReader(body);
            _ = input.RequiredText("from", 10);
            var (from, to) = (input.Day("from"), input.Day("to"));
            var document = input.RequiredText("document", Bodies.LongestName);
            if (input.Fault is not null)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var answer = await asked.OnceAsync(
                body,
                async token => Told((await asked.Service<AgreementDesk>().OpenMainAsync(
                    asked.Institution, from!.Value, to, document, asked.Officer.Name, token)).Done),
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> AgencyPdfAsync(
        HttpContext context, string institution, string application, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, $"{Board}/{application}/text", "A-APF", asked => PdfAsync(
            asked, new ApplicationAt(asked.Institution, Bodies.Id(application)), ct));

    private static Task<IResult> HospitalPdfAsync(HttpContext context, string application, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, $"{Own}/{application}/text", "H-APF", async asked => await PdfAsync(
            asked,
            await asked.Service<ApplicationDesk>().OwnAsync(asked.Institution, Bodies.Id(application), ct),
            ct));

    private static async Task<IResult> PdfAsync(FormAsked asked, ApplicationAt? at, CancellationToken ct)
    {
        var (pdf, refusal) = await asked.Service<PaperDesk>().PdfAsync(at, ct);
        return pdf is null ? asked.Back(refusal!.Code) : asked.File(AgencyApplicationsApi.PdfOf(pdf, at!.Id));
    }

    private static DeskAnswer Told(Done done) => done.Refusal is { } refusal
        ? new DeskAnswer(null, refusal)
        : DeskAnswer.Of(new JsonObject { ["done"] = true });

    /// <summary>续签定点协议 — an empty end means none.</summary>
    private static Task<IResult> RenewAsync(
        HttpContext context, string institution, string agreement, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Board, "A-AGN", async asked =>
        {
            var body = new JsonObject { ["to"] = asked.Form["to"].ToString() };
            var input = new WireReader(body);
            var to = input.Day("to");
            return input.Fault is null
                ? await StandAsync(
                    asked,
                    (document, token) => asked.Service<AgreementDesk>().RenewAsync(
                        asked.Institution, Bodies.Id(agreement), to, document, asked.Officer.Name, token),
                    ct)
                : asked.Back("E-FIELD-FORMAT");
        });

    private static Task<IResult> OpenRenewalAsync(
        HttpContext context, string institution, string agreement, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Board, "A-AGW", asked => StandAsync(
            asked,
            async (_, token) => (await asked.Service<ApplicationDesk>().RenewAsync(
                asked.Institution, Bodies.Id(agreement), asked.Officer.Name, token)).Done,
            ct));

    /// <summary>A form with one line of text: a reason, or the document that says so.</summary>
    private static async Task<IResult> StandAsync(
        FormAsked asked, Func<string, CancellationToken, Task<Done>> work, CancellationToken ct)
    {
        var reason = asked.Form["reason"].ToString().Trim();
        if (reason.Length is 0 or > Bodies.LongestText || reason.Any(char.IsControl))
        {
            return asked.Back("E-FIELD-FORMAT");
        }

        var body = new JsonObject
        {
            ["route"] = asked.Context.Request.Path.Value,
            ["reason"] = reason,
            ["decision"] = asked.Form["decision"].ToString(),
            ["to"] = asked.Form["to"].ToString(),
        };
        var answer = await asked.OnceAsync(
            body,
            async token => Told(await work(reason, token)),
            ct);
        return asked.Back(answer.Refusal?.Code);
    }

    /// <summary>
    /// The form as a program would have written it: items by piece, parts by key, files by the digest of their content.
    /// None when a file is too large.
    /// </summary>
    private static async Task<JsonObject?> BodyAsync(FormAsked asked, CancellationToken ct)
    {
        var (body, items, pieces) = (new JsonObject(), new JsonArray(), new JsonArray());
        var parts = new JsonObject();
        foreach (var (name, values) in asked.Form)
        {
            var text = values.ToString().Trim();
            if (name.StartsWith(ItemPrefix, StringComparison.Ordinal))
            {
                if (text.Length > 0)
                {
                    items.Add(new JsonObject { ["piece"] = name[ItemPrefix.Length..], ["item"] = text });
                }
            }
            else if (name.StartsWith(PartPrefix, StringComparison.Ordinal))
            {
                parts[name[PartPrefix.Length..]] = text.ReplaceLineEndings("\n");
            }
            else if (!Ours.Contains(name))
            {
                body[name] = text;
            }
        }

        foreach (var file in asked.Form.Files.Where(file => file.Length > 0))
        {
            if (file.Length > MostFileBytes || !file.Name.StartsWith(PiecePrefix, StringComparison.Ordinal))
            {
                return null;
            }

            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            pieces.Add(new JsonObject
            {
                ["key"] = file.Name[PiecePrefix.Length..],
                ["name"] = file.FileName,
                ["digest"] = Convert.ToHexStringLower(Sm3.Hash(content.ToArray())),
            });
        }

        if (parts.Count > 0)
        {
            body["parts"] = parts;
        }

        body["items"] = items;
        body["pieces"] = pieces;
        return body;
    }
}
