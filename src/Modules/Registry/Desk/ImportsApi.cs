using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Importing;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Desk;

/// <summary>导入接口 — a template, a preview of a file, its commit, and corrections of single facts.</summary>
internal static class ImportsApi
{
    public const int LongestDocument = 200;

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/registry/templates/{kind}", "A-IMPT", TemplateAsync);
        group.Of("POST", "/registry/imports", "A-IMPP", PreviewAsync);
        group.Of("GET", "/registry/imports", "A-IMPQ", ListAsync);
        group.Of("GET", "/registry/imports/{import}", "A-IMPQ", FindAsync);
        group.Of("POST", "/registry/imports/{import}/commit", "A-IMPC", CommitAsync);
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
        return await asked.OnceAsync(
            RegistryImport.Books,
            Body(upload),
            ct => AnswerAsync(asked.Service<ImportBook>().PreviewAsync(upload, asked.Officer, ct)));
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

    private static async Task<IResult> CommitAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (plan, goodOnly) = (input.RequiredText("plan", 64), input.Text("goodOnly", 5) ?? "false");
        if (body is null || input.Fault is not null || goodOnly is not ("true" or "false"))
        {
            return asked.Bad(input.Fault?.Field ?? "goodOnly");
        }

        body["import"] = asked.Route("import");
        return await asked.OnceAsync(
            RegistryImport.Books,
            body,
            ct => AnswerAsync(asked.Service<ImportBook>().CommitAsync(
                Id(asked.Route("import")), plan, goodOnly == "true", asked.Officer, ct)));
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
        Corrections desk, Correction correction, Platform.Identity.Operator officer, CancellationToken ct)
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
