using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Diagnosing;

/// <summary>2203 就诊信息上传 — the condition and the diagnoses of a visit; a later upload replaces an earlier one.</summary>
internal class UploadVisit(
    IPersonDirectory persons, IPractitionerDirectory practitioners, Operations operations, TimeProvider time) : IInfno
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
            (db, token) => StoreAsync(db, person.Id.Value, visitId, call.Institution.Id.Value, request, token),
            ct);
        return (refusal is null ? InfnoResult.Done() : InfnoResult.Refused(refusal)) with { Person = person.Id };
    }

    private async Task<string?> StoreAsync(
        MingsuanDb db, Guid personId, Guid visitId, Guid instId, UploadVisitRequest request, CancellationToken ct)
    {
        await db.LockPersonAsync(personId, ct);
        var visit = await db.Set<Visit>().SingleOrDefaultAsync(
            row => row.PersonId == personId && row.VisitId == visitId, ct);
        if (visit is null || visit.InstId != instId)
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

        visit.MedType = request.MedType;
        visit.DiseCodg = request.DiseCodg;
        visit.DiseName = request.DiseName;
        visit.MainCondition = request.MainCondition is { } condition ? new Sensitive(condition) : null;
        visit.Consent = request.Extension.Evidence.Consent ?? visit.Consent;
        visit.RealTime = request.Extension.Evidence.RealTime ?? visit.RealTime;
        visit.FirstVisit = request.Extension.Evidence.FirstVisit ?? visit.FirstVisit;
        visit.DiagnosedAt = time.GetUtcNow().UtcDateTime;
        visit.State = request.Diagnoses.Count == 0 ? VisitState.Registered
            : visit.State is VisitState.Registered ? VisitState.Diagnosed
            : visit.State;
        visit.Version++;
        await db.Set<VisitDiagnosis>()
            .Where(row => row.PersonId == personId && row.VisitId == visitId)
            .ExecuteDeleteAsync(ct);
        foreach (var (place, diagnosis) in request.Diagnoses.Index())
        {
            db.Add(diagnosis.Row(personId, visitId, place));
        }

        return null;
    }
}

/// <summary>2203A — 2203 with the two fields of maternity, which are read past.</summary>
internal sealed class UploadVisitWithMaternity(
    IPersonDirectory persons, IPractitionerDirectory practitioners, Operations operations, TimeProvider time)
    : UploadVisit(persons, practitioners, operations, time)
{
    public override string Infno => "2203A";
}
