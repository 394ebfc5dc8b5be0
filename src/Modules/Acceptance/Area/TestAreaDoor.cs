using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Acceptance.Area;

/// <summary>
/// 测试区的门 — stands before the gateway on the test area's address: it puts the area's services in the place of the
/// platform's, keeps what was asked and answered, and does to the answer what the scenario says.
/// </summary>
internal sealed class TestAreaDoor(ITestArea area, Faults faults, Pause pause, TimeProvider clock)
{
    public const string Address = "/fsi/acceptance";

    /// <summary>Most calls of one run: a system that loops ends here.</summary>
    public const int MostCalls = 1_000;

    private const int MostBytes = 1 << 17;
    private const int MostKept = 1 << 16;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var ct = context.RequestAborted;
        if (await BodyAsync(context.Request, ct) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        context.Request.Body = new MemoryStream(body);
        var asked = Hearing.Tree(Encoding.UTF8.GetString(body));
        var session = context.RequestServices.GetRequiredService<Session>();
        var run = await RunAsync(session.Db, Heard.Text(asked["fixmedins_code"]), ct);
        if (run is not null && await ShutAsync(session.Db, run, run.State, ct) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        var answer = await AnswerAsync(context, next, ct);
        if (run is null)
        {
            // Nothing is kept of who is in no run: the gateway has refused them, or given a token.
            await WriteAsync(context, answer, ct);
            return;
        }

        var kept = await KeepAsync(context, run, asked, body, answer);
        if (kept.Heard is { } heard)
        {
            await GiveAsync(context, heard, answer, ct);
            return;
        }

        // The run ended, or was full, while the area answered: who asked is told so and not the answer.
        context.Response.ContentLength = null;
        context.Response.StatusCode = kept.Shut;
    }

    private async Task<byte[]> AnswerAsync(HttpContext context, RequestDelegate next, CancellationToken ct)
    {
        var (services, real, kept) = (context.RequestServices, context.Response.Body, new MemoryStream());
        await using var scope = (await area.OpenAsync(ct)).CreateAsyncScope();
        (context.RequestServices, context.Response.Body) = (scope.ServiceProvider, kept);
        try
        {
            await next(context);
            return kept.ToArray();
        }
        finally
        {
            (context.RequestServices, context.Response.Body) = (services, real);
        }
    }

    /// <summary>
    /// Adds the call to the run's transcript; under the institution's lock, so that a report that was signed meanwhile
    /// has heard every call of its run.
    /// </summary>
    private async Task<KeptCall> KeepAsync(
        HttpContext context, AcceptanceRun run, JsonObject asked, byte[] body, byte[] answer)
    {
        var operations = context.RequestServices.GetRequiredService<Operations>();
        var told = Encoding.UTF8.GetString(answer);
        var reply = Hearing.Tree(told);
        var (infno, msgid) = (Heard.Text(asked["infno"]) ?? "", Heard.Text(asked["msgid"]) ?? "");
        var (code, person) = (Code(reply), Person(Cast.Read(run.Cast), asked));

        // What was answered stays answered: a caller who hangs up does not take it back.
        return await operations.RunAsync(
            "acceptance.call",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(run.InstId, token);
                var state = await db.Set<AcceptanceRun>()
                    .Where(row => row.InstId == run.InstId && row.RunId == run.RunId)
                    .Select(row => row.State).SingleAsync(token);
                if (await ShutAsync(db, run, state, token) is { } shut)
                {
                    return new KeptCall(null, shut);
                }

                var rows = db.Set<AcceptanceCall>().Where(row => row.InstId == run.InstId && row.RunId == run.RunId);
                var fault = code.Length == 0 ? faults.Due(infno, person) : null;
                if (fault is not null && await rows.AnyAsync(
                    row => row.Person == person && row.Fault == fault.Kind, token))
                {
                    fault = null;
                }

                var row = new AcceptanceCall
                {
                    InstId = run.InstId,
                    RunId = run.RunId,
                    Seq = (await rows.MaxAsync(one => (int?)one.Seq, token) ?? 0) + 1,
                    At = TrailTime.Of(clock.GetUtcNow()),
                    Infno = Cut(infno, 10),
                    MsgId = Cut(msgid, 50),
                    Person = person,
                    Code = Cut(code, 50),
                    Fault = fault?.Kind ?? "",
                    Request = Cut(Encoding.UTF8.GetString(body), MostKept),
                    Answer = Cut(told, MostKept),
                };
                db.Add(row);
                return new KeptCall(row, 0);
            },
            CancellationToken.None);
    }

