using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Registry;
using Mingsuan.Host.Pages.Institutions;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Host.Api;

/// <summary>
/// 公示名录接口 — institutions and their people on any day, for everybody, as JSON or CSV; no more of a person than name,
/// title, kind, department and code. (楚医保规〔2022〕3号 第十八条)
/// </summary>
public static class InstitutionsApi
{
    private static readonly string[] InstitutionColumns =
    [
        "code", "name", "kind", "admdvs", "level", "ownership", "internetHospital", "physicalInstitution", "address",
        "phone", "departments", "mainAgreement", "supplementaryAgreement",
    ];

    private static readonly string[] PersonColumns = ["code", "name", "kind", "title", "department"];

    /// <summary>Maps the two questions under <c>/api/v1/institutions</c>.</summary>
    public static WebApplication MapInstitutionsApi(this WebApplication app)
    {
        app.MapGet("/api/v1/institutions", ListAsync).WithName("institutions");
        app.MapGet("/api/v1/institutions/{code}/practitioners", PeopleAsync).WithName("practitioners");
        return app;
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IPublicRegister register,
        IAgreementBook book,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (Day(context, clock) is not { } on)
        {
            return BadDay();
        }

        var query = context.Request.Query;
        var found = new PublicQuery(query["q"], query["district"], query["department"])
            .Of(await register.ListAsync(on, ct));
        var agreements = await PublicAgreement.OnAsync(book, [.. found.Select(one => one.Facts)], on, clock, ct);
        return Answer(context, "institutions", InstitutionColumns, found.Select(one =>
            Row(one, agreements.GetValueOrDefault(one.Facts.Id, PublicAgreement.None))));
    }

    private static async Task<IResult> PeopleAsync(
        HttpContext context, string code, IPublicRegister register, TimeProvider clock, CancellationToken ct)
    {
        if (Day(context, clock) is not { } on)
        {
            return BadDay();
        }

        return await register.FindAsync(code, on, ct) is { } found
            ? Answer(
                context,
                "practitioners-" + code,
                PersonColumns,
                (await register.PeopleAsync(found.Facts, on, ct)).Select(Row))
            : Results.Problem("No such institution stood on that day.", statusCode: StatusCodes.Status404NotFound);
    }

    private static JsonObject Row(PublicInstitution one, PublicAgreement agreement) => new()
    {
        ["code"] = one.Facts.Code,
        ["name"] = one.Facts.Name,
        ["kind"] = one.Facts.Kind == InstitutionKind.Hospital ? "hospital" : "pharmacy",
        ["admdvs"] = one.Facts.Admdvs,
        ["level"] = one.Facts.Level,
        ["ownership"] = one.Facts.Ownership,
        ["internetHospital"] = one.Facts.InternetHospital,
        ["physicalInstitution"] = one.Physical?.Code,
        ["address"] = one.Address,
        ["phone"] = one.Phone,
        ["departments"] = new JsonArray([.. one.Departments.Select(name => (JsonNode)name)]),
        ["mainAgreement"] = agreement.Main,
        ["supplementaryAgreement"] = agreement.Online,
    };

    private static JsonObject Row(PractitionerFacts one) => new()
    {
        ["code"] = one.Code,
        ["name"] = one.Name,
        ["kind"] = one.Kind,
        ["title"] = one.Title,
        ["department"] = one.Department,
    };

    private static IResult Answer(
        HttpContext context, string name, string[] columns, IEnumerable<JsonObject> rows)
    {
        if (context.Request.Query["format"] != "csv")
        {
            return Results.Text(
                new JsonArray([.. rows]).ToJsonString(WireJson.Options), "application/json; charset=utf-8");
        }

        var lines = rows.Select(row => (IReadOnlyList<object>)[.. columns.Select(column => Text(row[column]))])
            .Prepend([.. columns]);
        return Results.File(Spreadsheet.Csv(lines), "text/csv; charset=utf-8", name + ".csv");
    }

    private static object Text(JsonNode? cell) => cell switch
    {
        null => "",
        JsonArray several => string.Join(';', several.Select(one => (string)one!)),
        _ => cell.ToString(),
    };

    private static DateOnly? Day(HttpContext context, TimeProvider clock)
    {
        var text = context.Request.Query["on"].ToString();
        return text.Length == 0 ? clock.Today()
            : DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static IResult BadDay() =>
        Results.Problem("on is no day: write yyyy-MM-dd.", statusCode: StatusCodes.Status400BadRequest);
}
