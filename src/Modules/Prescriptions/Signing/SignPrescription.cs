using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Secrets;

namespace Mingsuan.Prescriptions.Signing;

/// <summary>
/// 医保电子签名 — in the sandbox's form: the doctor signs at the institution with their own key, and the platform verifies
/// the signature over the very bytes of the original with the key registered for that doctor, and the certificate of
/// that key. What is signed must still be allowed by the law in force. (nhsa §15.3)
/// </summary>
internal sealed class SignPrescription(
    RxBook book,
    RxDesk desk,
    RxSecrets secrets,
    Prescribers prescribers,
    PrescribingCheck limits,
    SigningCertificates certificates) : IEpcMethod
{
    private const int MostOriginal = 20_000;

    public string Name => "rxFixmedinsSign";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var fixmedins = input.RequiredText("fixmedinsCode", 20);
        var written = input.RequiredText("originalValue", MostOriginal);
        var file = input.RequiredText("originalRxFile", RxPdf.MostText);
        if (Extras.IsBroken(call.Data))
        {
            input.Reject("extras");
        }

        var original = SignedOriginal.Read(written);
        if ((input.Fault ?? original?.Fault) is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        if (original is null)
        {
            return EpcResult.Refuse(WireFault.Malformed, ("field", "originalValue"));
        }

        if (fixmedins != call.Institution.Code)
        {
            return EpcResult.Refuse("E-RX-INSTITUTION");
        }

        if (RxPdf.Read(file) is not { } pdf)
        {
            return EpcResult.Refuse("E-RX-FILE");
        }

        if (await book.ByWireAsync(call.Institution.Id, original.HiRxno, ct) is not { } number)
        {
            return EpcResult.Refuse("E-RX-UNKNOWN");
        }

        var given = new Given(
            original,
            Prescribers.Signature(Extras.Of(call.Data, "doctorSignature")),
            Extras.Of(call.Data, "doctorCertificate"),
            RxPdf.Digest(pdf));
        var done = await desk.RunAsync(
            "rx.sign",
            number.PersonId,
            number.RxId,
            $"{call.Institution.Code}/{original.Doctor}",
            (dossier, now) => DecideAsync(call, dossier, given, now, ct),
            ct);
        return done.Refusal is { } refusal ? new(null, refusal)
            : Answer(done.Dossier!.Last<Signed>()!, file) with { Person = new PersonId(number.PersonId) };
    }

    private static EpcResult Answer(Signed signed, string file) => EpcResult.Of(new JsonObject
    {
        ["rxFile"] = file,
        ["signDigest"] = signed.Signature,
        ["signCertSn"] = signed.CertificateSn,
        ["signCertDn"] = signed.Certificate?.Subject ?? "CN=" + signed.Doctor,
    }) with
    {
        Warning = SigningCertificates.Warning(signed.Certificate),
    };

    private async Task<RxDecision> DecideAsync(
        EpcCall call, RxDossier dossier, Given given, DateTime now, CancellationToken ct)
    {
        var (at, original) = (call.Institution, given.Original);
        var bytes = Convert.ToBase64String(original.Bytes);
        if (dossier is { Rx.Stored: RxState.Signed } && dossier.Last<Signed>()! is var before &&
            before.Original == bytes && before.FileDigest == given.FileDigest)
        {
            return RxDecision.Nothing;
        }

        if (dossier.Rx is not { } rx || dossier.Row is not { } row)
        {
            return RxDecision.Refuse("E-RX-UNKNOWN");
        }

        if (!secrets.Traces(dossier.Id, rx.TextDigest, original.TraceCode))
        {
            return RxDecision.Refuse("E-RX-TRACE");
        }

        var text = CheckedText.Of(row.Text.Plain);
        if (original.Differs(text) is { } differs)
        {
            return new() { Refusal = differs };
        }

        var isOnline = await limits.IsOnlineAsync(dossier, ct);
        var doctor = await prescribers.DoctorAsync(original.Doctor, at, now, isOnline, ct);
        if ((doctor.Refusal
            ?? Prescribers.Verify(doctor.Facts!, original.Bytes, given.Signature, "E-RX-SIGNATURE")) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var certificate = certificates.Check(doctor.Facts!, given.Certificate, call.Signature, now);
        var verdict = await limits.AgainAsync(at, dossier, doctor.Facts!, now, ct);
        return (certificate.Refusal ?? verdict.Refusal) is { } refused
            ? new() { Refusal = refused }
            : RxDecision.Of(RxRules.Sign(
                rx,
                new Signed(original.Doctor, rx.TextDigest, certificate.Serial)
                {
                    Original = bytes,
                    Signature = Convert.ToBase64String(given.Signature!),
                    Key = doctor.Facts!.SigningKey,
                    Certificate = certificate.Used,
                    FileDigest = given.FileDigest,
                    MostDays = verdict.MostDays,
                },
                now));
    }

    /// <summary>What the doctor's system sent.</summary>
    private sealed record Given(SignedOriginal Original, byte[]? Signature, string? Certificate, string FileDigest);
}