    private async Task GiveAsync(HttpContext context, AcceptanceCall heard, byte[] answer, CancellationToken ct)
    {
        switch (heard.Fault)
        {
            case Judge.Lost:
                context.Abort();
                return;
            case Judge.Slow:
                await pause(TimeSpan.FromSeconds(faults.Due(heard.Infno, heard.Person)!.Seconds), ct);
                break;
            case Judge.Altered or Judge.Forged:
                answer = await faults.SpoilAsync(heard, answer, ct);
                break;
        }

        await WriteAsync(context, answer, ct);
    }

    private static async Task WriteAsync(HttpContext context, byte[] answer, CancellationToken ct)
    {
        context.Response.ContentLength = null;
        await context.Response.Body.WriteAsync(answer, ct);
    }

    private static async Task<AcceptanceRun?> RunAsync(MingsuanDb db, string? code, CancellationToken ct)
    {
        var door = code is null ? null : await db.Set<AcceptanceDoor>().SingleOrDefaultAsync(
            row => row.AreaCode == code, ct);
        return door is null ? null : await db.Set<AcceptanceRun>().SingleOrDefaultAsync(
            row => row.InstId == door.InstId && row.RunId == door.RunId, ct);
    }

    /// <summary>Why no call of a run is heard any more, as a status of HTTP; none while it goes on.</summary>
    private static async Task<int?> ShutAsync(
        MingsuanDb db, AcceptanceRun run, RunState state, CancellationToken ct) =>
        state != RunState.Open
            ? StatusCodes.Status410Gone
            : await db.Set<AcceptanceCall>().CountAsync(
                row => row.InstId == run.InstId && row.RunId == run.RunId, ct) >= MostCalls
                ? StatusCodes.Status429TooManyRequests
                : null;

    /// <summary>Empty for a success; the code in brackets at the beginning of the message for a refusal.</summary>
    private static string Code(JsonObject reply)
    {
        if (Heard.Text(reply["infcode"]) == "0")
        {
            return "";
        }

        var message = Heard.Text(reply["err_msg"]) ?? "";
        var end = message.IndexOf(']', StringComparison.Ordinal);
        return message.StartsWith('[') && end > 1 ? message[1..end] : "E-INTERNAL";
    }

    /// <summary>Whom a call is about: by number first, else by the certificate that is presented.</summary>
    private static string? Person(Cast cast, JsonObject asked)
    {
        var call = new Heard { Seq = 0, Infno = "", MsgId = "", Code = "", Input = Hearing.InputOf(asked) };
        var (number, certificate) = (call.Said("psn_no"), call.Said("mdtrt_cert_no") ?? call.Said("certno"));
        return (cast.People.FirstOrDefault(one => one.PsnNo == number)
            ?? cast.People.FirstOrDefault(one => one.Token == certificate || one.Certno == certificate))?.Id;
    }

    /// <summary>Short enough to be kept; neither half a character nor a null, which a database may refuse.</summary>
    private static string Cut(string text, int most)
    {
        var end = text.Length > most && char.IsHighSurrogate(text[most - 1]) ? most - 1 : Math.Min(text.Length, most);
        return text[..end].Replace('\0', '\uFFFD');
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken ct)
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

        return kept.ToArray();
    }

    /// <summary>What became of a call: heard, or why not, as a status of HTTP.</summary>
    private sealed record KeptCall(AcceptanceCall? Heard, int Shut);
}
