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
using Mingsuan.Gateway.Signing;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Routing;

/// <summary>
/// 接入设置 — whether this process is a demonstration: only then are unsigned calls taken, from loopback.
/// </summary>
public sealed record GatewaySettings(bool Demo);

/// <summary>到达的请求 — what came over the wire, before anything is known of it.</summary>
internal sealed record ArrivedCall(MessageBody Body, string? Path, IPAddress? Address, CallHeaders Headers);

/// <summary>
/// 路由 — takes one message to the module that owns its transaction and back. It knows envelopes, claims and
/// signatures, and no rule of insurance.
/// </summary>
internal sealed partial class CallRouter(
    IEnumerable<IInfno> transactions,
    IInstitutionDirectory institutions,
    IInstitutionAccess settings,
    SignatureGate gate,
    ClaimedOperations claims,
    Reply reply,
    AnswerForm form,
    IAccessLog access,
    PlatformMeters meters,
    TimeProvider time,
    ILogger<CallRouter> log)
{
    private const string Replayed = "replayed";

    /// <summary>Answers one message; whatever happens, the attempt is in the access log.</summary>
    public async Task<RoutedAnswer> AnswerAsync(ArrivedCall arrived, CancellationToken ct)
    {
        var (began, receivedAt) = (Stopwatch.GetTimestamp(), time.GetUtcNow().UtcDateTime);
        var body = arrived.Body;
        var envelope = body.Json is null ? null : Envelope.Read(body.Json);
        var caller = Caller.Nobody;
        Ending ending;
        try
        {
            caller = await CallerAsync(envelope, receivedAt, ct);
            ending = await EndAsync(arrived, envelope, caller, receivedAt, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, failure, envelope?.Infno);
            var code = DatabaseErrors.IsOutage(failure) ? "E-UNAVAILABLE" : "E-INTERNAL";
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
            Address = arrived.Address?.ToString(),
            Outcome = ending.Outcome,
        });
        return new(form.Text(ending.Reply, caller.Settings), ending.File, ending.Part);
    }

    private async Task<Caller> CallerAsync(Envelope? envelope, DateTime receivedAt, CancellationToken ct)
    {
        var institution = envelope is { InstitutionCode.Length: > 0 }
            ? await institutions.FindAsync(envelope.InstitutionCode, BeijingTime.Day(receivedAt), ct)
            : null;
        return institution is null ? Caller.Nobody : new(institution, await settings.FindAsync(institution.Id, ct));
    }

    private async Task<Ending> EndAsync(
        ArrivedCall arrived, Envelope? envelope, Caller caller, DateTime receivedAt, CancellationToken ct)
    {
        if (EnvelopeRefusal(arrived.Body, envelope, ServicePaths.Of(arrived.Path)) is { } refusal)
        {
            return Refuse(envelope, receivedAt, refusal);
        }

        var handler = transactions.FirstOrDefault(transaction => transaction.Infno == envelope!.Infno);
        if (handler is null)
        {
            return Refuse(envelope, receivedAt, Notice.Of("E-INFNO-UNKNOWN", ("infno", envelope!.Infno)));
        }

        if (caller.Institution is not { } institution)
        {
            return Refuse(
                envelope, receivedAt, Notice.Of("E-INSTITUTION-UNKNOWN", ("institution", envelope!.InstitutionCode)));
        }

        var unsigned = await gate.RefusalAsync(
            institution, caller.Settings, envelope!, arrived.Headers, arrived.Address, ct);
        if (unsigned is not null)
        {
            return Refuse(envelope, receivedAt, unsigned);
        }

        var (opened, closed) = BodyCipher.Open(caller.Settings, envelope!, arrived.Body.Raw);
        if (opened is null)
        {
            return Refuse(envelope, receivedAt, closed!);
        }

        NoteDrift(institution, opened, receivedAt);
        var call = Call(arrived.Body, opened, institution, receivedAt) with
        {
            ExpectsAccountInFundTotal = caller.Settings.ExpectsAccountInFundTotal,
        };
        return handler.Writes
            ? await WriteAsync(handler, call, opened, ct)
            : Read(opened, receivedAt, await handler.HandleAsync(call, ct), arrived.Headers["Range"]);
    }

    // Only a query gives a file; a failure is an envelope here as everywhere, never a status of HTTP.
    private Ending Read(Envelope envelope, DateTime receivedAt, InfnoResult result, string? range)
    {
        var ending = EndOf(envelope, receivedAt, result);
        if (result.File is not { } file)
        {
            return ending;
        }

        var length = file.Content.Length;
        return FilePart.Of(range, length) is { } part
            ? ending with { File = file, Part = part }
            : Refuse(envelope, receivedAt, Notice.Of("E-FILE-RANGE", ("length", length.ToString(NumberFormat)))) with
            {
                Person = result.Person,
            };
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

    private void NoteDrift(InstitutionFacts institution, Envelope envelope, DateTime receivedAt)
    {
        if (envelope.InfTime is { } stated && (receivedAt - stated).Duration() > InfnoCall.ClockTolerance)
        {
            Drifted(log, institution.Code, envelope.MsgId, (long)(stated - receivedAt).TotalSeconds);
        }
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
                return new(
                    result.Refusal is null,
                    result.Refusal is null ? Reply.Text(done.Reply) : "",
                    result.Person?.Value,
                    result.Settlement?.Value);
            },
            ct);
        return answer.Kind switch
        {
            ClaimedAnswerKind.Fresh => done!,
            ClaimedAnswerKind.Replayed => new(JsonNode.Parse(answer.Result)!.AsObject(), Replayed, done?.Person),
            ClaimedAnswerKind.Clash =>
                Refuse(envelope, call.ReceivedAt, Notice.Of("E-DUP-MSGID", ("msgid", call.MsgId))),
            _ => throw new InvalidOperationException("Unknown kind of answer."),
        };
    }

    private static string Digest(InfnoCall call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        call.Institution.Code + "\n" + call.Infno + "\n" + WireJson.Canonical(call.Input))));

    private Ending EndOf(Envelope envelope, DateTime receivedAt, InfnoResult result) => result.Refusal is { } refusal
        ? Refuse(envelope, receivedAt, refusal) with { Person = result.Person }
        : new(reply.Done(envelope.Region, receivedAt, result), "ok", result.Person);

    private Ending Refuse(Envelope? envelope, DateTime receivedAt, Notice refusal) =>
        new(reply.Refused(envelope?.Region, receivedAt, refusal), refusal.Code, null);

    private static IFormatProvider NumberFormat => System.Globalization.CultureInfo.InvariantCulture;

    [LoggerMessage(Level = LogLevel.Error, Message = "Transaction {Infno} failed")]
    private static partial void Failed(ILogger log, Exception failure, string? infno);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The clock of institution {Institution} is off by {Seconds} s in message {MsgId}")]
    private static partial void Drifted(ILogger log, string institution, string msgId, long seconds);

    private sealed record Ending(
        JsonObject Reply, string Outcome, PersonId? Person, InfnoFile? File = null, FilePart Part = default);

    private sealed record Caller(InstitutionFacts? Institution, AccessSettings Settings)
    {
        public static Caller Nobody { get; } = new(null, AccessSettings.None);
    }
}

/// <summary>答复 — the envelope as text, and the part of a file that is sent in its place, if any.</summary>
internal sealed record RoutedAnswer(string Text, InfnoFile? File, FilePart Part);
