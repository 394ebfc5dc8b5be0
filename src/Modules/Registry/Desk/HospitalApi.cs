using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Training;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Registry.Desk;

/// <summary>
/// 机构人员与培训接口 — an institution reads its people and enters its training; the agency reads and exports it.
/// </summary>
internal static class HospitalApi
{
    private static readonly string[] Columns = ["kind", "heldOn", "title", "count", "summary", "by", "withdrawnAt"];

    public static void Map(DeskGroup hospital, DeskGroup agency)
    {
        hospital.Of("GET", "/people", "H-PPLQ", PeopleAsync, StaffRoles.Hospital, StaffRoles.Pharmacy);
        hospital.Of("GET", "/training/{year:int}", "H-TRNQ", ListAsync, StaffRoles.Hospital, StaffRoles.Pharmacy);
        hospital.Of("POST", "/training", "H-TRN", EnterAsync, StaffRoles.Hospital, StaffRoles.Pharmacy);
        hospital.Of(
            "POST", "/training/{record}/withdrawal", "H-TRNW", WithdrawAsync, StaffRoles.Hospital, StaffRoles.Pharmacy);
        const string year = "/institutions/{institution}/training/{year:int}";
        agency.Of("GET", year, "A-TRNQ", ListAsync, StaffRoles.Agency, StaffRoles.Bureau);
        agency.Of("GET", year + "/file", "A-TRNF", FileAsync);
    }

    internal static JsonObject Json(TrainingRecord row) => new()
    {
        ["id"] = WireId.Encode(row.RecordId),
        ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()),
        ["heldOn"] = StaffDesk.Text(row.HeldOn),
        ["title"] = row.Title,
        ["count"] = row.Count,
        ["summary"] = row.Summary,
        ["by"] = row.By,
        ["at"] = BeijingTime.Text(row.At),
        ["withdrawnAt"] = row.WithdrawnAt is { } at ? BeijingTime.Text(at) : null,
    };

    internal static TrainingKind? Kind(string text) => text switch
    {
        "training" => TrainingKind.Training,
        "selfCheck" => TrainingKind.SelfCheck,
        _ => null,
    };

    /// <summary>年度导出 — the records of a year as a table.</summary>
    internal static byte[] File(IEnumerable<TrainingRecord> records, string format, IWording wording)
    {
        object Word(object one) => wording.Sentence("H-training-" + one, new Dictionary<string, string>());
        var rows = records.Select(row => (IReadOnlyList<object>)
        [
            Word(row.Kind),
            StaffDesk.Text(row.HeldOn),
            row.Title,
            (decimal)row.Count,
            row.Summary,
            row.By,
            row.WithdrawnAt is { } at ? BeijingTime.Text(at) : "",
        ]).Prepend([.. Columns.Select(Word)]);
        return format == RegistryExportFile.Csv ? Spreadsheet.Csv(rows) : Spreadsheet.Workbook(rows, "training");
    }

    private static async Task<IResult> PeopleAsync(Asked asked)
    {
        if (StaffDesk.Day(asked.Context, "on", asked.Service<TimeProvider>().Today()) is not { } on)
        {
            return asked.Bad("on");
        }

        var people = await asked.Service<IPractitionerDirectory>().ListAsync(
            asked.Institution!.Id, on, asked.Stop);
        return asked.Answer(new JsonArray([.. people.Select(one => (JsonNode)new JsonObject
        {
            ["code"] = one.Code,
            ["name"] = one.Name,
            ["kind"] = one.Kind,
            ["title"] = one.Title,
            ["department"] = one.Department,
            ["consent"] = one.Consent,
            ["signingKey"] = one.SigningKey,
            ["standing"] = JsonNamingPolicy.CamelCase.ConvertName(one.Standing.ToString()),
            ["from"] = StaffDesk.Text(one.Span.From),
            ["to"] = one.Span.To is { } to ? StaffDesk.Text(to) : null,
        })]));
    }

    private static async Task<IResult> ListAsync(Asked asked) => asked.Answer(new JsonArray(
    [
        .. (await asked.Service<TrainingBook>().OfYearAsync(asked.Inst, Year(asked), asked.Stop))
            .Select(row => (JsonNode)Json(row)),
    ]));

    private static async Task<IResult> EnterAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (kind, on, count) = (Kind(input.RequiredText("kind", 10)), input.Day("heldOn"), input.Number("count") ?? 0);
        var title = input.RequiredText("title", TrainingEntry.LongestTitle);
        var summary = input.RequiredText("summary", TrainingEntry.LongestSummary);
        if (body is null || input.Fault is not null || kind is not { } of || on is not { } day ||
            count is < 0 or > 100_000 || count != decimal.Truncate(count))
        {
            return asked.Bad(input.Fault?.Field ?? (kind is null ? "kind" : on is null ? "heldOn" : "count"));
        }

        var entry = new TrainingEntry(of, day, title, decimal.ToInt32(count), summary);
        return await asked.OnceAsync(asked.Inst, body, async ct => Answer(
            await asked.Service<TrainingBook>().EnterAsync(asked.Inst, entry, asked.Officer.Name, ct)));
    }

    private static async Task<IResult> WithdrawAsync(Asked asked) => await asked.OnceAsync(
        asked.Inst,
        new JsonObject { ["record"] = asked.Route("record") },
        async ct => Answer(await asked.Service<TrainingBook>().WithdrawAsync(
            asked.Inst, ImportsApi.Id(asked.Route("record")), asked.Officer.Name, ct)));

    private static async Task<IResult> FileAsync(Asked asked)
    {
        var format = asked.Context.Request.Query["format"] == "xlsx" ? "xlsx" : "csv";
        var records = await asked.Service<TrainingBook>().OfYearAsync(asked.Inst, Year(asked), asked.Stop);
        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return RegistryFiles.Of(
            File(records, format, asked.Service<IWording>()),
            $"training-{asked.Institution!.Code}-{Year(asked)}",
            format);
    }

    internal static DeskAnswer Answer(Found<TrainingRecord> done) =>
        done.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(done.Refusal!);

    private static int Year(Asked asked) => Math.Clamp(
        int.Parse(asked.Route("year"), CultureInfo.InvariantCulture), 2000, 2999);
}
