using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.PublicService.Api;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Consulting;

/// <summary>
/// 公众窗口 — what a member of the public may do, alike over the interface and on the pages: ask within a bound, once for
/// each form, and read the answer with the secret.
/// </summary>
internal sealed class PublicDesk(
    ConsultationBook book, StaffDesk desk, PublicBrake brake, SignInBrake guesses, PlatformKeys keys)
{
    /// <summary>Too many: who is refused with this waits.</summary>
    public const string Pause = "E-CONSULTATION-PAUSE";

    private const string What = "P-CON";
    private const int FreeGuesses = 10;
    private static readonly Operator Anybody = new(ConsultationBook.Public, ConsultationBook.Public);

    /// <summary>Asks; the answer has the number and its secret.</summary>
    public async Task<DeskAnswer> AskAsync(HttpContext context, JsonObject body, string key, CancellationToken ct)
    {
        var answer = await TryAsync(context, body, key, ct);
        desk.Note(context, null, What, answer.Refusal?.Code ?? "ok", null);
        return answer;
    }

    /// <summary>Reads a consultation with its secret; a wrong one is refused as if there were none.</summary>
    public async Task<(WholeConsultation? Found, Notice? Refusal)> ReadAsync(
        HttpContext context, string number, string secret, CancellationToken ct)
    {
        var opened = guesses.Attempt(
            [new("consultation " + SignInDesk.Caller(context), FreeGuesses, false)],
            number + "\n" + secret,
            () => ConsultationNumber.Opens(number, secret, keys) ? Anybody : null);
        var found = opened.Who is null ? null : await book.FindAsync(number, ct);
        var refusal = (opened.Wait > TimeSpan.Zero, found) switch
        {
            (true, _) => Paused(opened.Wait),
            (_, null) => Notice.Of("E-CONSULTATION-UNKNOWN"),
            _ => null,
        };
        desk.Note(context, null, What + "Q", refusal?.Code ?? "ok", null);
        return (found, refusal);
    }

    private async Task<DeskAnswer> TryAsync(HttpContext context, JsonObject body, string key, CancellationToken ct)
    {
        var input = new WireReader(body);
        var asked = AskedQuestion.Of(input);
        if (input.Fault is { } fault)
        {
            return DeskAnswer.Refuse(fault.Code, ("field", fault.Field));
        }

        if (await book.AddresseeAsync(asked.To, ct) is not { } to)
        {
            return DeskAnswer.Refuse("E-CONSULTATION-TO", ("to", asked.To));
        }

        if (brake.Take(SignInDesk.Caller(context)) is var wait && wait > TimeSpan.Zero)
        {
            return new(null, Paused(wait));
        }

        var answer = await desk.OnceAsync(
            Anybody,
            new(to.InstId, What, key),
            body,
            async token => DeskAnswer.Of(ServiceJson.Asked((await book.AskAsync(to, asked, token)).Ticket)),
            ct);
        if (answer.Json is JsonObject given)
        {
            given["secret"] = ConsultationNumber.SecretOf((string)given["number"]!, keys);
        }

        return answer;
    }

    private static Notice Paused(TimeSpan wait) => Notice.Of(
        Pause, ("minutes", ((int)Math.Ceiling(wait.TotalMinutes)).ToString(CultureInfo.InvariantCulture)));
}
