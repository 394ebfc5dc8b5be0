using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;
using Mingsuan.Visits.Opening;

namespace Mingsuan.Visits.Diagnosing;

/// <summary>2203 就诊信息上传 — the condition and the diagnoses of a visit; a later upload replaces an earlier one.</summary>
internal class UploadVisit(
    IPersonDirectory persons, IPractitionerDirectory practitioners, Operations operations, RecordKeeper records)
    : IInfno
{
    public virtual string Infno => "2203";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = UploadVisitRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await persons.ByNumberAsync(request.PsnNo, ct);
        if (person is null || !WireId.TryDecode(request.MdtrtId, out var visitId, out _))
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN");
        }

        var refusal = await operations.RunAsync(
            Infno,
            (db, token) => StoreAsync(db, call, person.Id.Value, visitId, request, token),
            ct);
        return (refusal is null ? InfnoResult.Done() : InfnoResult.Refused(refusal)) with { Person = person.Id };
    }

    private async Task<string?> StoreAsync(
        MingsuanDb db, InfnoCall call, Guid personId, Guid visitId, UploadVisitRequest request, CancellationToken ct)
    {
        await db.LockPersonAsync(personId, ct);
        var visit = await db.Set<Visit>().SingleOrDefaultAsync(
            row => row.PersonId == personId && row.VisitId == visitId, ct);
        if (visit is null || visit.InstId != call.Institution.Id.Value)
        {
            return "E-VISIT-UNKNOWN";
        }

        if (visit.State is VisitState.Settled or VisitState.Cancelled)
        {
            return "E-VISIT-CLOSED";
        }

        // Who is suspended after the visit was opened diagnoses and prescribes nothing any more.
        if (await practitioners.BarredAsync([new(visit.DoctorCode, visit.BeganAt)], ct) is not null)
        {
            return "E-DOCTOR-SUSPENDED";
        }

        if (Turned(visit, request.Extension.Turned) is { } against)
        {
            return against;
        }

        Take(visit, request);
        visit.Version++;
        await db.Set<VisitDiagnosis>()
            .Where(row => row.PersonId == personId && row.VisitId == visitId)
            .ExecuteDeleteAsync(ct);
        foreach (var (place, diagnosis) in request.Diagnoses.Index())
        {
            db.Add(diagnosis.Row(personId, visitId, place));
        }

        await records.KeepAsync(db, call, visit, request, ct);
        return null;
    }

    /// <summary>
    /// 转线下 is the end of an online visit's prescribing and is not taken back. (济医保字〔2022〕49号 SD-J4)
    /// </summary>
    private static string? Turned(Visit visit, TurnedOffline? turned) =>
        turned is not null && visit.Channel != VisitChannel.Internet ? "E-VISIT-OFFLINE" : null;

    private static void Take(Visit visit, UploadVisitRequest request)
    {
        var extension = request.Extension;
        visit.MedType = request.MedType;
        visit.DiseCodg = request.DiseCodg;
        visit.DiseName = request.DiseName;
        visit.MainCondition = request.MainCondition is { } condition ? new Sensitive(condition) : null;
        visit.Consent = extension.Evidence.Consent ?? visit.Consent;
        visit.RealTime = extension.Evidence.RealTime ?? visit.RealTime;
        visit.FirstVisit = extension.Evidence.FirstVisit ?? visit.FirstVisit;
        visit.Symptoms = extension.Symptoms is { } symptoms ? string.Join(' ', symptoms) : visit.Symptoms;
        visit.ProofOn = extension.Proof?.On ?? visit.ProofOn;
        visit.ProofDiagnosis = extension.Proof?.Diagnosis ?? visit.ProofDiagnosis;
        visit.ProofSource = extension.Proof?.Source ?? visit.ProofSource;
        visit.TurnedOffline |= extension.Turned is not null;
        visit.State = request.Diagnoses.Count == 0 ? VisitState.Registered
            : visit.State is VisitState.Registered ? VisitState.Diagnosed
            : visit.State;
    }
}

/// <summary>2203A — 2203 with the two fields of maternity, which are read past.</summary>
internal sealed class UploadVisitWithMaternity(
    IPersonDirectory persons, IPractitionerDirectory practitioners, Operations operations, RecordKeeper records)
    : UploadVisit(persons, practitioners, operations, records)
{
    public override string Infno => "2203A";
}
