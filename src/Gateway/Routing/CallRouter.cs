using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Routing;

/// <summary>
/// 接入设置 — whether this process is a demonstration: only then are unsigned calls taken, from loopback.
/// </summary>
public sealed record GatewaySettings(bool Demo);

/// <summary>
/// 路由 — takes one message to the module that owns its transaction and back. It knows envelopes, claims and
/// signatures, and no rule of insurance.
/// </summary>
internal sealed partial class CallRouter(
    GatewaySettings settings,
    IEnumerable<IInfno> transactions,
    IInstitutionDirectory institutions,
    ClaimedOperations claims,
    Reply reply,
    IAccessLog access,
    PlatformMeters meters,
    TimeProvider time,
    ILogger<CallRouter> log)
{
    private const string Replayed = "replayed";

    /// <summary>Answers one message; whatever happens, the attempt is in the access log.</summary>
    public async Task<string> AnswerAsync(MessageBody body, string? path, IPAddress? address, CancellationToken ct)
    {
        var (began, receivedAt) = (Stopwatch.GetTimestamp(), time.GetUtcNow().UtcDateTime);
        var envelope = body.Json is null ? null : Envelope.Read(body.Json);
        Ending ending;
        try
        {
            ending = await EndAsync(body, envelope, path, address, receivedAt, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, failure, envelope?.Infno);
            var code = failure is CommitUnknownException || DatabaseErrors.MayRepeat(failure)
                ? "E-UNAVAILABLE"
                : "E-INTERNAL";
            ending = Refuse(envelope, receivedAt, Notice.Of(code));
        }

        var known = transactions.Any(transaction => transaction.Infno == envelope?.Infno);
        meters.Answered(
            known ? envelope!.Infno : PlatformMeters.OtherInfno, ending.Outcome, Stopwatch.GetElapsedTime(began));
        access.Record(new()
        {
            At = receivedAt,
            What = envelope?.Infno ?? "",
            Institution = envelope?.InstitutionCode,
            Actor = envelope?.Opter.No,
            MsgId = envelope?.MsgId,
            Person = ending.Person,
            Address = address?.ToString(),
            Outcome = ending.Outcome,
        });
        return ending.Text;
    }

    private async Task<Ending> EndAsync(
        MessageBody body,
        Envelope? envelope,
        string? path,
        IPAddress? address,
        DateTime receivedAt,
        CancellationToken ct)
    {
        var allowed = ServicePaths.Of(path);
        if (EnvelopeRefusal(body, envelope, allowed) is { } refusal)
        {
            return Refuse(envelope, receivedAt, refusal);
        }

        var handler = transactions.FirstOrDefault(transaction => transaction.Infno == envelope!.Infno);
        if (handler is null)
        {
            return Refuse(envelope, receivedAt, Notice.Of("E-INFNO-UNKNOWN", ("infno", envelope!.Infno)));
        }

        var institution = await institutions.FindAsync(envelope!.InstitutionCode, BeijingTime.Day(receivedAt), ct);
        if (institution is null)
        {
            return Refuse(
                envelope, receivedAt, Notice.Of("E-INSTITUTION-UNKNOWN", ("institution", envelope.InstitutionCode)));
        }

        if (SignatureRefusal(institution, address) is { } unsigned)
        {
            return Refuse(envelope, receivedAt, unsigned);
        }

        var call = Call(body, envelope, institution, receivedAt);
        return handler.Writes
            ? await WriteAsync(handler, call, envelope, ct)
            : EndOf(envelope, receivedAt, await handler.HandleAsync(call, ct));
    }

    private static Notice? EnvelopeRefusal(MessageBody body, Envelope? envelope, IReadOnlyList<string>? allowed)
    {
        if (allowed is { Count: 0 })
        {
            return Notice.Of("E-PATH-UNKNOWN");
        }

        if (envelope is null)
        {
            return Notice.Of(body.Fault!, ("limit", MessageBody.Limit.ToString(NumberFormat)));
        }

        if (envelope.Fault is { } fault)
        {
            return Notice.Of(fault.Code, ("field", fault.Field));
        }

        return allowed is null || allowed.Contains(envelope.Infno)
            ? null
            : Notice.Of("E-INFNO-MISMATCH", ("infno", envelope.Infno), ("path", string.Join('/', allowed)));
    }

    private Notice? SignatureRefusal(InstitutionFacts institution, IPAddress? address)
    {
        if (institution.Signing != SigningStyle.None)
        {
            return Notice.Of("E-SIGN-STYLE", ("style", institution.Signing.ToString()));
        }

        return settings.Demo && address is not null && IPAddress.IsLoopback(address) ? null : Notice.Of("E-UNSIGNED");
    }

    private static InfnoCall Call(
        MessageBody body, Envelope envelope, InstitutionFacts institution, DateTime receivedAt) => new()
        {
            Infno = envelope.Infno,
            MsgId = envelope.MsgId,
            Institution = institution,
            Region = envelope.Region,
            InsuredRegion = envelope.InsuredRegion,
            Opter = envelope.Opter,
            InfTime = envelope.InfTime,
            SignNo = envelope.SignNo,
            Input = envelope.Input,
            Raw = body.Raw,
            ReceivedAt = receivedAt,
        };

    private async Task<Ending> WriteAsync(IInfno handler, InfnoCall call, Envelope envelope, CancellationToken ct)
    {
        Ending? done = null;
        var key = new ClaimKey(call.Institution.Id.Value, call.Infno, call.MsgId, Digest(call));
        var answer = await claims.RunAsync(
            key,
            async token =>
            {
                var result = await handler.HandleAsync(call, token);
                done = EndOf(envelope, call.ReceivedAt, result);
                return new(result.Refusal is null, done.Text, result.Person?.Value, result.Settlement?.Value);
            },
            ct);
        return answer.Kind switch
        {
            ClaimedAnswerKind.Fresh => done!,
            ClaimedAnswerKind.Replayed => new(answer.Result, Replayed, done?.Person),
            ClaimedAnswerKind.Clash =>
                Refuse(envelope, call.ReceivedAt, Notice.Of("E-DUP-MSGID", ("msgid", call.MsgId))),
            _ => throw new InvalidOperationException("Unknown kind of answer."),
        };
    }

    private static string Digest(InfnoCall call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        call.Institution.Code + "\n" + call.Infno + "\n" + WireJson.Canonical(call.Input))));

    private Ending EndOf(Envelope envelope, DateTime receivedAt, InfnoResult result) => result.Refusal is { } refusal
        ? Refuse(envelope, receivedAt, refusal) with { Person = result.Person }
        : new(Reply.Text(reply.Done(envelope.Region, receivedAt, result)), "ok", result.Person);

    private Ending Refuse(Envelope? envelope, DateTime receivedAt, Notice refusal) =>
        new(Reply.Text(reply.Refused(envelope?.Region, receivedAt, refusal)), refusal.Code, null);

    private static IFormatProvider NumberFormat => System.Globalization.CultureInfo.InvariantCulture;

    [LoggerMessage(Level = LogLevel.Error, Message = "Transaction {Infno} failed")]
    private static partial void Failed(ILogger log, Exception failure, string? infno);

    private sealed record Ending(string Text, string Outcome, PersonId? Person);
}
