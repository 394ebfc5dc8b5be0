using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Mingsuan.Host.Library;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Policy;
using Mingsuan.Settlement;

namespace Mingsuan.Host.Api;

/// <summary>
/// 试算接口 — quote, adjudicate and clock over HTTP: JSON in, JSON out, exactly as the command line answers them.
/// A refusal is an answer (200); only what cannot be read is a problem (400).
/// </summary>
public static class LawApi
{
    private const long MostBytes = 1 << 20;
    private const int MostQuestions = 1000;
    private const string Ignored = "Mingsuan-Ignored";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private delegate JsonObject Answer(LawSnapshot law, JsonElement question, ICollection<string>? ignored);

    /// <summary>接口路由 — maps the three questions under <c>/api/v1</c>.</summary>
    public static WebApplication MapLawApi(this WebApplication app)
    {
        Map(app, "quote", Quotes.Answer);
        Map(app, "adjudicate", Claims.Answer);
        Map(app, "clock", Clocks.Answer);
        return app;
    }

    private static void Map(WebApplication app, string verb, Answer answer) => app
        .MapPost($"/api/v1/{verb}", (HttpContext context, LawShelf shelf) => Run(context, shelf, answer))
        .WithName(verb)
        .Accepts<JsonElement>("application/json")
        .DisableAntiforgery();

    private static async Task<IResult> Run(HttpContext context, LawShelf shelf, Answer answer)
    {
        if (shelf.Snapshot is not { } law)
        {
            return Problem(
                StatusCodes.Status503ServiceUnavailable, "The law library has an error and is not in force.");
        }

        if (context.Request.ContentLength > MostBytes)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB.");
        }

        try
        {
            using var body = await Read(context.Request);
            return await KnownLaw(context, law, body.RootElement) is { } known
                ? Write(context, known, body.RootElement, answer)
                : Problem(StatusCodes.Status404NotFound, "No law library was known at that moment.");
        }
        catch (JsonException unreadable)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body is not JSON in UTF-8: " + unreadable.Message);
        }
        catch (BadQuestionException bad)
        {
            return Problem(StatusCodes.Status400BadRequest, bad.Message);
        }
        catch (InvalidDataException bad)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, bad.Message);
        }
    }

    /// <summary>
    /// 已知时点 — the library that was known at the question's <c>knownAt</c> (a Beijing day, to its end, or a moment); the
    /// one
    /// in force when it names none.
    /// </summary>
    private static async Task<LawSnapshot?> KnownLaw(HttpContext context, LawSnapshot law, JsonElement question)
    {
        if (question.ValueKind != JsonValueKind.Object || !question.TryGetProperty("knownAt", out var member))
        {
            return law;
        }

        var text = member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        var at = DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)
            ? BeijingTime.StartOf(day.AddDays(1)).AddTicks(-1)
            : WireTime.Read(text ?? "") ?? throw new BadQuestionException("knownAt is neither a day nor a moment");
        return await SettlementModule.LawKnownAtAsync(context.RequestServices, at, context.RequestAborted);
    }

    private static async Task<JsonDocument> Read(HttpRequest request)
    {
        using var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted)) > 0)
        {
            kept.Write(piece, 0, read);
            if (kept.Length > MostBytes)
            {
                throw new InvalidDataException("The body is larger than 1 MiB.");
            }
        }

        return Parse(kept.GetBuffer().AsMemory(0, (int)kept.Length));
    }

    /// <summary>Text that is not UTF-8, or half of a character, is found here, not while an answer is made.</summary>
    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new JsonException("bytes that are no characters");
        }

        var document = JsonDocument.Parse(body);
        try
        {
            CheckTexts(document.RootElement);
            return document;
        }
        catch (InvalidOperationException broken)
        {
            document.Dispose();
            throw new JsonException(broken.Message, broken);
        }
    }

    private static void CheckTexts(JsonElement one)
    {
        switch (one.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in one.EnumerateObject())
                {
                    _ = member.Name;
                    CheckTexts(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in one.EnumerateArray())
                {
                    CheckTexts(item);
                }

                break;
            case JsonValueKind.String:
                _ = one.GetString();
                break;
        }
    }

    private static IResult Write(HttpContext context, LawSnapshot law, JsonElement question, Answer answer)
    {
        var ignored = new SortedSet<string>(StringComparer.Ordinal);
        JsonNode answered;
        if (question.ValueKind == JsonValueKind.Array)
        {
            if (question.GetArrayLength() > MostQuestions)
            {
                throw new BadQuestionException($"at most {MostQuestions} questions at once");
            }

            answered = new JsonArray([.. question.EnumerateArray().Select(one => answer(law, one, ignored))]);
        }
        else
        {
            answered = answer(law, question, ignored);
        }

        if (ignored.Count > 0)
        {
            context.Response.Headers[Ignored] = string.Join(", ", ignored.Select(Uri.EscapeDataString));
        }

        return Results.Text(answered.ToJsonString(Readable), "application/json");
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
