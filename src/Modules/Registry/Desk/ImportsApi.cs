using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Importing;
using Mingsuan.Workbench.Asking;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Registry.Desk;

/// <summary>导入接口 — a template, a preview of a file, its commit, and corrections of single facts.</summary>
internal static class ImportsApi
{
    public const int LongestDocument = 200;

    /// <summary>What a commit and the going on with it are called.</summary>
    public const string Commits = "A-IMPC";

    /// <summary>How many parts of a long file one request may write, when it names no number.</summary>
    public const int MostParts = 1_000;

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/registry/templates/{kind}", "A-IMPT", TemplateAsync);
        group.Of("POST", "/registry/imports", "A-IMPP", PreviewAsync);
        group.Of("GET", "/registry/imports", "A-IMPQ", ListAsync);
        group.Of("GET", "/registry/imports/{import}", "A-IMPQ", FindAsync);
        group.Of("GET", "/registry/imports/{import}/findings", "A-IMPQ", FindingsAsync);
        group.Of("POST", "/registry/imports/{import}/commit", Commits, CommitAsync);
        group.Of("POST", "/registry/corrections", "A-COR", CorrectAsync);
    }

    /// <summary>An import as answers write it.</summary>
    internal static JsonObject Json(RegistryImport row) => new()
    {
        ["id"] = WireId.Encode(row.ImportId),
        ["kind"] = row.Kind,
        ["file"] = row.FileName,
        ["document"] = row.Document,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        ["rows"] = row.Rows,
        ["bad"] = row.Bad,
        ["warnings"] = row.Warnings,
        ["changing"] = row.Changing,
        ["plan"] = row.PlanDigest,
        ["at"] = BeijingTime.Text(row.At),
        ["by"] = row.By,
        ["committedAt"] = row.CommittedAt is { } at ? BeijingTime.Text(at) : null,
        ["parts"] = row.Parts,
        ["partsDone"] = row.PartsDone,
        ["written"] = row.Written,
        ["present"] = row.Present,
        ["refused"] = row.Refused,
        ["report"] = JsonNode.Parse(row.Report),
    };

    /// <summary>What makes an upload the same upload.</summary>
    internal static JsonObject Body(Upload upload) => new()
    {
        ["kind"] = upload.Kind.Name,
        ["file"] = upload.FileName,
        ["document"] = upload.Document,
        ["digest"] = Convert.ToHexStringLower(SHA256.HashData(upload.Content)),
    };

    internal static async Task<DeskAnswer> AnswerAsync(Task<Found<RegistryImport>> work)
    {
        var done = await work;
        return done.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(done.Refusal!);
    }

    /// <summary>
    /// What enters a preview into the books. The file is read before the request's claim, so that nobody waits for it;
    /// a repetition reads nothing.
    /// </summary>
    internal static async Task<Func<CancellationToken, Task<DeskAnswer>>> PreviewingAsync(
        ImportPreviews previews, Upload upload, Operator officer, bool free, CancellationToken ct)
    {
        var early = free ? await previews.ReadAsync(upload, officer, ct) : null;
        return async token =>
        {
            var read = early ?? await previews.ReadAsync(upload, officer, token);
            return read.Value is { } preview
                ? await AnswerAsync(previews.KeepAsync(preview, officer, token))
                : DeskAnswer.Refuse(read.Refusal!);
        };
    }

    /// <summary>
    /// Goes on where a long file's commit has come to, whether it was opened now or by a request before.
    /// </summary>
    internal static Task<DeskAnswer> GoOnAsync(
        ImportBook book, DeskAnswer opened, int most, Operator officer, CancellationToken ct) =>
        opened.Json is { } json && (string?)json["state"] == "committing"
            ? AnswerAsync(book.ContinueAsync(Id((string)json["id"]!), most, officer, ct))
            : Task.FromResult(opened);

    /// <summary>All that is wrong in a file, as one CSV under its headings.</summary>
    internal static IResult Listing(ImportBook book, Guid id) => Results.Stream(
        async stream =>
        {
            await stream.WriteAsync(Spreadsheet.Csv([ImportKinds.Shipped.ListingHeading]));
            await foreach (var piece in book.FindingsAsync(id))
            {
                await stream.WriteAsync(piece.AsMemory(Encoding.UTF8.Preamble.Length));
            }
        },
        RegistryFiles.CsvType,
        "findings.csv");

    internal static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;

    private static Task<IResult> TemplateAsync(Asked asked)
    {
        var format = asked.Context.Request.Query["format"].ToString() is { Length: > 0 } named
            ? named
            : RegistryExportFile.Csv;
        return Task.FromResult(ImportKinds.Shipped.Find(asked.Route("kind")) is not { } kind ? asked.Bad("kind")
            : format is not (RegistryExportFile.Csv or RegistryExportFile.Workbook) ? asked.Bad("format")
            : RegistryFiles.Of(RegistryExportFile.Template(kind, format), "template-" + kind.Name, format));
    }

    private static async Task<IResult> PreviewAsync(Asked asked)
    {
        var query = asked.Context.Request.Query;
        var (name, document) = (query["file"].ToString(), query["document"].ToString().Trim());
        if (ImportKinds.Shipped.Find(query["kind"].ToString()) is not { } kind)
        {
            return asked.Bad("kind");
        }

        if (document.Length is 0 or > LongestDocument || document.Any(char.IsControl) || name.Length > 200)
        {
            return asked.Bad("document");
        }

        if (await RegistryFiles.ReadAsync(asked.Context.Request.Body, asked.Stop) is not { } content)
        {
            return asked.Refuse(RegistryFiles.TooLarge());
        }

        var upload = new Upload(kind, name, content, document);
        var free = await asked.IsFreeAsync(RegistryImport.Books);
        return await asked.OnceAsync(
            RegistryImport.Books,
            Body(upload),
            await PreviewingAsync(asked.Service<ImportPreviews>(), upload, asked.Officer, free, asked.Stop));
    }

    private static async Task<IResult> ListAsync(Asked asked) => asked.Answer(new JsonArray(
    [
        .. (await asked.Service<ImportBook>().ListAsync(asked.Officer.Name, asked.Stop)).Select(row =>
        {
            var json = Json(row);
            json.Remove("report");
            return (JsonNode)json;
        }),
    ]));

    private static async Task<IResult> FindAsync(Asked asked) =>
        await asked.Service<ImportBook>().FindAsync(Id(asked.Route("import")), asked.Stop) is { } row
            && row.By == asked.Officer.Name
            ? asked.Answer(Json(row))
            : asked.Refuse(Notice.Of("E-IMPORT-UNKNOWN"));

    private static async Task<IResult> FindingsAsync(Asked asked)
    {
        var book = asked.Service<ImportBook>();
        if (await book.FindAsync(Id(asked.Route("import")), asked.Stop) is not { } row || row.By != asked.Officer.Name)
        {
            return asked.Refuse(Notice.Of("E-IMPORT-UNKNOWN"));
        }

        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return Listing(book, row.ImportId);
    }

    private static async Task<IResult> CommitAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (plan, goodOnly) = (input.RequiredText("plan", 64), input.Text("goodOnly", 5) ?? "false");
        var most = input.Number("parts") ?? MostParts;
        if (most is < 1 or > MostParts || most != decimal.Truncate(most))
        {
            input.Reject("parts");
        }

        if (body is null || input.Fault is not null || goodOnly is not ("true" or "false"))
        {
            return asked.Bad(input.Fault?.Field ?? "goodOnly");
        }

        body["import"] = asked.Route("import");
        var book = asked.Service<ImportBook>();
        var opened = await asked.Desk.OnceAsync(
            asked.Officer,
            new(RegistryImport.Books, Commits, asked.Key),
            body,
            ct => AnswerAsync(book.CommitAsync(
                Id(asked.Route("import")), plan, goodOnly == "true", asked.Officer, ct)),
            asked.Stop);
        return asked.Desk.Answered(
            asked.Context, asked.Officer, Commits, await GoOnAsync(book, opened, (int)most, asked.Officer, asked.Stop));
    }

    private static async Task<IResult> CorrectAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var (input, values) = (new WireReader(body), new WireReader(body?["values"] as JsonObject));
        var kind = ImportKinds.Shipped.Find(input.RequiredText("kind", 20));
        var document = input.RequiredText("document", LongestDocument);
        var reason = input.RequiredText("reason", Correction.LongestReason);
        if (body is null || input.Fault is not null || kind is null or { Name: "insured" })
        {
            return asked.Bad(input.Fault?.Field ?? "kind");
        }

        var row = new RowValues(1, kind, name => values.Text(name, 4_000) ?? "");
        return await asked.OnceAsync(
            RegistryImport.Books,
            body,
            ct => CorrectAsync(
                asked.Service<Corrections>(), new(kind, row, document, reason), asked.Officer, ct));
    }

    /// <summary>The correction, and how many facts were withdrawn and entered.</summary>
    internal static async Task<DeskAnswer> CorrectAsync(
        Corrections desk, Correction correction, Operator officer, CancellationToken ct)
    {
        var done = await desk.CorrectAsync(correction, officer, ct);
        return done.Value is { } plan
            ? DeskAnswer.Of(new JsonObject
            {
                ["kind"] = correction.Kind.Name,
                ["subject"] = plan.Subject,
                ["withdrawn"] = plan.Registration!.Facts.Sum(one => one.Withdrawn.Count),
                ["entered"] = plan.Registration.Facts.Sum(one => one.Added.Count),
            })
            : DeskAnswer.Refuse(done.Refusal!);
    }
}
