using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Desk;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Training;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Pages;

/// <summary>
/// 登记簿表单 — what the forms of the register's pages ask for; each does what the interface does. A form has an address of
/// its own: a page's address takes the page's own forms alone.
/// </summary>
internal static class RegistryForms
{
    public const string Home = "/agency/registry";
    public const string Import = "/agency/registry/import";
    public const string Exports = "/agency/registry/exports";
    public const string Training = "/hospital/training";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var agency = routes.MapForms(Home, StaffRoles.Agency);
        agency.MapGet("/templates/{kind}", (Delegate)Template);
        agency.MapGet("/import/{import}/findings", (Delegate)FindingsAsync);
        agency.PostForm("/import/preview", PreviewAsync);
        agency.MapPost("/import/{import}/commit", (Delegate)CommitAsync);
        agency.PostForm("/sanction", SanctionAsync);
        agency.PostForm("/correction", CorrectAsync);
        agency.PostForm("/exports/request", RequestAsync);
        agency.MapPost("/exports/{export}/decision", (Delegate)DecideAsync);
        agency.MapPost("/exports/{export}/file", (Delegate)TakeAsync);
        var hospital = routes.MapForms(Training, StaffRoles.Hospital, StaffRoles.Pharmacy);
        hospital.PostForm("/entry", EnterAsync);
        hospital.MapPost("/{record}/withdrawal", (Delegate)WithdrawAsync);
    }

    private static IResult Template(string kind) => ImportKinds.Shipped.Find(kind) is { } found
        ? RegistryFiles.Of(
            RegistryExportFile.Template(found, RegistryExportFile.Csv), "template-" + kind, RegistryExportFile.Csv)
        : Results.NotFound();

    private static Task<IResult> PreviewAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Import, "A-IMPP", async asked =>
        {
            var (document, file) = (asked.Form["document"].ToString().Trim(), asked.Form.Files["file"]);
            if (ImportKinds.Shipped.Find(asked.Form["kind"].ToString()) is not { } kind || file is null ||
                document.Length is 0 or > ImportsApi.LongestDocument || document.Any(char.IsControl) ||
                file.FileName.Length > 200)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            await using var stream = file.OpenReadStream();
            if (await RegistryFiles.ReadAsync(stream, ct) is not { } content)
            {
                return asked.Back(TableReader.TooLarge);
            }

            var upload = new Upload(kind, file.FileName, content, document);
            var work = await ImportsApi.PreviewingAsync(
                asked.Service<ImportPreviews>(), upload, asked.Officer, await asked.IsFreeAsync(ct), ct);
            var answer = await asked.OnceAsync(ImportsApi.Body(upload), work, ct);
            return answer.Json is { } json
                ? To(asked, $"{Import}?import={(string)json["id"]!}")
                : asked.Back(answer.Refusal!.Code, answer.Refusal.Parameters.GetValueOrDefault("column"));
        });

    private static Task<IResult> CommitAsync(HttpContext context, string import, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Import, ImportsApi.Commits, async asked =>
        {
            var (plan, goodOnly) = (asked.Form["plan"].ToString(), asked.Form["goodOnly"] == "true");
            var book = asked.Service<ImportBook>();
            var opened = await asked.OnceAsync(
                new JsonObject { ["import"] = import, ["plan"] = plan, ["goodOnly"] = goodOnly },
                token => ImportsApi.AnswerAsync(book.CommitAsync(
                    ImportsApi.Id(import), plan, goodOnly, asked.Officer, token)),
                ct);
            var answer = await ImportsApi.GoOnAsync(book, opened, ImportsApi.MostParts, asked.Officer, ct);
            var more = (string?)answer.Json?["state"] == "committing" ? RegistryWord.MoreToWrite : asked.What;
            return To(asked, $"{Import}?import={import}&{Said(answer, more)}", answer.Refusal?.Code);
        });

    private static async Task<IResult> FindingsAsync(
        HttpContext context, ImportBook book, StaffDesk desk, string import, CancellationToken ct)
    {
        var officer = StaffSession.Of(context.User)!;
        var row = await book.FindAsync(ImportsApi.Id(import), ct);
        var own = row?.By == officer.Name;
        desk.Note(context, officer, "A-IMPQ", own ? "ok" : "E-IMPORT-UNKNOWN", null);
        return own ? ImportsApi.Listing(book, row!.ImportId) : Results.NotFound();
    }

    private static Task<IResult> SanctionAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Home, "A-SAN", async asked =>
        {
            var form = asked.Form;
            var (reason, document) = (form["reason"].ToString().Trim(), form["document"].ToString().Trim());
            var points = int.TryParse(
                form["points"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0;
            var act = form["act"].ToString() is { Length: > 0 } word ? SanctionsApi.Act(word) : null;
            var sanction = new Sanction(
                form["code"].ToString(), act ?? default, points, reason, document);
            if (act is null || !sanction.IsSound || reason.Length is 0 or > Sanction.LongestReason ||
                document.Length is 0 or > Sanction.LongestDocument || (reason + document).Any(char.IsControl))
            {
                return BackTo(asked, "practitioner=" + sanction.Code, "E-FIELD-FORMAT");
            }

            var body = new JsonObject
            {
                ["code"] = sanction.Code,
                ["act"] = act.ToString(),
                ["points"] = points,
                ["reason"] = reason,
                ["document"] = document,
            };
            var answer = await asked.OnceAsync(
                body,
                token => SanctionsApi.DecideAsync(asked.Context.RequestServices, sanction, asked.Officer, token),
                ct);
            return BackTo(asked, "practitioner=" + sanction.Code, answer.Refusal?.Code);
        });

    private static Task<IResult> CorrectAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Home, "A-COR", async asked =>
        {
            var form = asked.Form;
            var (document, reason) = (form["document"].ToString().Trim(), form["reason"].ToString().Trim());
            if (ImportKinds.Shipped.Find(form["kind"].ToString()) is not { } kind || kind.Name == "insured" ||
                document.Length is 0 or > ImportsApi.LongestDocument ||
                reason.Length is 0 or > Correction.LongestReason || (document + reason).Any(char.IsControl))
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var values = new JsonObject();
            foreach (var field in kind.Fields)
            {
                values[field.Name] = form["v-" + field.Name].ToString().Trim();
            }

            var row = new RowValues(1, kind, name => (string)values[name]!);
            var answer = await asked.OnceAsync(
                new JsonObject
                {
                    ["kind"] = kind.Name,
                    ["values"] = values,
                    ["document"] = document,
                    ["reason"] = reason,
                },
                token => ImportsApi.CorrectAsync(
                    asked.Service<Corrections>(), new(kind, row, document, reason), asked.Officer, token),
                ct);
            var subject = kind.Name == "practitioners" ? "practitioner=" : "institution=";
            return BackTo(
                asked,
                subject + Uri.EscapeDataString(row.Text("code")),
                answer.Refusal?.Code,
                answer.Refusal?.Parameters.GetValueOrDefault("column"));
        });

    private static Task<IResult> RequestAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Exports, "A-REX", async asked =>
        {
            var form = asked.Form;
            var (reason, format) = (form["reason"].ToString().Trim(), form["format"].ToString());
            var on = form["on"].ToString() is { Length: > 0 } text
                ? DateOnly.TryParseExact(
                    text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default
                : asked.Service<TimeProvider>().Today();
            if (ImportKinds.Shipped.Find(form["kind"].ToString()) is not { } kind || on == default ||
                format is not (RegistryExportFile.Csv or RegistryExportFile.Workbook) ||
                reason.Length is 0 or > 500 || reason.Any(char.IsControl))
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var wish = new RegistryExportWish(kind, on, format, form["unmasked"] == "true", reason);
            var body = new JsonObject
            {
                ["kind"] = kind.Name,
                ["on"] = StaffDesk.Text(on),
                ["format"] = format,
                ["unmasked"] = wish.Unmasked,
                ["reason"] = reason,
            };
            var answer = await asked.OnceAsync(
                body,
                async token => DeskAnswer.Of(RegistryExportsApi.Json(
                    await asked.Service<RegistryExportBook>().RequestAsync(wish, asked.Officer, token))),
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> DecideAsync(HttpContext context, string export, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Exports, "A-REXD", async asked =>
        {
            var agrees = asked.Form["agrees"].ToString();
            if (agrees is not ("true" or "false"))
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var answer = await asked.OnceAsync(
                new JsonObject { ["export"] = export, ["agrees"] = agrees },
                async token =>
                {
                    var done = await asked.Service<RegistryExportBook>().DecideAsync(
                        ImportsApi.Id(export), agrees == "true", asked.Officer, token);
                    return done.Value is { } row
                        ? DeskAnswer.Of(RegistryExportsApi.Json(row))
                        : DeskAnswer.Refuse(done.Refusal!);
                },
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> TakeAsync(HttpContext context, string export, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Exports, RegistryExportsApi.What, async asked =>
        {
            var (content, row, refusal) = await RegistryExportsApi.TakeAsync(
                asked.Context.RequestServices, ImportsApi.Id(export), asked.Officer, ct);
            return refusal is null
                ? asked.File(RegistryFiles.Of(content!, "registry-" + row!.Kind, row.Format))
                : asked.Back(refusal.Code);
        });

    private static Task<IResult> EnterAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Training, "H-TRN", async asked =>
        {
            var form = asked.Form;
            var (title, summary) = (form["title"].ToString().Trim(), form["summary"].ToString().Trim());
            var sound = DateOnly.TryParseExact(
                form["heldOn"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                & int.TryParse(
                    form["count"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            if (HospitalApi.Kind(form["kind"].ToString()) is not { } kind || !sound || count > 100_000 ||
                title.Length is 0 or > TrainingEntry.LongestTitle ||
                summary.Length is 0 or > TrainingEntry.LongestSummary)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var entry = new TrainingEntry(kind, on, title, count, summary);
            var answer = await asked.OnceAsync(
                new JsonObject { ["entry"] = entry.ToString() },
                async token => HospitalApi.Answer(await asked.Service<TrainingBook>().EnterAsync(
                    asked.Inst, entry, asked.Officer.Name, token)),
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static Task<IResult> WithdrawAsync(HttpContext context, string record, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, Training, "H-TRNW", async asked =>
        {
            var answer = await asked.OnceAsync(
                new JsonObject { ["record"] = record },
                async token => HospitalApi.Answer(await asked.Service<TrainingBook>().WithdrawAsync(
                    asked.Inst, ImportsApi.Id(record), asked.Officer.Name, token)),
                ct);
            return asked.Back(answer.Refusal?.Code);
        });

    private static IResult Back(this FormAsked asked, string refusal, string? column)
    {
        asked.Desk.Note(asked.Context, asked.Officer, asked.What, refusal, null);
        return Results.LocalRedirect($"{asked.Page}?refused={refusal}&column={Uri.EscapeDataString(column ?? "")}");
    }

    /// <summary>Back to whom the form was about.</summary>
    private static IResult BackTo(FormAsked asked, string subject, string? refusal, string? column = null)
    {
        asked.Desk.Note(asked.Context, asked.Officer, asked.What, refusal ?? "ok", null);
        var said = refusal is null ? "done=" + asked.What : "refused=" + refusal;
        return Results.LocalRedirect($"{asked.Page}?{subject}&{said}&column={Uri.EscapeDataString(column ?? "")}");
    }

    private static IResult To(FormAsked asked, string address, string? refusal = null)
    {
        asked.Desk.Note(asked.Context, asked.Officer, asked.What, refusal ?? "ok", null);
        return Results.LocalRedirect(address);
    }

    private static string Said(DeskAnswer answer, string what) =>
        answer.Refusal is { } refusal ? "refused=" + refusal.Code : "done=" + what;
}
