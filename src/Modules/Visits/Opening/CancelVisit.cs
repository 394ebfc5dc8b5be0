using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Opening;

/// <summary>2202 挂号撤销 — only while nothing is charged: no uploaded lines that stand, no settlement in force.</summary>
internal sealed class CancelVisit(
    IPersonDirectory persons, IChargeBook charges, Operations operations, TrailWriter trail) : IInfno
{
    public string Infno => "2202";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data", "mdtrtinfo");
        var psnNo = input.RequiredText("psn_no", 30);
        var mdtrtId = input.RequiredText("mdtrt_id", 30);
        var iptOtpNo = input.RequiredText("ipt_otp_no", 30);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await persons.ByNumberAsync(psnNo, ct);
        if (person is null || !WireId.TryDecode(mdtrtId, out var visitId, out _))
        {
            return InfnoResult.Refused("E-VISIT-UNKNOWN");
        }

        var refusal = await operations.RunAsync(
            Infno,
            async (db, token) =>
            {
                await db.LockPersonAsync(person.Id.Value, token);
                var visit = await db.Set<Visit>().SingleOrDefaultAsync(
                    row => row.PersonId == person.Id.Value && row.VisitId == visitId, token);
                if (visit is null || visit.InstId != call.Institution.Id.Value || visit.IptOtpNo != iptOtpNo)
                {
                    return "E-VISIT-UNKNOWN";
                }

                // Of several batches one may stand though the last step was a reversal: ask the charges, not the state.
                if (visit.State is VisitState.Cancelled
                    || await charges.HasChargesAsync(person.Id, new VisitId(visitId), token))
                {
                    return "E-VISIT-CLOSED";
                }

                visit.State = VisitState.Cancelled;
                visit.Version++;
                await RecordAsync(db, call, visit, token);
                return null;
            },
            ct);
        return (refusal is null ? InfnoResult.Done() : InfnoResult.Refused(refusal)) with { Person = person.Id };
    }

    private async Task RecordAsync(MingsuanDb db, InfnoCall call, Visit visit, CancellationToken ct) =>
        await trail.AppendAsync(
            db,
            TrailSubject.Person(visit.PersonId),
            "visits.cancelled",
            call.Actor,
            new JsonObject
            {
                ["infno"] = call.Infno,
                ["msgid"] = call.MsgId,
                ["institution"] = call.Institution.Code,
                ["visit"] = WireId.Encode(visit.VisitId),
            },
            ct);
}
