using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Host.Library;
using Mingsuan.Law.Reading;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Host.Api;

/// <summary>
/// 政策文件接口 — which documents reach an area on a day, and the chain of each: what it rests on, whose text may be
/// missing, and what it carries. (楚医保规〔2022〕3号 第一条)
/// </summary>
public static class DocumentsApi
{
    private const int AreaDigits = 6;

    /// <summary>Maps the two questions under <c>/api/v1/law/documents</c>.</summary>
    public static WebApplication MapDocumentsApi(this WebApplication app)
    {
        app.MapGet("/api/v1/law/documents", List).WithName("documents");
        app.MapGet("/api/v1/law/documents/{id}", Find).WithName("document");
        return app;
    }

    private static IResult List(LawShelf shelf, string? area, string? on)
    {
        var day = default(DateOnly);
        if (on is not null && !DateOnly.TryParseExact(
            on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return Results.Problem("on is no day: write yyyy-MM-dd.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (area is not null && (area.Length != AreaDigits || !area.All(char.IsAsciiDigit)))
        {
            return Results.Problem("area is no code of six digits.", statusCode: StatusCodes.Status400BadRequest);
        }

        var reaching = area is null ? null
            : shelf.Areas.ChainOf(area).Where(index => index >= 0).Select(shelf.Areas.CodeOf).ToHashSet();
        return Answer(new JsonArray([.. shelf.Load.Documents
            .Where(one => reaching is null || reaching.Contains(one.Front.Jurisdiction))
            .Where(one => on is null || one.Front.Period.Contains(day))
            .OrderBy(one => one.Front.Jurisdiction, StringComparer.Ordinal).ThenBy(one => one.Front.Issued)
            .Select(one => (JsonNode)Json(shelf, one))]));
    }

    private static IResult Find(LawShelf shelf, string id) => shelf.Find(id) is { } document
        ? Answer(Json(shelf, document))
        : Results.Problem("The library has no such document.", statusCode: StatusCodes.Status404NotFound);

    private static JsonObject Json(LawShelf shelf, LawDocument document) => new()
    {
        ["id"] = document.Id,
        ["number"] = document.Front.Number,
        ["title"] = document.Front.Title,
        ["issuers"] = new JsonArray([.. document.Front.Issuers.Select(one => (JsonNode)one)]),
        ["area"] = document.Front.Jurisdiction,
        ["issued"] = Text(document.Front.Issued),
        ["effective"] = Text(document.Front.Effective),
        ["until"] = document.Front.Until is { } until ? Text(until) : null,
        ["sample"] = document.Front.Sample,
        ["prices"] = shelf.Load.Rules.Any(rule =>
            rule.Document == document && rule.Provisions.OfType<PriceItem>().Any()),
        ["restsOn"] = Links(DocumentChain.Up(shelf.Load, document)),
        ["carries"] = Links(DocumentChain.Down(shelf.Load, document)),
    };

    private static JsonArray Links(IEnumerable<ChainLink> links) => new([.. links.Select(one => (JsonNode)new JsonObject
    {
        ["level"] = one.Level,
        ["relation"] = one.Relation,
        ["name"] = one.Name,
        ["id"] = one.Document?.Id,
        ["textMissing"] = one.Document is null,
    })]);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IResult Answer(JsonNode answer) =>
        Results.Text(answer.ToJsonString(WireJson.Options), "application/json; charset=utf-8");
}
