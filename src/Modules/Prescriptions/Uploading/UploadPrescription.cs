using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Querying;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;
using Mingsuan.Prescriptions.Signing;

namespace Mingsuan.Prescriptions.Uploading;

/// <summary>
/// 电子处方上传 — the pharmacist's review and signature over what the doctor signed, and the document: from now on it
/// circulates. The trace code is used once. (nhsa §15.4, CX-23-1)
/// </summary>
internal sealed class UploadPrescription(
    RxBook book,
    RxDesk desk,
    RxSecrets secrets,
    Prescribers prescribers,
    PrescribingCheck limits,
    SigningCertificates certificates) : IEpcMethod
{
    public string Name => "rxFileUpld";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var upload = SignedOriginal.Of(call.Data);
        var fileText = input.RequiredText("rxFile", RxPdf.MostText);
        var digest = input.RequiredText("signDigest", 4000);
        if (Extras.IsBroken(call.Data))
        {
            input.Reject("extras");
        }

        if ((upload.Fault ?? input.Fault) is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        if (upload.Of("fixmedinsCode") != call.Institution.Code)
        {
            return EpcResult.Refuse("E-RX-INSTITUTION");
        }

        if (RxPdf.Read(fileText) is not { } file)
        {
            return EpcResult.Refuse("E-RX-FILE");
        }

        if (await book.ByWireAsync(call.Institution.Id, upload.HiRxno, ct) is not { } number)
        {
            return EpcResult.Refuse("E-RX-UNKNOWN");
        }

        var given = new Given(
            upload,
            file,
            digest,
            Prescribers.Signature(Extras.Of(call.Data, "pharmacistSignature")),
            Extras.Of(call.Data, "pharmacistCertificate"));
        var done = await desk.RunAsync(
            "rx.upload",
            number.PersonId,
            number.RxId,
            $"{call.Institution.Code}/{upload.Of("pharCode")}",
            (dossier, now) => DecideAsync(call, dossier, given, now, ct),
            ct);
        return done.Refusal is { } refusal ? new(null, refusal) : EpcResult.Of(RxStatus.Json(done)) with
        {
            Warning = SigningCertificates.Warning(done.Dossier!.Last<Reviewed>()?.Certificate),
            Person = new PersonId(number.PersonId),
        };
    }

    private async Task<RxDecision> DecideAsync(
        EpcCall call, RxDossier dossier, Given given, DateTime now, CancellationToken ct)
    {
        if (dossier.Last<Uploaded>() is { } before)
        {
            return before.FileDigest == given.FileDigest && Refusal(dossier, given) is null
                ? RxDecision.Nothing
                : RxDecision.Refuse("E-RX-TRACE-USED");
        }

        var review = new Reviewed(given.Upload.Of("pharCode"), true, null);
        var ruling = RxRules.Review(dossier.Rx, review, now);
        if ((ruling.Refusal ?? Refusal(dossier, given)) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var (pharmacist, barred) = await SignersAsync(call.Institution, dossier, given, now, ct);
        if (barred is not null)
        {
            return new() { Refusal = barred };
        }

        var certificate = certificates.Check(pharmacist!, given.Certificate, call.Signature, now);
        if (certificate.Refusal is { } unsound)
        {
            return new() { Refusal = unsound };
        }

        var signed = review with
        {
            Signature = Convert.ToBase64String(given.Signature!),
            Key = pharmacist!.SigningKey,
            Certificate = certificate.Used,
        };
        return RxRules.Upload(Prescription.Apply(dossier.Rx, signed), now) is { Refusal: { } late }
            ? new() { Refusal = late }
            : new()
            {
                Events = [signed, new Uploaded { FileDigest = given.FileDigest }],
                File = new RxFile
                {
                    PersonId = dossier.Person,
                    RxId = dossier.Id,
                    Digest = given.FileDigest,
                    Content = given.File,
                },
            };
    }

    /// <summary>The upload says what was signed, of this text, with the signature that was given.</summary>
    private Notice? Refusal(RxDossier dossier, Given given)
    {
        var signed = dossier.Last<Signed>()!;
        return !secrets.Traces(dossier.Id, dossier.Rx!.TextDigest, given.Upload.TraceCode) ? Notice.Of("E-RX-TRACE")
            : SignedOriginal.Read(signed.Original!)!.Differs(given.Upload) is { } differs ? differs
            : given.SignDigest != signed.Signature ? Notice.Of("E-RX-SIGN-DIGEST")
            : given.FileDigest != signed.FileDigest ? Notice.Of("E-RX-FILE-DIGEST")
            : null;
    }

    /// <summary>
    /// The doctor still may, the pharmacist is not suspended, the text may still be prescribed, and the pharmacist
    /// signed the same bytes.
    /// </summary>
    private async Task<(PractitionerFacts? Pharmacist, Notice? Refusal)> SignersAsync(
        InstitutionFacts at, RxDossier dossier, Given given, DateTime now, CancellationToken ct)
    {
        var signed = dossier.Last<Signed>()!;
        var isOnline = await limits.IsOnlineAsync(dossier, ct);
        var doctor = await prescribers.DoctorAsync(signed.Doctor, at, now, isOnline, ct);
        if ((doctor.Refusal ?? (await limits.AgainAsync(at, dossier, doctor.Facts!, now, ct)).Refusal) is { } barred)
        {
            return (null, barred);
        }

        var pharmacist = await prescribers.PharmacistAsync(given.Upload.Of("pharCode"), at, now, ct);
        var refusal = pharmacist.Refusal ?? Prescribers.Verify(
            pharmacist.Facts!,
            Convert.FromBase64String(signed.Original!),
            given.Signature,
            "E-RX-PHARMACIST-SIGNATURE");
        return refusal is null ? (pharmacist.Facts, null) : (null, refusal);
    }

    /// <summary>What was uploaded.</summary>
    private sealed record Given(
        SignedOriginal Upload, byte[] File, string SignDigest, byte[]? Signature, string? Certificate)
    {
        public string FileDigest { get; } = RxPdf.Digest(File);
    }
}
