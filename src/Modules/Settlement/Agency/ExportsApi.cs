using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Exporting;
using Mingsuan.Settlement.Searching;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>导出接口 — ask, decide, take once. (CX-34)</summary>
internal static class ExportsApi
{
    private const string CsvType = "text/csv; charset=utf-8";
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(DeskGroup group)
    {
        group.Of("POST", "/institutions/{institution}/exports", "A-EXP", RequestAsync);
        group.Of("GET", "/institutions/{institution}/exports", "A-EXPQ", ListAsync);
        group.Of("POST", "/institutions/{institution}/exports/{export}/decision", "A-EXPD", DecideAsync);
        group.Of("GET", "/institutions/{institution}/exports/{export}/file", "A-EXPF", FileAsync);
    }

    private static async Task<IResult> RequestAsync(Asked asked)
    {
        if (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop) is not { } body)
        {
            return asked.Bad("body");
        }

        var (input, asks) = (new WireReader(body), new WireReader(body["filter"] as JsonObject));
        var (filter, fault) = SettlementFilter.Read(name => asks.Text(name, 64));
        var (format, reason) = (input.RequiredText("format", 8), input.RequiredText("reason", 500));
        if (input.Fault is { } bad || fault is not null || format is not (ExportFile.Csv or ExportFile.Workbook) ||
            (filter.Institution is { } other && other != asked.Institution!.Code))
        {
            return asked.Bad(input.Fault?.Field ?? fault ?? "format");
        }

        var wish = new ExportWish(
            filter with { Institution = asked.Institution!.Code },
            format,
            (input.Text("unmasked", 5) ?? "false") == "true",
            reason);
        return await asked.Desk.OnceAsync(
            asked.Context,
            asked.Officer,
            asked.Inst,
            asked.What,
            body,
            async ct => DeskAnswer.Of(Json(await asked.Service<ExportBook>().RequestAsync(
                asked.Institution!, wish, asked.Officer.Name, ct))),
            asked.Stop);
    }

    private static async Task<IResult> ListAsync(Asked asked) => asked.Answer(new JsonArray(
        [.. (await asked.Service<ExportBook>().ListAsync(asked.Inst, asked.Stop)).Select(row => (JsonNode)Json(row))]));

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || new WireReader(body).Text("agrees", 5) is not ("true" or "false"))
        {
            return asked.Bad("agrees");
        }

        var agrees = new WireReader(body).Text("agrees", 5) == "true";
        body["export"] = (string)asked.Context.GetRouteValue("export")!;
        return await asked.Desk.OnceAsync(
            asked.Context,
            asked.Officer,
            asked.Inst,
            asked.What,
            body,
            async ct =>
            {
                var decided = await asked.Service<ExportBook>().DecideAsync(
                    asked.Inst, Id(asked), agrees, asked.Officer.Name, ct);
                return decided.Value is { } export
                    ? DeskAnswer.Of(Json(export))
                    : DeskAnswer.Refuse(decided.Refusal!);
            },
            asked.Stop);
    }

    /// <summary>The file is made first and taken then: a file that cannot be made is not spent.</summary>
    private static async Task<IResult> FileAsync(Asked asked)
    {
        var book = asked.Service<ExportBook>();
        if (await book.FindAsync(asked.Inst, Id(asked), asked.Stop) is not { } export)
        {
            return asked.Refuse(Notice.Of("E-EXPORT-UNKNOWN"));
        }

        if (export.State != ExportState.Approved || export.RequestedBy != asked.Officer.Name)
        {
            return asked.Refuse(Notice.Of("E-EXPORT-STATE"));
        }

        if (await asked.Service<ExportFile>().MakeAsync(export, asked.Institution!.Code, asked.Stop) is not { } file)
        {
            var limit = asked.Service<ExportLimit>().Rows.ToString(CultureInfo.InvariantCulture);
            return asked.Refuse(Notice.Of("E-EXPORT-SIZE", ("limit", limit)));
        }

        var taken = await book.TakeAsync(asked.Inst, export.ExportId, file.Rows, asked.Officer.Name, asked.Stop);
        if (taken.Refusal is { } refusal)
        {
            return asked.Refuse(refusal);
        }

        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return File(export, file.Content);
    }

    /// <summary>The answer with the file.</summary>
    internal static IResult File(SettlementExport export, byte[] content) => Results.File(
        content,
        export.Format == ExportFile.Csv ? CsvType : WorkbookType,
        $"settlements-{WireId.Encode(export.ExportId)}.{export.Format}");

    private static Guid Id(Asked asked) =>
        WireId.TryDecode((string)asked.Context.GetRouteValue("export")!, out var id, out _) ? id : Guid.Empty;

    internal static JsonObject Json(SettlementExport row) => new()
    {
        ["id"] = WireId.Encode(row.ExportId),
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        ["format"] = row.Format,
        ["unmasked"] = row.Unmasked,
        ["filter"] = JsonNode.Parse(row.Filter),
        ["reason"] = row.Reason,
        ["requestedBy"] = row.RequestedBy,
        ["requestedAt"] = BeijingTime.Text(row.RequestedAt),
        ["decidedBy"] = row.DecidedBy,
        ["decidedAt"] = row.DecidedAt is { } decided ? BeijingTime.Text(decided) : null,
        ["downloadedAt"] = row.DownloadedAt is { } downloaded ? BeijingTime.Text(downloaded) : null,
        ["rows"] = row.Rows,
    };
}
