using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 2205 费用明细撤销 — removes the lines of a batch that no settlement has taken; 0000 removes all such lines.
/// </summary>
internal sealed class WithdrawFees(ClaimDesk desk, IVisitBook visits, Operations operations, FeeTrail trail) : IInfno
{
    private const string AllBatches = "0000";

    public string Infno => "2205";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (visitId, batch, psnNo) = (
            input.RequiredText("mdtrt_id", 30), input.RequiredText("chrg_bchno", 30), input.RequiredText("psn_no", 30));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var open = await desk.OpenAsync(call, psnNo, visitId, null, ct);
        return open.Value is not { } claim
            ? InfnoResult.Refused(open.Refusal!)
            : await operations.RunAsync(Infno, (db, token) => RemoveAsync(db, call, claim, batch, token), ct)
                with
            { Person = claim.Person.Id };
    }

    private async Task<InfnoResult> RemoveAsync(
        MingsuanDb db, InfnoCall call, OpenClaim open, string batch, CancellationToken ct)
    {
        var (person, visit) = (open.Person.Id.Value, open.Visit.Id.Value);
        await db.LockPersonAsync(person, ct);
        var uploaded = await db.Set<FeeLine>().AsTracking()
            .Where(line => line.PersonId == person && line.VisitId == visit)
            .ToListAsync(ct);
        var taken = await db.Set<SettlementRow>().AsNoTracking()
            .Where(row => row.PersonId == person && row.VisitId == visit && row.Reverses == null)
            .Select(row => new { row.ChrgBchno, row.Generation })
            .ToListAsync(ct);
        var free = uploaded
            .Where(line => (batch == AllBatches || line.ChrgBchno == batch) &&
                !taken.Any(one => one.ChrgBchno == line.ChrgBchno && one.Generation == line.Generation))
            .ToList();
        if (free.Count == 0)
        {
            return taken.Any(one => one.ChrgBchno == batch)
                ? InfnoResult.Refused("E-ALREADY-SETTLED", ("batch", batch))
                : InfnoResult.Refused("E-NO-FEE-LINES", ("batch", batch));
        }

        db.RemoveRange(free);
        await trail.RecordAsync(db, call, person, "settlement.fees-withdrawn", ProvenRecords.Removed(db, free), ct);
        if (free.Count == uploaded.Count)
        {
            await visits.MarkAsync(open.Person.Id, open.Visit.Id, VisitState.Diagnosed, ct);
        }

        return InfnoResult.Done();
    }
}
