using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Signing;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Epc;

/// <summary>到达的调用 — the method as the path says it, the body, and the address of the socket.</summary>
internal sealed record EpcArrival(string Method, MessageBody Body, IPAddress? Address);

/// <summary>
/// 处方中心入口 — takes one call through its shell to the method that it names, and back. A repeated call is allowed: the
/// methods are idempotent. (nhsa §15.1, §16)
/// </summary>
internal sealed partial class EpcDoor(
    IEnumerable<IEpcMethod> methods,
    IInstitutionDirectory institutions,
    IInstitutionAccess settings,
    SignatureGate gate,
    EpcReply reply,
    IAccessLog access,
    PlatformMeters meters,
    TimeProvider time,
    ILogger<EpcDoor> log)
{
    private const string Prefix = "epc.";

    /// <summary>Answers one call; whatever happens, the attempt is in the access log.</summary>
    public async Task<string> AnswerAsync(EpcArrival arrived, CancellationToken ct)
    {
        var (began, receivedAt) = (Stopwatch.GetTimestamp(), time.GetUtcNow().UtcDateTime);
        var shell = arrived.Body.Json is { } outer ? EpcShell.Read(outer) : null;
        var method = methods.FirstOrDefault(one => one.Name == arrived.Method);
        Ending ending;
        try
        {
            ending = await EndAsync(arrived, shell, method, receivedAt, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, failure, method?.Name);
            var code = DatabaseErrors.IsOutage(failure) ? "E-UNAVAILABLE" : "E-INTERNAL";
            ending = Refuse(shell, Notice.Of(code));
        }

        meters.Answered(
            method is null ? PlatformMeters.OtherInfno : Prefix + method.Name,
            ending.Outcome,
            Stopwatch.GetElapsedTime(began));
        access.Record(new()
        {
            At = receivedAt,
            What = Prefix + method?.Name,
            Institution = ending.Institution,
            Actor = shell?.AppId,
            Person = ending.Person,
            Address = arrived.Address?.ToString(),
            Outcome = ending.Outcome,
        });
        return ending.Text;
    }

    private async Task<Ending> EndAsync(
        EpcArrival arrived, EpcShell? shell, IEpcMethod? method, DateTime receivedAt, CancellationToken ct)
    {
        if (shell is null)
        {
            return Refuse(null, Notice.Of(
                arrived.Body.Fault!, ("limit", EpcShell.Limit.ToString(CultureInfo.InvariantCulture))));
        }

        if (shell.Fault is { } fault)
        {
            return Refuse(shell, Notice.Of(fault.Code, ("field", fault.Field)));
        }

        if (method is null)
        {
            return Refuse(shell, Notice.Of("E-EPC-METHOD"));
        }

        if (await settings.ByAppAsync(shell.AppId, ct) is not { Settings.Epc: { } set } client)
        {
            return await UnsignedAsync(arrived, shell, method, receivedAt, ct);
        }

        var institution = await institutions.FindAsync(client.Institution, BeijingTime.Day(receivedAt), ct);
        if (institution is null)
        {
            return Refuse(shell, Notice.Of("E-EPC-INSTITUTION", ("appId", shell.AppId)));
        }

        var call = new SealedCall(method, institution, set, client.Settings.Window);
        return await SealedAsync(call, shell, receivedAt, ct) with { Institution = institution.Code };
    }

    private async Task<Ending> SealedAsync(SealedCall call, EpcShell shell, DateTime receivedAt, CancellationToken ct)
    {
        if (shell.AlgorithmRefusal() is { } algorithm)
        {
            return Refuse(shell, algorithm);
        }

        if (shell.EncData is not { } sent)
        {
            return Refuse(shell, Notice.Of("E-FIELD-MISSING", ("field", "encData")));
        }

        if (EpcCipher.Open(call.Settings, sent) is not { } data)
        {
            return Refuse(shell, Notice.Of("E-EPC-BODY"));
        }

        var verdict = EpcSignatures.Verify(call.Settings, shell, data);
        var fault = verdict.Fault ?? (IsLate(shell, call.Window, receivedAt) ? "E-EPC-TIME" : null);
        if (fault is not null && call.Settings.Signature == EpcSignature.Strict)
        {
            return Refuse(shell, Notice.Of(
                fault, ("seconds", ((int)call.Window.TotalSeconds).ToString(CultureInfo.InvariantCulture))));
        }

        Notice? warning = null;
        if (fault is not null)
        {
            Lenient(log, call.Institution.Code, call.Method.Name, fault);
            warning = Notice.Of("W-EPC-UNVERIFIED", ("fault", fault));
        }

        var result = await call.Method.HandleAsync(
            new(call.Institution, data) { Signature = call.Settings.Signature }, ct);
        return Said(shell, result, output => reply.Done(
            call.Settings,
            verdict.Form ?? EpcForm.Of(call.Settings.Numbers).First(),
            output,
            warning ?? result.Warning));
    }

    // In a demonstration an institution without settings calls by its own code, in the clear, from this machine.
    private async Task<Ending> UnsignedAsync(
        EpcArrival arrived, EpcShell shell, IEpcMethod method, DateTime receivedAt, CancellationToken ct)
    {
        var institution = await institutions.FindAsync(shell.AppId, BeijingTime.Day(receivedAt), ct);
        if (institution is null || (await settings.FindAsync(institution.Id, ct)).Epc is not null)
        {
            return Refuse(shell, Notice.Of("E-EPC-APP", ("appId", shell.AppId)));
        }

        if (gate.Unsigned(arrived.Address) is not null)
        {
            return Refuse(shell, Notice.Of("E-EPC-NOT-SET", ("institution", institution.Code))) with
            {
                Institution = institution.Code,
            };
        }

        if (shell.PlainData is not { } data)
        {
            return Refuse(shell, Notice.Of("E-FIELD-MISSING", ("field", "data")));
        }

        var result = await method.HandleAsync(new(institution, data) { Signature = EpcSignature.Lenient }, ct);
        return Said(shell, result, output => reply.InClear(shell.AppId, output, result.Warning)) with
        {
            Institution = institution.Code,
        };
    }

    private static bool IsLate(EpcShell shell, TimeSpan window, DateTime receivedAt) =>
        shell.SentAt() is not { } sentAt || (receivedAt - sentAt).Duration() > window;

    private Ending Said(EpcShell shell, EpcResult result, Func<JsonObject, string> done)
    {
        var ending = result.Refusal is { } refusal
            ? Refuse(shell, refusal)
            : new(done(result.Output ?? []), "ok");
        return ending with { Person = result.Person };
    }

    private Ending Refuse(EpcShell? shell, Notice refusal) => new(reply.Refused(shell?.AppId, refusal), refusal.Code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Method {Method} of the e-prescription centre failed")]
    private static partial void Failed(ILogger log, Exception failure, string? method);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Institution {Institution} is checked leniently: method {Method} was taken in spite of {Fault}")]
    private static partial void Lenient(ILogger log, string institution, string method, string fault);

    private sealed record SealedCall(
        IEpcMethod Method, InstitutionFacts Institution, EpcSettings Settings, TimeSpan Window);

    private sealed record Ending(string Text, string Outcome, PersonId? Person = null, string? Institution = null);
}
