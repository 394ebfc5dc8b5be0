using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Secrets;

namespace Mingsuan.Prescriptions.Signing;

/// <summary>
/// 医保电子签名 — in the sandbox's form: the doctor signs at the institution with their own key, and the platform verifies
/// the signature over the very bytes of the original with the key registered for that doctor. (nhsa §15.3)
/// </summary>
internal sealed class SignPrescription(RxBook book, RxDesk desk, RxSecrets secrets, Prescribers prescribers)
    : IEpcMethod
{
    private const int MostOriginal = 20_000;
    private const int MostFile = 4 << 20;

    public string Name => "rxFixmedinsSign";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var fixmedins = input.RequiredText("fixmedinsCode", 20);
        var written = input.RequiredText("originalValue", MostOriginal);
        var file = input.RequiredText("originalRxFile", MostFile);
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

        if (await book.ByWireAsync(call.Institution.Id, original.HiRxno, ct) is not { } number)
        {
            return EpcResult.Refuse("E-RX-UNKNOWN");
        }

        var signature = Prescribers.Signature(Extras.Of(call.Data, "doctorSignature"));
        var done = await desk.RunAsync(
            "rx.sign",
            number.PersonId,
            number.RxId,
            $"{call.Institution.Code}/{original.Doctor}",
            (dossier, now) => DecideAsync(call.Institution, dossier, original, signature, now, ct),
            ct);
        return done.Refusal is { } refusal ? new(null, refusal) : Answer(done.Dossier!.Last<Signed>()!, file);
    }

    private static EpcResult Answer(Signed signed, string file) => EpcResult.Of(new JsonObject
    {
        ["rxFile"] = file,
        ["signDigest"] = signed.Signature,
        ["signCertSn"] = signed.CertificateSn,
        ["signCertDn"] = "CN=" + signed.Doctor,
    });

    private async Task<RxDecision> DecideAsync(
        InstitutionFacts at,
        RxDossier dossier,
        SignedOriginal original,
        byte[]? signature,
        DateTime now,
        CancellationToken ct)
    {
        var bytes = Convert.ToBase64String(original.Bytes);
        if (dossier is { Rx.Stored: RxState.Signed } && dossier.Last<Signed>()!.Original == bytes)
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

        var doctor = await prescribers.DoctorAsync(original.Doctor, at, now, text.IsInternet, ct);
        var refusal = doctor.Refusal
            ?? Prescribers.Verify(doctor.Facts!, original.Bytes, signature, "E-RX-SIGNATURE");
        return refusal is not null
            ? new() { Refusal = refusal }
            : RxDecision.Of(RxRules.Sign(
                rx,
                new Signed(original.Doctor, rx.TextDigest, SerialOf(doctor.Facts!.SigningKey!))
                {
                    Original = bytes,
                    Signature = Convert.ToBase64String(signature!),
                    Key = doctor.Facts!.SigningKey,
                },
                now));
    }

    /// <summary>证书序列号 — the registered key's fingerprint stands in its place.</summary>
    private static string SerialOf(string point) =>
        Convert.ToHexString(Sm3.Hash(Convert.FromHexString(point)).AsSpan(0, 16));
}
