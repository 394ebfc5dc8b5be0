using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Workbench.Asking;

/// <summary>
/// 工作台接口 — what every question of the staff shares: who asks, the institution asked of, one execution for each
/// idempotency key, the refusal as a problem with its sentence, and a line in the access log.
/// </summary>
public sealed class StaffDesk(
    SignInDesk signIn,
    IInstitutionDirectory institutions,
    ClaimedOperations claims,
    IWording wording,
    IAccessLog access,
    TimeProvider clock)
{
    private const int MostBytes = 1 << 20;
    private const int LongestKey = 30;
    private const string NoKey = "E-IDEMPOTENCY-KEY";
    private const string OtherKey = "E-DUP-MSGID";

    /// <summary>A member that stands twice makes a body unreadable: nobody can tell which counts.</summary>
    private static readonly JsonDocumentOptions BodyOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Who asks by a token: nobody when it is nobody's, or how long a guesser has to wait.</summary>
    public SignInResult Officer(HttpContext context) => signIn.Bearing(context);

    /// <summary>An institution as it stands today.</summary>
    public Task<InstitutionFacts?> InstitutionAsync(string code, CancellationToken ct) =>
        institutions.FindAsync(code, clock.Today(), ct);

    /// <summary>The institutions of today that an operator may see, by code.</summary>
    public async Task<IReadOnlyList<InstitutionFacts>> InstitutionsAsync(Operator officer, CancellationToken ct)
    {
        var all = await institutions.ListAsync(clock.Today(), ct);
        return [.. all.Where(one => MayReach(officer, one))];
    }

    /// <summary>The ids of those institutions; none when there is no bound.</summary>
    public async Task<IReadOnlyCollection<Guid>?> WithinAsync(Operator officer, CancellationToken ct) =>
        officer is { Regions: "", Institution: null }
            ? null
            : (await InstitutionsAsync(officer, ct)).Select(one => one.Id.Value).ToHashSet();

    /// <summary>
    /// Whether an operator may see an institution: who works for one sees that one, the others those of their regions.
    /// </summary>
    public static bool MayReach(Operator officer, InstitutionFacts institution) =>
        officer.Institution is { } own ? own == institution.Code
        : !StaffRoles.OfInstitutions.Contains(officer.Role) && officer.Covers(institution.Admdvs);

    /// <summary>
    /// Runs a write once for its <c>Idempotency-Key</c>; a repetition is answered with the first answer.
    /// </summary>
    public async Task<IResult> OnceAsync(
        HttpContext context,
        Operator officer,
        Guid inst,
        string what,
        JsonObject body,
        Func<CancellationToken, Task<DeskAnswer>> work,
        CancellationToken ct)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString().Trim();
        return Answered(context, officer, what, await OnceAsync(officer, new(inst, what, key), body, work, ct));
    }

    /// <summary>What a write answered, noted.</summary>
    public IResult Answered(HttpContext context, Operator officer, string what, DeskAnswer answer) =>
        answer.Refusal switch
        {
            null => Text(context, officer, what, answer.Json!.ToJsonString()),
            { Code: NoKey } missing => Refused(context, officer, what, missing, StatusCodes.Status400BadRequest),
            { Code: OtherKey } other => Refused(context, officer, what, other, StatusCodes.Status409Conflict),
            var refusal => Refused(context, officer, what, refusal),
        };

    /// <summary>Runs a write once for its key, whether a program's header or a page's form gives it.</summary>
    public async Task<DeskAnswer> OnceAsync(
        Operator officer,
        OnceKey once,
        JsonObject body,
        Func<CancellationToken, Task<DeskAnswer>> work,
        CancellationToken ct)
    {
        if (!IsKey(once.Key))
        {
            return DeskAnswer.Refuse(NoKey);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            once.What + "\n" + officer.Name + "\n" + WireJson.Canonical(body))));
        DeskAnswer? refused = null;
        var answer = await claims.RunAsync(
            new ClaimKey(once.Inst, once.What, once.Key, digest),
            async token =>
            {
                var done = await work(token);
                refused = done.Refusal is null ? null : done;
                return new ClaimedOutcome(
                    done.Refusal is null, done.Json?.ToJsonString() ?? "", done.Person, done.Settlement);
            },
            ct);
        return answer.Kind switch
        {
            ClaimedAnswerKind.Clash => DeskAnswer.Refuse(OtherKey, ("msgid", once.Key)),
            ClaimedAnswerKind.Fresh when refused is not null => refused,
            _ => DeskAnswer.Of(JsonNode.Parse(answer.Result)!),
        };
    }

    /// <summary>
    /// Whether a write would run for its key: it is one, and no request has it. Asked before what prepares a write and
    /// must not be done for a repetition.
    /// </summary>
    public async Task<bool> IsFreeAsync(OnceKey once, CancellationToken ct) =>
        IsKey(once.Key) && await claims.FindAsync(once.Inst, once.What, once.Key, ct) is null;

    /// <summary>The answer to a question, noted.</summary>
    public IResult Answer(HttpContext context, Operator officer, string what, JsonNode json, PersonId? person = null) =>
        Text(context, officer, what, json.ToJsonString(WireJson.Options), person);

    /// <summary>A refusal as a problem with its sentence, noted.</summary>
    public IResult Refused(
        HttpContext context,
        Operator? officer,
        string what,
        Notice refusal,
        int status = StatusCodes.Status422UnprocessableEntity)
    {
        Note(context, officer, what, refusal.Code, null);
        return Results.Problem(
            wording.Sentence(refusal.Code, refusal.Parameters),
            statusCode: status,
            title: refusal.Code,
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });
    }

    /// <summary>Takes note of a read or an attempt, with the person whose record it was.</summary>
    public void Note(HttpContext context, Operator? officer, string what, string outcome, PersonId? person) =>
        access.Record(new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            What = what,
            Actor = officer?.Name,
            MsgId = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
                ? key[..Math.Min(key.Length, LongestKey)]
                : null,
            Person = person,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            Outcome = outcome,
        });

    /// <summary>The body as one JSON object; none when it is not, or too large.</summary>
    public static async Task<JsonObject?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is > MostBytes)
        {
            return null;
        }

        try
        {
            using var kept = new MemoryStream();
            var piece = new byte[16_384];
            for (var read = await request.Body.ReadAsync(piece, ct); read > 0;
                read = await request.Body.ReadAsync(piece, ct))
            {
                if (kept.Length + read > MostBytes)
                {
                    return null;
                }

                kept.Write(piece, 0, read);
            }

            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(kept.ToArray());
            return JsonNode.Parse(text, documentOptions: BodyOptions) is JsonObject found && Sound(found)
                ? found
                : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A day of the query, or the usual one; none when it is no day.</summary>
    public static DateOnly? Day(HttpContext context, string name, DateOnly usual)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0
            ? usual
            : DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) &&
                day.Year is >= 2000 and <= 2999
                ? day
                : null;
    }

    /// <summary>A day as it is written in answers and on pages.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Half a character in a text is found when the whole is written again.</summary>
    private static bool Sound(JsonObject found) => found.ToJsonString().Length > 0;

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && !key.Any(char.IsControl);

    private IResult Text(
        HttpContext context, Operator officer, string what, string json, PersonId? person = null)
    {
        Note(context, officer, what, "ok", person);
        return Results.Text(json, "application/json", Encoding.UTF8);
    }
}

/// <summary>
/// 幂等键 — whose books a write is about, what it is, and the key that makes a repetition the same write.
/// </summary>
public sealed record OnceKey(Guid Inst, string What, string Key);

/// <summary>答复 — JSON, or the refusal that stands in its place.</summary>
public sealed record DeskAnswer(JsonNode? Json, Notice? Refusal)
{
    /// <summary>Whom it concerned, for the claim.</summary>
    public Guid? Person { get; init; }

    /// <summary>Which settlement it led to, for the claim.</summary>
    public Guid? Settlement { get; init; }

    /// <summary>An answer.</summary>
    public static DeskAnswer Of(JsonNode json) => new(json, null);

    /// <summary>A refusal that an operation gave.</summary>
    public static DeskAnswer Refuse(Notice refusal) => new(null, refusal);

    /// <summary>A refusal by its code.</summary>
    public static DeskAnswer Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, Notice.Of(code, parameters));
}
