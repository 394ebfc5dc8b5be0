using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
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
internal sealed class UploadPrescription(RxBook book, RxDesk desk, RxSecrets secrets, Prescribers prescribers)
    : IEpcMethod
{
    private const int MostFileText = 4 << 20;
    private const int MostFile = 2 << 20;

    public string Name => "rxFileUpld";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var upload = SignedOriginal.Of(call.Data);
        var fileText = input.RequiredText("rxFile", MostFileText);
        var digest = input.RequiredText("signDigest", 4000);
        if ((upload.Fault ?? input.Fault) is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        if (upload.Of("fixmedinsCode") != call.Institution.Code)
        {
            return EpcResult.Refuse("E-RX-INSTITUTION");
        }

        if (Prescribers.Base64(fileText) is not { } file || file.Length > MostFile ||
            !file.AsSpan().StartsWith("%PDF"u8))
        {
            return EpcResult.Refuse("E-RX-FILE");
        }

        if (await book.ByWireAsync(call.Institution.Id, upload.HiRxno, ct) is not { } number)
        {
            return EpcResult.Refuse("E-RX-UNKNOWN");
        }

        var given = new Given(
            upload, file, digest, Prescribers.Signature(Extras.Of(call.Data, "pharmacistSignature")));
        var done = await desk.RunAsync(
            "rx.upload",
            number.PersonId,
            number.RxId,
            $"{call.Institution.Code}/{upload.Of("pharCode")}",
            (dossier, now) => DecideAsync(call.Institution, dossier, given, now, ct),
            ct);
        return done.Refusal is { } refusal ? new(null, refusal) : EpcResult.Of(RxStatus.Json(done));
    }

    private async Task<RxDecision> DecideAsync(
        InstitutionFacts at, RxDossier dossier, Given given, DateTime now, CancellationToken ct)
    {
        if (dossier.Last<Uploaded>() is { } before)
        {
            return before.FileDigest == given.FileDigest && Refusal(dossier, given) is null
                ? RxDecision.Nothing
                : RxDecision.Refuse("E-RX-TRACE-USED");
        }

        var review = new Reviewed(given.Upload.Of("pharCode"), true, null);
        var ruling = RxRules.Review(dossier.Rx, review, now);
        var refusal = ruling.Refusal
            ?? Refusal(dossier, given)
            ?? await SignersAsync(at, dossier, given, now, ct);
        if (refusal is not null)
        {
            return new() { Refusal = refusal };
        }

        var signed = review with
        {
            Signature = Convert.ToBase64String(given.Signature!),
            Key = (await prescribers.PharmacistAsync(review.Pharmacist, at, now, ct)).Facts!.SigningKey,
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
            : null;
    }

    /// <summary>Neither the doctor nor the pharmacist is suspended, and the pharmacist signed the same bytes.</summary>
    private async Task<Notice?> SignersAsync(
        InstitutionFacts at, RxDossier dossier, Given given, DateTime now, CancellationToken ct)
    {
        var signed = dossier.Last<Signed>()!;
        var doctor = await prescribers.DoctorAsync(signed.Doctor, at, now, false, ct);
        if (doctor.Refusal is { } barred)
        {
            return barred;
        }

        var pharmacist = await prescribers.PharmacistAsync(given.Upload.Of("pharCode"), at, now, ct);
        return pharmacist.Refusal ?? Prescribers.Verify(
            pharmacist.Facts!,
            Convert.FromBase64String(signed.Original!),
            given.Signature,
            "E-RX-PHARMACIST-SIGNATURE");
    }

    /// <summary>What was uploaded.</summary>
    private sealed record Given(SignedOriginal Upload, byte[] File, string SignDigest, byte[]? Signature)
    {
        public string FileDigest { get; } = Convert.ToHexStringLower(Sm3.Hash(File));
    }
}
