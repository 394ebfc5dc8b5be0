using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Paging;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Patient.SigningIn;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Patient.Records;

/// <summary>
/// 本人资料 — what a patient reads, on the pages and by <c>/api/v1/patient</c> alike. Every question is asked with the
/// person of the session and with nobody else's, and every one of them is on the access log. (GJ-5)
/// </summary>
internal sealed class PatientRecords(
    PatientDesk desk,
    PlaceNames names,
    IPersonDirectory persons,
    IAccountBook accounts,
    IVisitRecords visits,
    IPersonPrescriptions prescriptions,
    IPersonSettlements settlements,
    IReceipts receipts,
    IAccessHistory history,
    TimeProvider clock)
{
    public const int RowsOfPage = 10;
    public const int LinesOfPage = 25;
    private const int MostWaiting = 5;

    /// <summary>首页 — who it is, the insured state today, the account, and what waits.</summary>
    public async Task<HomeView?> HomeAsync(HttpContext context)
    {
        var (me, stop) = (Me(context), context.RequestAborted);
        var person = await persons.FindAsync(me, stop);
        Note(context, PatientWhat.Home, person is null ? "E-PERSON-UNKNOWN" : null);
        if (person is null)
        {
            return null;
        }

        var today = clock.Today();
        var enrolment = person.EnrolmentOn(today);
        var recent = await prescriptions.PageAsync(me, null, null, RowsOfPage, stop);
        return new(
            person,
            enrolment,
            enrolment is null ? EntitlementState.Suspended : person.EntitlementOn(today, enrolment.Insutype),
            await accounts.BalanceAsync(me, stop),
            [.. recent.Where(one => one.HasCode).Take(MostWaiting)]);
    }

    public async Task<PageOf<VisitView>> VisitsAsync(HttpContext context, Place? after)
    {
        var found = await visits.PageAsync(Me(context), after, RowsOfPage + 1, context.RequestAborted);
        Note(context, PatientWhat.Visits, null);
        return await PageOf<VisitRecord>.Cut(found, RowsOfPage, one => new(one.BeganAt, one.Id.Value))
            .SelectAsync(one => ViewAsync(one, [], [], context.RequestAborted));
    }

    /// <summary>One visit with its charges and prescriptions.</summary>
    public async Task<VisitView?> VisitAsync(HttpContext context, string id)
    {
        var (me, stop) = (Me(context), context.RequestAborted);
        var visit = WireId.TryDecode(id, out var of, out _) ? await visits.FindAsync(me, new(of), stop) : null;
        Note(context, PatientWhat.Visit, visit is null ? "E-VISIT-UNKNOWN" : null);
        if (visit is null)
        {
            return null;
        }

        var charges = await settlements.PageAsync(me, visit.Id, null, RowsOfPage, stop);
        var written = await prescriptions.PageAsync(me, visit.Id, null, RowsOfPage, stop);
        return await ViewAsync(visit, charges, written, stop);
    }

    public async Task<PageOf<PrescriptionView>> PrescriptionsAsync(HttpContext context, Place? after)
    {
        var found = await prescriptions.PageAsync(
            Me(context), null, after, RowsOfPage + 1, context.RequestAborted);
        Note(context, PatientWhat.Prescriptions, null);
        return await PageOf<PersonPrescription>.Cut(found, RowsOfPage, one => one.Place)
            .SelectAsync(one => ViewAsync(one, context.RequestAborted));
    }

    public async Task<PrescriptionView?> PrescriptionAsync(HttpContext context, string hiRxno)
    {
        var found = await prescriptions.FindAsync(Me(context), hiRxno, context.RequestAborted);
        Note(context, PatientWhat.Prescription, found is null ? "E-RX-UNKNOWN" : null);
        return found is null ? null : await ViewAsync(found, context.RequestAborted);
    }

    /// <summary>取药码 — to be shown at the counter.</summary>
    public async Task<(string? Code, Notice? Refusal)> CodeAsync(HttpContext context, string hiRxno)
    {
        var found = await prescriptions.CodeAsync(Me(context), hiRxno, context.RequestAborted);
        Note(context, PatientWhat.Code, found.Refusal?.Code);
        return found;
    }

    public async Task<PageOf<SettlementView>> SettlementsAsync(HttpContext context, Place? after)
    {
        var found = await settlements.PageAsync(Me(context), null, after, RowsOfPage + 1, context.RequestAborted);
        Note(context, PatientWhat.Settlements, null);
        return await PageOf<SettledSummary>.Cut(found, RowsOfPage, one => new(one.At, one.Id.Value))
            .SelectAsync(async one => new SettlementView(
                one, null, await names.OfAsync(one.Institution, context.RequestAborted)));
    }

    public async Task<SettlementView?> SettlementAsync(HttpContext context, string id)
    {
        var found = WireId.TryDecode(id, out var of, out _)
            ? await settlements.FindAsync(Me(context), new(of), context.RequestAborted)
            : null;
        Note(context, PatientWhat.Settlement, found is null ? "E-SETTLEMENT-UNKNOWN" : null);
        return found is null
            ? null
            : new(found.Summary, found, await names.OfAsync(found.Summary.Institution, context.RequestAborted));
    }

    /// <summary>自验收据 — the settlement as one file; none of another's.</summary>
    public async Task<byte[]?> ReceiptAsync(HttpContext context, string id)
    {
        var file = WireId.TryDecode(id, out var of, out _)
            ? await receipts.OfAsync(Me(context), new(of), context.RequestAborted)
            : null;
        Note(context, PatientWhat.Receipt, file is null ? "E-SETTLEMENT-UNKNOWN" : null);
        return file;
    }

    /// <summary>谁看过我的资料.</summary>
    public async Task<PageOf<AccessView>> AccessAsync(HttpContext context, Place? after)
    {
        var found = await history.PageAsync(Me(context), after, LinesOfPage + 1, context.RequestAborted);
        Note(context, PatientWhat.Access, null);
        return await PageOf<PastAccess>.Cut(found, LinesOfPage, one => one.Place)
            .SelectAsync(one => names.WhoAsync(one, context.RequestAborted));
    }

    /// <summary>The person of the session.</summary>
    public static PersonId Me(HttpContext context) => PatientSession.Of(context.User)!.Value;

    private void Note(HttpContext context, string what, string? refusal) =>
        desk.Note(context, what, refusal ?? "ok", Me(context));

    private async Task<VisitView> ViewAsync(
        VisitRecord visit,
        IReadOnlyList<SettledSummary> charges,
        IReadOnlyList<PersonPrescription> written,
        CancellationToken ct) => new(visit, await names.OfAsync(visit.Institution, ct), charges, written);

    private async Task<PrescriptionView> ViewAsync(PersonPrescription rx, CancellationToken ct) => new(
        rx,
        await names.OfAsync(rx.Institution, ct),
        rx.Holder is { } holder ? await names.OfAsync(holder, ct) : null);
}
