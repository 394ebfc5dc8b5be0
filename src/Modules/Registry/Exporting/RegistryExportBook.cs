using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Importing;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Exporting;

/// <summary>一份申请.</summary>
internal sealed record RegistryExportWish(ImportKind Kind, DateOnly On, string Format, bool Unmasked, string Reason);

/// <summary>登记簿导出簿 — request, a second person's decision, one download.</summary>
internal sealed class RegistryExportBook(
    Operations operations, Session session, TrailWriter trail, AccessLog access, IdSource ids, TimeProvider clock)
{
    private const int MostListed = 50;

    public Task<RegistryExport> RequestAsync(RegistryExportWish wish, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "registry.export",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(RegistryImport.Books, token);
                var export = new RegistryExport
                {
                    InstId = RegistryImport.Books,
                    ExportId = ids.Next(),
                    Kind = wish.Kind.Name,
                    On = wish.On,
                    Format = wish.Format,
                    Unmasked = wish.Unmasked,
                    Regions = officer.Regions,
                    Reason = wish.Reason,
                    RequestedBy = officer.Name,
                    RequestedAt = TrailTime.Of(clock.GetUtcNow()),
                    State = RegistryExportState.Requested,
                };
                db.Add(export);
                await RecordAsync(db, export, "registry.export-requested", officer.Name, token);
                return export;
            },
            ct);

    /// <summary>Agrees or not; never by the person who asked.</summary>
    public Task<Found<RegistryExport>> DecideAsync(Guid id, bool agrees, Operator officer, CancellationToken ct) =>
        ChangeAsync(
            id,
            agrees ? "registry.export-approved" : "registry.export-rejected",
            officer,
            export =>
            {
                if (export.State != RegistryExportState.Requested || export.RequestedBy == officer.Name)
                {
                    return export.RequestedBy == officer.Name ? "E-EXPORT-SELF" : "E-EXPORT-STATE";
                }

                export.State = agrees ? RegistryExportState.Approved : RegistryExportState.Rejected;
                (export.DecidedBy, export.DecidedAt) = (officer.Name, TrailTime.Of(clock.GetUtcNow()));
                return null;
            },
            ct);

    /// <summary>
    /// Takes the one download of who asked, and notes of each insured person in it that their record leaves: both or
    /// neither, and not cancellable, since who hangs up must not leave the one without the other.
    /// (楚医保规〔2022〕3号 第三十四条)
    /// </summary>
    public Task<Found<RegistryExport>> TakeAsync(
        Guid id, int rows, IReadOnlyList<Guid> persons, string what, Operator officer) =>
        ChangeAsync(
            id,
            "registry.export-downloaded",
            officer,
            export =>
            {
                if (export.State != RegistryExportState.Approved || export.RequestedBy != officer.Name)
                {
                    return "E-EXPORT-STATE";
                }

                export.State = RegistryExportState.Downloaded;
                (export.DownloadedAt, export.Rows) = (TrailTime.Of(clock.GetUtcNow()), rows);
                return null;
            },
            CancellationToken.None,
            (db, export) =>
            {
                foreach (var some in persons.Chunk(AccessLog.MostLines))
                {
                    access.Write(db, [.. some.Select(person => new AccessRecord(
                        TrailSubject.Person(person),
                        "/" + officer.Name,
                        what,
                        WireId.Encode(export.ExportId),
                        "ok"))]);
                }
            });

    public Task<RegistryExport?> FindAsync(Guid id, CancellationToken ct) =>
        session.Db.Set<RegistryExport>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.InstId == RegistryImport.Books && one.ExportId == id, ct);

    /// <summary>Those of the officer's own reach, the latest first.</summary>
    public Task<List<RegistryExport>> ListAsync(Operator officer, CancellationToken ct) => session.Db
        .Set<RegistryExport>().AsNoTracking()
        .Where(one => one.InstId == RegistryImport.Books && one.Regions == officer.Regions)
        .OrderByDescending(one => one.RequestedAt).Take(MostListed).ToListAsync(ct);

    private Task<Found<RegistryExport>> ChangeAsync(
        Guid id,
        string kind,
        Operator officer,
        Func<RegistryExport, string?> change,
        CancellationToken ct,
        Action<MingsuanDb, RegistryExport>? note = null) =>
        operations.RunAsync(
            kind,
            async (db, token) =>
            {
                await db.LockInstitutionAsync(RegistryImport.Books, token);
                var export = await db.Set<RegistryExport>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == RegistryImport.Books && one.ExportId == id
                        && one.Regions == officer.Regions,
                    token);
                if ((export is null ? "E-EXPORT-UNKNOWN" : change(export)) is { } refusal)
                {
                    return Found<RegistryExport>.Refuse(refusal);
                }

                export!.Version++;
                await RecordAsync(db, export, kind, officer.Name, token);
                note?.Invoke(db, export);
                return Found<RegistryExport>.Of(export);
            },
            ct);

    private Task<byte[]> RecordAsync(
        MingsuanDb db, RegistryExport export, string kind, string actor, CancellationToken ct) => trail.AppendAsync(
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
