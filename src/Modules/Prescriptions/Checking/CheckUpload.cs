using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>
/// 电子处方上传预核验 — a prescription begins, or its text takes the place of an earlier one as long as nothing was uploaded.
/// (nhsa §15.2)
/// </summary>
internal sealed class CheckUpload(
    IPersonDirectory persons,
    IVisitBook visits,
    ICatalogue catalogue,
    Prescribers prescribers,
    PrescribingCheck limits,
    RxBook book,
    RxDesk desk,
    RxSecrets secrets,
    IdSource ids,
    RandomFill random,
    TimeProvider clock) : IEpcMethod
{
    public string Name => "uploadChk";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var text = CheckedText.Read(call.Data);
        if (text.Fault is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        var (patient, refusal) = await PatientAsync(call.Institution, text, ct);
        refusal ??= await RefusalAsync(call.Institution, patient!, text, ct);
        if (refusal is not null)
        {
            return new(null, refusal);
        }

        try
        {
            return await CheckAsync(call.Institution, patient!.Person, text, ct);
        }
        catch (DbUpdateException taken) when (DatabaseErrors.IsDuplicate(taken))
        {
            // Another patient's prescription took the number in the same moment: asked again, it is found.
            return await CheckAsync(call.Institution, patient!.Person, text, ct);
        }
    }

    private async Task<EpcResult> CheckAsync(
        InstitutionFacts at, PersonFacts person, CheckedText text, CancellationToken ct)
    {
        RxNumber? number = null;
        var done = await desk.RunAsync(
            "rx.check",
            person.Id.Value,
            async (db, token) =>
            {
                number = await book.ByHospitalAsync(at.Id, text.Root("hospRxno"), token);
                return number?.RxId ?? ids.Next();
            },
            $"{at.Code}/{text.Visit("drCode")}",
            (dossier, now) => DecideAsync(at, text, number, dossier, now, ct),
            ct);
        if (done.Refusal is { } refusal)
        {
            return new(null, refusal);
        }

        var rx = done.Dossier!;
        return EpcResult.Of(new JsonObject
        {
            ["rxTraceCode"] = secrets.TraceCodeOf(rx.Id, rx.Rx!.TextDigest),
            ["hiRxno"] = WireId.Encode(rx.Id),
        }) with
        { Person = person.Id };
    }

    private async Task<RxDecision> DecideAsync(
        InstitutionFacts at, CheckedText text, RxNumber? number, RxDossier dossier, DateTime now, CancellationToken ct)
    {
        if (number is not null && number.PersonId != dossier.Person)
        {
            return RxDecision.Refuse("E-RX-NUMBER", ("number", number.HospRxno));
        }

        WireId.TryDecode(text.Visit("mdtrtId"), out var visit, out _);
        var happened = new Checked(text.Visit("drCode"), text.Lines, text.ValidUntil, text.Digest)
        {
            PrescribedAt = text.PrescribedAt,
        };
        var decision = RxDecision.Of(RxRules.Check(dossier.Rx, happened, now));
        if (decision.Refusal is not null ||
            (dossier.Rx is { Stored: RxState.Checked } same && same.TextDigest == text.Digest))
        {
            return decision.Refusal is null ? RxDecision.Nothing : decision;
        }

        return decision with
        {
            Begun = dossier.Row is null ? await BeginAsync(at, text, dossier, ct) : null,
            Change = row => (row.Text, row.VisitId) = (new Sensitive(text.Stored), visit),
        };
    }

    private async Task<PrescriptionRow> BeginAsync(
        InstitutionFacts at, CheckedText text, RxDossier dossier, CancellationToken ct)
    {
        var handle = RxSecrets.NewHandle(random);
        while (await book.ByHandleAsync(at.Id, handle, ct) is not null)
        {
            handle = RxSecrets.NewHandle(random);
        }

        book.Add(new RxNumber
        {
            InstId = at.Id.Value,
            RxId = dossier.Id,
            HospRxno = text.Root("hospRxno"),
            Handle = handle,
            PersonId = dossier.Person,
        });
        return new()
        {
            PersonId = dossier.Person,
            RxId = dossier.Id,
            InstId = at.Id.Value,
            HospRxno = text.Root("hospRxno"),
            Handle = handle,
            VisitId = Guid.Empty,
            Prescriber = text.Visit("drCode"),
            Text = new(""),
            State = RxState.Checked,
            IsToBeRevoked = false,
            ValidUntil = text.ValidUntil,
        };
    }

    /// <summary>The patient is one person by certificate, number, visit and credential.</summary>
    private async Task<(Patient? Patient, Notice? Refusal)> PatientAsync(
        InstitutionFacts at, CheckedText text, CancellationToken ct)
    {
        if (text.Visit("fixmedinsCode") != at.Code)
        {
            return (null, Notice.Of("E-RX-INSTITUTION"));
        }

        var person = await persons.ByNumberAsync(text.Visit("psnNo"), ct);
        var named = await persons.ByCertificateAsync(
            text.Visit("psnCertType"), text.Visit("certno"), text.Visit("patnName"), ct);
        var presented = await persons.PresentedAsync(
            text.CredentialType, text.Credential!, text.Visit("psnCertType"), null, clock.Today(), ct);
        if (person is null || named?.Id != person.Id || presented?.Id != person.Id)
        {
            return (null, Notice.Of("E-IDENTITY"));
        }

        var visit = WireId.TryDecode(text.Visit("mdtrtId"), out var id, out _)
            ? await visits.FindAsync(person.Id, new VisitId(id), ct)
            : null;
        var refusal = visit is null || visit.Institution != at.Id ? Notice.Of("E-VISIT-UNKNOWN")
            : visit.State == VisitState.Cancelled ? Notice.Of("E-VISIT-CLOSED")
            : visit.Channel == VisitChannel.Internet && visit.DoctorCode != text.Visit("drCode")
                ? Notice.Of("E-RX-ATTENDING")
            : null;
        return refusal is null ? (await limits.PatientAsync(person, visit!, ct), null) : (null, refusal);
    }

    /// <summary>The doctor may prescribe, the drugs may be prescribed, and for so long.</summary>
    private async Task<Notice?> RefusalAsync(
        InstitutionFacts at, Patient patient, CheckedText text, CancellationToken ct)
    {
        var when = text.PrescribedAt;
        if (when > clock.GetUtcNow().UtcDateTime + InfnoCall.ClockTolerance)
        {
            return Notice.Of("E-FIELD-FORMAT", ("field", "prscTime"));
        }

        var isOnline = PrescribingCheck.IsOnline(text, patient.Visit);
        var doctor = await prescribers.DoctorAsync(text.Visit("drCode"), at, when, isOnline, ct);
        if (doctor.Refusal is { } barred)
        {
            return barred;
        }

        var codes = text.Lines.Select(line => line.Code).ToHashSet(StringComparer.Ordinal);
        var known = await catalogue.FindAsync(codes, BeijingTime.Day(when), ct);
        return codes.FirstOrDefault(code => known.GetValueOrDefault(code) is not { Kind: "drug" }) is { } unknown
            ? Notice.Of("E-RX-DRUG", ("drug", unknown))
            : limits.Judge(new(at, patient, doctor.Facts!, text), BeijingTime.Day(when)).Refusal;
    }
}
