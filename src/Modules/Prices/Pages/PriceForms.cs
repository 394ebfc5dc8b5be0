using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Prices.Desks;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Including;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Notices;
using Mingsuan.Prices.Proposing;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Pages;

/// <summary>价格表单 — what the forms of this module's pages ask for: the same operations as its interfaces.</summary>
internal static class PriceForms
{
    private const string Hospital = "/hospital/prices";
    private const string Proposals = "/hospital/proposals";
    private const string Bureau = "/bureau/items";
    private const int Columns = 6;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hospital = routes.MapForms(Hospital, StaffRoles.Hospital);
        hospital.PostForm("/filings", FileAsync);
        hospital.PostForm("/notices", PublishAsync);
        hospital.PostForm("/inclusions", IncludeAsync);
        routes.MapForms(Proposals, StaffRoles.Hospital).PostForm("/applications", ApplyAsync);
        var bureau = routes.MapForms(Bureau, StaffRoles.Bureau);
        bureau.MapPost("/proposals/{institution}/{proposal}/acceptance", (Delegate)AcceptAsync);
        bureau.MapPost("/proposals/{institution}/{proposal}/review", (Delegate)ReviewAsync);
        bureau.MapPost("/proposals/{institution}/{proposal}/decision", (Delegate)DecideAsync);
        bureau.MapPost("/proposals/{institution}/{proposal}/evidence/{place:int}", (Delegate)TakeAsync);
        bureau.MapPost("/inclusions/{institution}/{item}/{number:int}", (Delegate)ReceiveAsync);
        bureau.PostForm("/decisions", IncludedAsync);
        bureau.PostForm("/assessments", AssessAsync);
        Receiving(bureau, "/filings", Bureau, Department.Insurance);
        Receiving(
            routes.MapForms("/health-commission/filings", StaffRoles.HealthCommission),
            "",
            "/health-commission/filings",
            Department.Health);
        Receiving(
            routes.MapForms("/market-regulator/filings", StaffRoles.MarketRegulator),
            "",
            "/market-regulator/filings",
            Department.Market);
    }

    private static Task<IResult> FileAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-PRF", async asked =>
        {
            var (body, input) = Read(asked.Form);
            var filing = HospitalApi.Filing(input);
            return await RunAsync(asked, input, body, async token => (await asked.Service<FilingBook>().FileAsync(
                asked.Institution, filing, asked.Officer.Name, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> PublishAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-PRN", async asked =>
        {
            var body = new JsonObject { ["effectiveOn"] = asked.Form["effectiveOn"].ToString() };
            body["lines"] = Lines(asked.Form["lines"].ToString());
            var input = new WireReader(body);
            var (from, lines) = (input.RequiredDay("effectiveOn"), HospitalApi.Lines(input));
            return await RunAsync(asked, input, body, async token => (await asked.Service<NoticeBook>().PublishAsync(
                asked.Institution, lines, from, asked.Officer.Name, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> IncludeAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Hospital, "H-PRI", async asked =>
        {
            var (body, input) = Read(asked.Form);
            var inclusion = HospitalApi.Inclusion(input);
            return await RunAsync(asked, input, body, async token => (await asked.Service<InclusionBook>().FileAsync(
                asked.Institution, inclusion, asked.Officer.Name, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> ApplyAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Proposals, "H-PROP", async asked =>
        {
            var (body, _) = Read(asked.Form);
            body["answers"] = Answers(asked.Form);
            var evidence = new JsonArray();
            foreach (var file in asked.Form.Files.Where(one => one.Length > 0))
            {
                if (file.Length > ProposalBook.MostBytes)
                {
                    return asked.Back("E-EVIDENCE-SIZE");
                }

                using var kept = new MemoryStream();
                await file.CopyToAsync(kept, ct);
                evidence.Add(new JsonObject
                {
                    ["condition"] = file.Name,
                    ["name"] = Path.GetFileName(file.FileName),
                    ["content"] = Convert.ToBase64String(kept.ToArray()),
                });
            }

            body["evidence"] = evidence;
            var input = new WireReader(body);
            var proposal = ProposalsApi.Input(input, body);
            return ProposalsApi.TooMuch(proposal)
                ? asked.Back("E-EVIDENCE-SIZE")
                : await RunAsync(asked, input, body, async token => (await asked.Service<ProposalBook>().ApplyAsync(
                    asked.Institution, proposal, asked.Officer.Name, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> AcceptAsync(
        HttpContext context, string institution, string proposal, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Bureau, "G-PROA", asked => RunAsync(
            asked,
            null,
            new JsonObject { ["of"] = proposal },
            async token => (await asked.Service<ProposalBook>().AcceptAsync(
                asked.Inst, Id(proposal), asked.Officer, token)).Passed(PriceJson.Of),
            ct));

    private static Task<IResult> ReviewAsync(
        HttpContext context, string institution, string proposal, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Bureau, "G-PROR", async asked =>
        {
            var body = new JsonObject { ["of"] = proposal, ["answers"] = Answers(asked.Form) };
            var input = new WireReader(body);
            var answers = input.Answers(body, "answers");
            return await RunAsync(asked, input, body, async token => (await asked.Service<ProposalBook>().ReviewAsync(
                asked.Inst, Id(proposal), answers, asked.Officer, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> DecideAsync(
        HttpContext context, string institution, string proposal, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Bureau, "G-PROD", async asked =>
        {
            var (body, input) = Read(asked.Form);
            body["of"] = proposal;
            var (approval, document) = (ProposalsApi.Approval(input), input.RequiredText("document", 100));
            var reason = input.Text("reason", 500);
            return await RunAsync(asked, input, body, async token => (await asked.Service<ProposalBook>().DecideAsync(
                asked.Inst, Id(proposal), approval, document, reason, asked.Officer, token))
                .Passed(PriceJson.Of), ct);
        });

    /// <summary>As a file to be saved: what a hospital handed in is never shown as a page of ours.</summary>
    private static Task<IResult> TakeAsync(
        HttpContext context, string institution, string proposal, int place, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Bureau, "G-PROE", async asked =>
            await asked.Service<ProposalBook>().ContentAsync(asked.Inst, Id(proposal), place, ct) is { } found
                ? asked.File(Results.File(found.Content, "application/octet-stream", found.Known.Name))
                : asked.Back("E-EVIDENCE-UNKNOWN"));

    private static Task<IResult> AssessAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Bureau, "G-ITS", async asked =>
        {
            var (body, input) = Read(asked.Form);
            var (area, code) = (input.RequiredText("area", 6), input.RequiredText("code", 50));
            var assessment = BureauApi.Assessment(input);
            return await RunAsync(asked, input, body, async token => (await asked.Service<ItemRegister>().AssessAsync(
                area, code, assessment, asked.Officer, token)).Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> ReceiveAsync(
        HttpContext context, string institution, string item, int number, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, Bureau, "G-IN", async asked =>
        {
            var (body, input) = Read(asked.Form);
            body["of"] = item + "/" + number.ToString(CultureInfo.InvariantCulture);
            var (accepts, note) = (input.Flag("accepts"), input.RequiredText("note", 100));
            return await RunAsync(asked, input, body, async token => (await asked.Service<InclusionBook>().DecideAsync(
                asked.Inst, item, number, accepts ? note : null, accepts ? null : note, asked.Officer, token))
                .Passed(PriceJson.Of), ct);
        });

    private static Task<IResult> IncludedAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Bureau, "G-ITD", async asked =>
        {
            var (body, input) = Read(asked.Form);
            var decision = BureauApi.Decision(input, asked.Officer.Name, asked.Service<TimeProvider>());
            return await RunAsync(asked, input, body, async token => (await asked.Service<ItemBook>().DecideAsync(
                decision, asked.Officer, token)).Passed(PriceJson.Of), ct);
        });

    private static void Receiving(RouteGroupBuilder group, string route, string page, Department department) =>
        group.MapPost(
            route + "/{institution}/{item}/{number:int}",
            (Delegate)((HttpContext context, string institution, string item, int number, CancellationToken ct) =>
                FormAsked.ActAsync(context, institution, page, "F-PRF", asked => RunAsync(
                    asked,
                    null,
                    new JsonObject { ["of"] = item + "/" + number.ToString(CultureInfo.InvariantCulture) },
                    async token => (await asked.Service<FilingBook>().AcknowledgeAsync(
                        asked.Inst, item, number, department, asked.Officer, token)).Passed(PriceJson.Of),
                    ct))));

    private static async Task<IResult> RunAsync(
        FormAsked asked,
        WireReader? input,
        JsonObject body,
        Func<CancellationToken, Task<DeskAnswer>> work,
        CancellationToken ct) => input?.Fault is not null
            ? asked.Back("E-FIELD-FORMAT")
            : asked.Back((await asked.OnceAsync(body, work, ct)).Refusal?.Code);

    /// <summary>The plain fields of a form as a body.</summary>
    private static (JsonObject Body, WireReader Input) Read(IFormCollection form)
    {
        var body = new JsonObject();
        foreach (var (name, value) in form)
        {
            if (!name.StartsWith('_') && name != FormAsked.KeyField)
            {
                body[name] = value.ToString();
            }
        }

        return (body, new WireReader(body));
    }

    private static JsonObject Answers(IFormCollection form)
    {
        const string prefix = "answer.";
        var answers = new JsonObject();
        foreach (var (name, value) in form.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            answers[name[prefix.Length..]] = value.ToString();
        }

        return answers;
    }

    /// <summary>Lines of six columns; a column that is empty is missing, and the operation says so.</summary>
    private static JsonArray Lines(string text)
    {
        string[] names = ["item", "name", "unit", "content", "price", "policy"];
        var lines = new JsonArray();
        foreach (var row in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = row.Split(['|', '\uFF5C'], StringSplitOptions.TrimEntries);
            var line = new JsonObject();
            for (var at = 0; at < Columns && at < columns.Length; at++)
            {
                line[names[at]] = columns[at];
            }

            lines.Add(line);
        }

        return lines;
    }

    private static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;
}
