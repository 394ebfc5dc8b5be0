using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Manual;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 2207 结算 — under the person's lock: decide, then write the settlement, its lines, its postings, the year's totals,
/// the
/// account, the visit's state, the trail and the outbox in one transaction. Final, and proven by the trail.
/// </summary>
internal sealed class Settle(
    ClaimDesk desk,
    DoctorCheck doctors,
    Posting posting,
    FamilyAccount family,
    IPrescriptionBook prescriptions,
    IVisitBook visits,
    ITraceCodes traces,
    Operations operations) : IInfno
{
    public string Infno => "2207";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = SettleRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (request.UseFamily)
        {
            // Before the person alone is locked: two persons are locked in one order only.
            await family.LockBothAsync(request.PsnNo, ct);
        }

        var open = await desk.OpenAsync(call, request, ct);
        return open.Value is not { } claim
            ? InfnoResult.Refused(open.Refusal!)
            : await operations.RunAsync(Infno, (db, token) => SettleAsync(db, call, request, claim, token), ct)
                with
            { Person = claim.Person.Id };
    }

    private async Task<InfnoResult> SettleAsync(
        MingsuanDb db, InfnoCall call, SettleRequest request, OpenClaim open, CancellationToken ct)
    {
        var person = open.Person.Id.Value;
        await db.LockPersonAsync(person, ct);
        var (generation, settled) = await ClaimDesk.GenerationAsync(
            db, person, open.Visit.Id.Value, request.ChrgBchno, ct);
        if (settled)
        {
            return InfnoResult.Refused("E-ALREADY-SETTLED", ("batch", request.ChrgBchno));
        }

        if (request.Invono is { } invoice && await ManualDesk.PaidAsync(db, open.Visit.Institution.Value, invoice, ct))
        {
            return InfnoResult.Refused("E-CLAIMED-BY-HAND", ("invoice", invoice));
        }

        var lines = await ClaimDesk.LinesAsync(db, open, request.ChrgBchno, generation, ct);
        var standings = await desk.StandingsAsync(open, lines.Select(line => line.ItemCode), ct);
        if (ClaimChecks.Consent(open.Visit, standings) is { } unasked)
        {
            return unasked;
        }

        if (await doctors.RefusalAsync(open.Visit, lines, ct) is { } suspended)
        {
            return suspended;
        }

        var bought = await prescriptions.AskAsync(open.Person.Id, open.Institution, ClaimRecords.Bought(lines), ct);
        if (bought.Refusal is { } against)
        {
            return InfnoResult.Refused(against);
        }

        var account = await posting.AccountAsync(db, open.Person, ct);
        var share = request.UseFamily ? await family.ShareAsync(db, person, open.Visit.On, ct) : null;
        if (share is not null && !family.Holds(share.Holder))
        {
            return InfnoResult.Refused("E-FAMILY-CHANGED");
        }

        var decided = await desk.DecideAsync(
            open,
            request.MedType,
            Batch.DiseaseCode(lines, open.Visit),
            lines,
            request.UseAccount,
            account.Balance,
            ct,
            share,
            standings,
            records: new(open.Visit, request, bought));
        if (ClaimChecks.Refusal(request, decided) is { } refusal)
        {
            return refusal;
        }

        return await PostAsync(db, call, request, decided, generation, account, bought.At, ct);
    }

    /// <summary>Writes what was decided; a code that may not be sold again stops it all.</summary>
    private async Task<InfnoResult> PostAsync(
        MingsuanDb db,
        InfnoCall call,
        SettleRequest request,
        DecidedClaim decided,
        int generation,
        PersonAccount account,
        DateTime askedAt,
        CancellationToken ct)
    {
        var (open, drugs) = (decided.Open, ClaimRecords.Bought(decided.Lines));
        var scanned = ScannedLines.Match(request.Scanned, decided.Lines);
        if (scanned.Refusal is { } misplaced)
        {
            return InfnoResult.Refused(misplaced);
        }

        var row = await posting.SettleAsync(db, call, request, decided, generation, account, ct);
        var asked = scanned.Of(call, open, new SettlementId(row.SettlementId));
        if (await traces.ReserveAsync(asked, ct) is { } held)
        {
            return InfnoResult.Refused(held);
        }

        await family.MoveAsync(db, call, row, "settlement.family-paid", ct);
        await prescriptions.PayAsync(
            open.Person.Id, open.Institution, new(row.SettlementId), drugs, askedAt, call.Actor, ct);
        await visits.MarkAsync(open.Person.Id, open.Visit.Id, VisitState.Settled, ct);
        return InfnoResult.Done(SetlInfo.Of(open.Person, open.Enrolment, row), ClaimChecks.Warnings(call, decided)) with
        {
            Settlement = new SettlementId(row.SettlementId),
        };
    }
}
