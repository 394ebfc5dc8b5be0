using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Law;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Api;

/// <summary>
/// 公众接口 — announcements, answers and who is on duty for anybody; a question of one's own, and its answer for who has
/// its secret. (JS-3-1, SD-J5)
/// </summary>
internal static class PublicApi
{
    private const int LongestArea = 6;
    private const int LongestSought = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").DisableAntiforgery();
        group.MapGet("/announcements", AnnouncementsAsync);
        group.MapGet("/announcements/{id}", AnnouncementAsync);
        group.MapGet("/questions", QuestionsAsync);
        group.MapGet("/questions/{id}", QuestionAsync);
        group.MapPost("/consultations", AskAsync);
        group.MapPost("/consultations/{number}", ReadAsync);
        group.MapGet("/institutions/{code}/duty", DutyAsync);
    }

    private static Task<IResult> AnnouncementsAsync(HttpContext context, PublicReading reading) =>
        ListAsync(context, reading, PublicationKind.Announcement);

    private static Task<IResult> AnnouncementAsync(string id, PublicReading reading, CancellationToken ct) =>
        OneAsync(id, reading, PublicationKind.Announcement, ct);

    private static Task<IResult> QuestionsAsync(HttpContext context, PublicReading reading) =>
        ListAsync(context, reading, PublicationKind.Question);

    private static Task<IResult> QuestionAsync(string id, PublicReading reading, CancellationToken ct) =>
        OneAsync(id, reading, PublicationKind.Question, ct);

    private static async Task<IResult> ListAsync(HttpContext context, PublicReading reading, PublicationKind kind)
    {
        var (region, sought) = (context.Request.Query["region"].ToString(), context.Request.Query["q"].ToString());
        if (StaffDesk.Day(context, "on", reading.Clock.Today()) is not { } on)
        {
            return reading.Problem(Notice.Of("E-FIELD-FORMAT", ("field", "on")), StatusCodes.Status400BadRequest);
        }

        if (region.Length > LongestArea || sought.Length > LongestSought)
        {
            return reading.Problem(Notice.Of("E-FIELD-FORMAT", ("field", "q")), StatusCodes.Status400BadRequest);
        }

        var found = await reading.SeekAsync(kind, region, sought, on, context.RequestAborted);
        return Json(ServiceJson.List(found, one => ServiceJson.Of(one, reading.Law.Edition.Load, on)));
    }

    private static async Task<IResult> OneAsync(
        string id, PublicReading reading, PublicationKind kind, CancellationToken ct) =>
        WireId.TryDecode(id, out var key, out _) && await reading.Book.PublishedAsync(kind, key, ct) is { } found
            ? Json(ServiceJson.Of(found, reading.Law.Edition.Load, reading.Clock.Today()))
            : reading.Problem(Notice.Of("E-PUBLICATION-UNKNOWN"), StatusCodes.Status404NotFound);

    private static async Task<IResult> AskAsync(
        HttpContext context, PublicDesk desk, PublicReading reading, CancellationToken ct)
    {
        if (await StaffDesk.BodyAsync(context.Request, ct) is not { } body)
        {
            return reading.Problem(Notice.Of("E-FIELD-FORMAT", ("field", "to")), StatusCodes.Status400BadRequest);
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString().Trim();
        var answer = await desk.AskAsync(context, body, key, ct);
        return answer.Refusal is { } refusal ? reading.Problem(refusal, Status(refusal)) : Json(answer.Json!);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, string number, PublicDesk desk, PublicReading reading, CancellationToken ct)
    {
        var body = await StaffDesk.BodyAsync(context.Request, ct);
        var secret = new Platform.Http.WireReader(body).Text("secret", 50) ?? "";
        var (found, refusal) = await desk.ReadAsync(context, number, secret, ct);
        return found is null
            ? reading.Problem(refusal!, refusal!.Code == PublicDesk.Pause
                ? StatusCodes.Status429TooManyRequests
                : StatusCodes.Status404NotFound)
            : Json(ServiceJson.Of(found));
    }

    private static async Task<IResult> DutyAsync(
        string code, IInstitutionDirectory institutions, DutyBook duties, PublicReading reading, CancellationToken ct)
    {
        if (await institutions.FindAsync(code, reading.Clock.Today(), ct) is not { } institution)
        {
            return reading.Problem(
                Notice.Of("E-INSTITUTION-UNKNOWN", ("institution", code)), StatusCodes.Status404NotFound);
        }

        var json = ServiceJson.Of(await duties.PublicAsync(institution.Id.Value, ct));
        json["institution"] = institution.Code;
        return Json(json);
    }

    private static int Status(Notice refusal) => refusal.Code switch
    {
        PublicDesk.Pause => StatusCodes.Status429TooManyRequests,
        "E-FIELD-MISSING" or "E-FIELD-FORMAT" or "E-IDEMPOTENCY-KEY" => StatusCodes.Status400BadRequest,
        "E-DUP-MSGID" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static IResult Json(JsonNode json) => Results.Text(json.ToJsonString(), "application/json", Encoding.UTF8);
}

/// <summary>公开阅读 — what every public question needs, and how it is refused.</summary>
internal sealed class PublicReading(PublicationBook book, LawInForce law, IWording wording, TimeProvider clock)
{
    public PublicationBook Book => book;

    public LawInForce Law => law;

    public TimeProvider Clock => clock;

    /// <summary>What stood on a day for an area (any, when it is empty) and has every word sought.</summary>
    public async Task<IReadOnlyList<WholePublication>> SeekAsync(
        PublicationKind kind, string region, string sought, DateOnly on, CancellationToken ct)
    {
        var words = sought.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var standing = await book.StandingAsync(kind, region.Length > 0 ? region : null, on, ct);
        return
        [
            .. standing.Where(one => words.All(word =>
                one.Publication.Title.Contains(word, StringComparison.OrdinalIgnoreCase) ||
                one.Publication.Text.Contains(word, StringComparison.OrdinalIgnoreCase))),
        ];
    }

    public IResult Problem(Notice refusal, int status) => Results.Problem(
        wording.Sentence(refusal.Code, refusal.Parameters),
        statusCode: status,
        title: refusal.Code,
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
}
