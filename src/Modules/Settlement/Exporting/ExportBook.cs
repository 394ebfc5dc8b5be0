using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Searching;
using Mingsuan.Settlement.Settling;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Exporting;

/// <summary>一份申请 — what shall be exported, how, and why.</summary>
internal sealed record ExportWish(SettlementFilter Filter, string Format, bool Unmasked, string Reason);

/// <summary>导出簿 — request, a second person's decision, one download; each on the institution's trail. (CX-34)</summary>
internal sealed class ExportBook(
    Operations operations, TrailWriter trail, IdSource ids, TimeProvider clock, Session session)
{
    public Task<SettlementExport> RequestAsync(
        InstitutionFacts institution, ExportWish wish, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "export.request",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(institution.Id.Value, token);
                var export = new SettlementExport
                {
                    InstId = institution.Id.Value,
                    ExportId = ids.Next(),
                    Filter = wish.Filter.Json().ToJsonString(),
                    Format = wish.Format,
                    Unmasked = wish.Unmasked,
                    Reason = wish.Reason,
                    RequestedBy = actor,
                    RequestedAt = TrailTime.Of(clock.GetUtcNow()),
                    State = ExportState.Requested,
                };
                db.Add(export);
                await RecordAsync(db, export, "settlement.export-requested", actor, token);
                return export;
            },
            ct);

    /// <summary>Agrees or not; never by the person who asked.</summary>
    public Task<Found<SettlementExport>> DecideAsync(
        Guid inst, Guid id, bool agrees, string actor, CancellationToken ct) =>
        ChangeAsync("export.decide", inst, id, ct, async (db, export, token) =>
        {
            if (export.State != ExportState.Requested)
            {
                return "E-EXPORT-STATE";
            }

            if (export.RequestedBy == actor)
            {
                return "E-EXPORT-SELF";
            }

            export.State = agrees ? ExportState.Approved : ExportState.Rejected;
            export.DecidedBy = actor;
            export.DecidedAt = TrailTime.Of(clock.GetUtcNow());
            export.Version++;
            await RecordAsync(
                db, export, agrees ? "settlement.export-approved" : "settlement.export-rejected", actor, token);
            return null;
        });

    /// <summary>Takes the one download of who asked; what was made of the rows is sent afterwards.</summary>
    public Task<Found<SettlementExport>> TakeAsync(Guid inst, Guid id, int rows, string actor, CancellationToken ct) =>
        ChangeAsync("export.take", inst, id, ct, async (db, export, token) =>
        {
            if (export.State != ExportState.Approved || export.RequestedBy != actor)
            {
                return "E-EXPORT-STATE";
            }

            export.State = ExportState.Downloaded;
            export.DownloadedAt = TrailTime.Of(clock.GetUtcNow());
            export.Rows = rows;
            export.Version++;
            await RecordAsync(db, export, "settlement.export-downloaded", actor, token);
            return null;
        });

    public Task<SettlementExport?> FindAsync(Guid inst, Guid id, CancellationToken ct) =>
        session.Db.Set<SettlementExport>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.InstId == inst && row.ExportId == id, ct);

    public Task<List<SettlementExport>> ListAsync(Guid inst, CancellationToken ct) =>
        session.Db.Set<SettlementExport>().AsNoTracking()
            .Where(row => row.InstId == inst)
            .OrderByDescending(row => row.RequestedAt)
            .Take(SettlementSearch.MostRows)
            .ToListAsync(ct);

    private Task<Found<SettlementExport>> ChangeAsync(
        string name,
        Guid inst,
        Guid id,
        CancellationToken ct,
        Func<MingsuanDb, SettlementExport, CancellationToken, Task<string?>> change) =>
        operations.RunAsync(
            name,
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var export = await db.Set<SettlementExport>().AsTracking()
                    .SingleOrDefaultAsync(row => row.InstId == inst && row.ExportId == id, token);
                return export is null
                    ? Found<SettlementExport>.Refuse("E-EXPORT-UNKNOWN")
                    : await change(db, export, token) is { } refusal
                        ? Found<SettlementExport>.Refuse(refusal)
                        : Found<SettlementExport>.Of(export);
            },
            ct);

    private Task<byte[]> RecordAsync(
        MingsuanDb db, SettlementExport export, string kind, string actor, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Institution(export.InstId),
            kind,
            actor,
            new JsonObject
            {
                ["export"] = WireId.Encode(export.ExportId),
                [ProvenRecords.Member] = ProvenRecords.Of(db, export),
            },
            ct);
}
