using System.Globalization;
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

namespace Mingsuan.Registry.Desk;

/// <summary>登记簿导出接口 — ask, decide as a second person, take once.</summary>
internal static class RegistryExportsApi
{
    /// <summary>How a download is noted.</summary>
    internal const string What = "A-REXF";

    public static void Map(DeskGroup group)
    {
        group.Of("POST", "/registry/exports", "A-REX", RequestAsync);
        group.Of("GET", "/registry/exports", "A-REXQ", ListAsync);
        group.Of("POST", "/registry/exports/{export}/decision", "A-REXD", DecideAsync);
        group.Of("GET", "/registry/exports/{export}/file", What, FileAsync);
    }

    internal static JsonObject Json(RegistryExport row) => new()
    {
        ["id"] = WireId.Encode(row.ExportId),
        ["kind"] = row.Kind,
        ["on"] = StaffDesk.Text(row.On),
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        ["format"] = row.Format,
        ["unmasked"] = row.Unmasked,
        ["reason"] = row.Reason,
        ["requestedBy"] = row.RequestedBy,
        ["requestedAt"] = BeijingTime.Text(row.RequestedAt),
        ["decidedBy"] = row.DecidedBy,
        ["rows"] = row.Rows,
    };

    /// <summary>
    /// The file of an approved request; made first and taken then, so that one that cannot be made is not spent.
    /// </summary>
    internal static async Task<(byte[]? Content, RegistryExport? Row, Notice? Refusal)> TakeAsync(
        IServiceProvider services, Guid id, Operator officer, CancellationToken ct)
    {
        var book = (RegistryExportBook)services.GetService(typeof(RegistryExportBook))!;
        if (await book.FindAsync(id, ct) is not { } export)
        {
            return (null, null, Notice.Of("E-EXPORT-UNKNOWN"));
        }

        if (export.State != RegistryExportState.Approved || export.RequestedBy != officer.Name)
        {
            return (null, null, Notice.Of("E-EXPORT-STATE"));
        }

        var file = (RegistryExportFile)services.GetService(typeof(RegistryExportFile))!;
        if (await file.MakeAsync(export, ct) is not { } made)
        {
            var limit = RegistryExportFile.MostRows.ToString(CultureInfo.InvariantCulture);
            return (null, null, Notice.Of("E-EXPORT-SIZE", ("limit", limit)));
        }

        var taken = await book.TakeAsync(id, made.Rows, made.Persons, What, officer);
        return taken.Value is { } row ? (made.Content, row, null) : (null, null, taken.Refusal);
    }

    private static async Task<IResult> RequestAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var kind = ImportKinds.Shipped.Find(input.RequiredText("kind", 20));
        var (format, reason) = (input.RequiredText("format", 8), input.RequiredText("reason", 500));
        var on = input.Has("on") ? input.Day("on") : asked.Service<TimeProvider>().Today();
        if (body is null || input.Fault is not null || kind is null || on is not { } day ||
            format is not (RegistryExportFile.Csv or RegistryExportFile.Workbook))
        {
            return asked.Bad(input.Fault?.Field ?? (kind is null ? "kind" : "format"));
        }

        var wish = new RegistryExportWish(kind, day, format, input.Text("unmasked", 5) == "true", reason);
        return await asked.OnceAsync(RegistryImport.Books, body, async ct =>
            DeskAnswer.Of(Json(await asked.Service<RegistryExportBook>().RequestAsync(wish, asked.Officer, ct))));
    }

    private static async Task<IResult> ListAsync(Asked asked) => asked.Answer(new JsonArray(
    [
        .. (await asked.Service<RegistryExportBook>().ListAsync(asked.Officer, asked.Stop))
            .Select(row => (JsonNode)Json(row)),
    ]));

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || new WireReader(body).Text("agrees", 5) is not (("true" or "false") and var agrees))
        {
            return asked.Bad("agrees");
        }

        var id = ImportsApi.Id(asked.Route("export"));
        body["export"] = asked.Route("export");
        return await asked.OnceAsync(RegistryImport.Books, body, async ct =>
        {
            var done = await asked.Service<RegistryExportBook>().DecideAsync(
                id, agrees == "true", asked.Officer, ct);
            return done.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(done.Refusal!);
        });
    }

    private static async Task<IResult> FileAsync(Asked asked)
    {
        var (content, row, refusal) = await TakeAsync(
            asked.Context.RequestServices, ImportsApi.Id(asked.Route("export")), asked.Officer, asked.Stop);
        if (refusal is not null)
        {
            return asked.Refuse(refusal);
        }

        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return RegistryFiles.Of(content!, "registry-" + row!.Kind, row.Format);
    }
}
