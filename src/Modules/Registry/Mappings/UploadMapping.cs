using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Mappings;

/// <summary>
/// 3301 目录对照上传 — an institution's own codes to national ones; a code that is mapped already must be withdrawn first.
/// (nhsa §10)
/// </summary>
internal sealed class UploadMapping(Operations operations, MappingTrail trail, IdSource ids, TimeProvider time)
    : IInfno
{
    public string Infno => "3301";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var (rows, fault) = MappingRequest.Read(call);
        if (fault is not null)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (rows.FirstOrDefault(row => row.To < row.From) is not null)
        {
            return InfnoResult.Refused(WireFault.Malformed, ("field", "enddate"));
        }

        return await operations.RunAsync(Infno, (db, token) => StoreAsync(db, call, rows, token), ct);
    }

    private async Task<InfnoResult> StoreAsync(
        MingsuanDb db, InfnoCall call, IReadOnlyList<MappingRequest> requests, CancellationToken ct)
    {
        var inst = call.Institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var codes = requests.Select(request => request.OwnCode).ToHashSet();
        var standing = await db.Set<CatalogueMapping>().AsNoTracking()
            .Where(row => row.InstId == inst && codes.Contains(row.OwnCode) &&
                (row.HoldsUntil == null || row.HoldsUntil >= row.ValidFrom))
            .ToListAsync(ct);
        var made = new List<CatalogueMapping>();
        foreach (var request in requests)
        {
            if (standing.Concat(made).Any(row => Overlaps(row, request)))
            {
                return InfnoResult.Refused("E-MAPPING-OVERLAP", ("code", request.OwnCode));
            }

            made.Add(Row(call, request));
        }

        db.AddRange(made);
        await trail.RecordAsync(db, call, "registry.mapped", made, ct);
        return InfnoResult.Done();
    }

    private static bool Overlaps(CatalogueMapping row, MappingRequest request) =>
        row.OwnCode == request.OwnCode && row.ListType == request.ListType &&
        (row.HoldsUntil is null || row.HoldsUntil >= request.From) &&
        (request.To is null || row.ValidFrom <= request.To);

    private CatalogueMapping Row(InfnoCall call, MappingRequest request) => new()
    {
        InstId = call.Institution.Id.Value,
        MappingId = ids.Next(),
        OwnCode = request.OwnCode,
        OwnName = request.OwnName,
        ListType = request.ListType,
        MedListCodg = request.MedListCodg,
        Details = request.Details,
        ValidFrom = request.From,
        ValidTo = request.To,
        HoldsUntil = request.To,
        UploadedAt = TrailTime.Of(time.GetUtcNow()),
        OpterNo = call.Opter.No,
    };
}

/// <summary>3302 目录对照撤销 — ends a mapping with the day before; one that never held a day is as if never made.</summary>
internal sealed class WithdrawMapping(Operations operations, MappingTrail trail, TimeProvider time) : IInfno
{
    public string Infno => "3302";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data", "catalog");
        var own = MappingRequest.Required(
            input, "fixmedins_hilist_id", "fixmedinsHilistId", MappingRequest.LongestCode);
        var kind = MappingKind.Read(input);
        var national = MappingRequest.Required(input, "med_list_codg", "medListCodg", 50);
        var stated = input.Text("fixmedins_code", 30);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        return stated is null || stated == call.Institution.Code
            ? await operations.RunAsync(Infno, (db, token) => EndAsync(db, call, own, kind, national, token), ct)
            : InfnoResult.Refused(WireFault.Malformed, ("field", "data.fixmedins_code"));
    }

    private async Task<InfnoResult> EndAsync(
        MingsuanDb db, InfnoCall call, string own, string kind, string national, CancellationToken ct)
    {
        var inst = call.Institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var last = time.Today().AddDays(-1);
        var standing = await db.Set<CatalogueMapping>().AsTracking()
            .Where(row => row.InstId == inst && row.OwnCode == own && row.ListType == kind &&
                row.MedListCodg == national && row.WithdrawnAt == null &&
                (row.HoldsUntil == null || row.HoldsUntil > last))
            .ToListAsync(ct);
        if (standing.Count == 0)
        {
            return InfnoResult.Refused("E-MAPPING-UNKNOWN", ("code", own));
        }

        foreach (var row in standing)
        {
            row.HoldsUntil = last;
            row.WithdrawnAt = TrailTime.Of(time.GetUtcNow());
            row.Version++;
        }

        await trail.RecordAsync(db, call, "registry.unmapped", standing, ct);
        return InfnoResult.Done();
    }
}

/// <summary>对照存证 — mappings on the institution's trail.</summary>
internal sealed class MappingTrail(TrailWriter trail)
{
    public async Task RecordAsync(
        MingsuanDb db, InfnoCall call, string kind, IEnumerable<CatalogueMapping> rows, CancellationToken ct) =>
        await trail.AppendAsync(
            db,
            TrailSubject.Institution(call.Institution.Id.Value),
            kind,
            call.Actor,
            new JsonObject
            {
                ["infno"] = call.Infno,
                ["msgid"] = call.MsgId,
                [ProvenRecords.Member] = ProvenRecords.Of(db, rows),
            },
            ct);
}
