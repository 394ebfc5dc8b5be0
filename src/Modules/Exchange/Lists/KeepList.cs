using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Exchange.Lists;

/// <summary>
/// 4101A 结算清单上传 — accepted and kept whole, on the person's trail, for a settlement of the calling institution that
/// stands. Nothing is decided by it. (nhsa §12)
/// </summary>
internal sealed class KeepList(
    IPersonDirectory persons,
    IChargeBook charges,
    Operations operations,
    TrailWriter trail,
    IdSource ids,
    TimeProvider time) : IInfno
{
    public string Infno => "4101A";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = ListRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (request.To < request.From)
        {
            return InfnoResult.Refused(WireFault.Malformed, ("field", "setlinfo.setl_end_date"));
        }

        if (await persons.ByNumberAsync(request.PsnNo, ct) is not { } person ||
            !WireId.TryDecode(request.SetlId, out var settlement, out _) ||
            !WireId.TryDecode(request.MdtrtId, out var visit, out _))
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
        }

        var row = new SettlementList
        {
            PersonId = person.Id.Value,
            ListId = ids.Next(),
            InstId = call.Institution.Id.Value,
            VisitId = visit,
            SettlementId = settlement,
            StatusType = request.StatusType,
            Content = new(WireJson.Canonical(call.Input)),
            OpterNo = call.Opter.No,
            ReceivedAt = TrailTime.Of(time.GetUtcNow()),
        };
        return await operations.RunAsync(Infno, (db, token) => StoreAsync(db, call, row, token), ct)
            with
        { Person = person.Id };
    }

    private async Task<InfnoResult> StoreAsync(
        MingsuanDb db, InfnoCall call, SettlementList row, CancellationToken ct)
    {
        await db.LockPersonAsync(row.PersonId, ct);
        var charged = await charges.FindAsync(new(row.PersonId), new(row.SettlementId), ct);
        if (charged is null || charged.Institution != call.Institution.Id || charged.Visit.Value != row.VisitId)
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
        }

        if (!charged.Stands)
        {
            return InfnoResult.Refused("E-ALREADY-REVERSED");
        }

        db.Add(row);
        await trail.AppendAsync(
            db,
            TrailSubject.Person(row.PersonId),
            "exchange.settlement-list",
            call.Actor,
            new JsonObject
            {
                ["infno"] = call.Infno,
                ["msgid"] = call.MsgId,
                ["institution"] = call.Institution.Code,
                [ProvenRecords.Member] = ProvenRecords.Of(db, row),
            },
            ct);
        return InfnoResult.Done(new JsonObject { ["setl_list_id"] = WireId.Encode(row.ListId) });
    }
}
