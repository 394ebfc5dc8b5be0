using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Importing;

/// <summary>一份上传 — which kind of file, its name, its bytes, and the document that it comes from.</summary>
internal sealed record Upload(ImportKind Kind, string FileName, byte[] Content, string Document);

/// <summary>
/// 导入簿 — a file is first shown, row by row; what was shown is then written, all of it or, when asked, its good rows.
/// When the register has changed in between, nothing is written and the file is shown anew.
/// </summary>
internal sealed class ImportBook(
    Operations operations,
    Session session,
    ImportPlanner planner,
    UploadShelf shelf,
    RegisterWriter writer,
    TrailWriter trail,
    IdSource ids,
    TimeProvider clock)
{
    private const int MostListed = 50;

    public async Task<Found<RegistryImport>> PreviewAsync(Upload upload, Operator officer, CancellationToken ct)
    {
        if (upload.Content.Length > TableReader.MostBytes)
        {
            return TooLarge();
        }

        using var report = new ImportReport(upload.Kind);
        try
        {
            await ReportAsync(session.Db, upload, officer, report, ct);
        }
        catch (UnreadableTableException broken)
        {
            return broken.Code == TableReader.TooLarge ? TooLarge() : Found<RegistryImport>.Refuse(broken.Code);
        }
        catch (UnreadableHeadingException broken)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-HEADING", ("column", broken.Header));
        }

        return await operations.RunAsync(
            "registry.preview", (db, token) => KeepAsync(db, upload, report, officer, token), ct);
    }

    /// <summary>
    /// Writes what the preview showed; wrong rows stand in the way unless the good ones are asked for.
    /// </summary>
    public Task<Found<RegistryImport>> CommitAsync(
        Guid id, string planDigest, bool goodOnly, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "registry.import",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(RegistryImport.Books, token);
                var import = await db.Set<RegistryImport>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == RegistryImport.Books && one.ImportId == id, token);
                var refusal = import is null || import.By != officer.Name ? "E-IMPORT-UNKNOWN"
                    : import.State != ImportState.Previewed ? "E-IMPORT-STATE"
                    : import.PlanDigest != planDigest ? "E-IMPORT-STALE"
                    : import.Bad > 0 && !goodOnly ? "E-IMPORT-ROWS"
                    : null;
                return refusal is null
                    ? await WriteAsync(db, import!, goodOnly, officer, token)
                    : Found<RegistryImport>.Refuse(refusal);
            },
            ct);

    public Task<RegistryImport?> FindAsync(Guid id, CancellationToken ct) =>
        session.Db.Set<RegistryImport>().AsNoTracking().SingleOrDefaultAsync(
            one => one.InstId == RegistryImport.Books && one.ImportId == id, ct);

    public Task<List<RegistryImport>> ListAsync(string by, CancellationToken ct) =>
        session.Db.Set<RegistryImport>().AsNoTracking()
            .Where(one => one.InstId == RegistryImport.Books && one.By == by)
            .OrderByDescending(one => one.At).Take(MostListed).ToListAsync(ct);

    private async Task ReportAsync(
        MingsuanDb db, Upload upload, Operator officer, ImportReport report, CancellationToken ct)
    {
        var context = new PlanContext(officer, ids, upload.Document, corrects: false);
        await foreach (var plans in planner.PlanAsync(db, upload.Kind, upload.Content, context, ct))
        {
            foreach (var plan in plans)
            {
                report.Add(plan);
            }
        }
    }

    private async Task<Found<RegistryImport>> KeepAsync(
        MingsuanDb db, Upload upload, ImportReport report, Operator officer, CancellationToken ct)
    {
        await db.LockInstitutionAsync(RegistryImport.Books, ct);
        var import = new RegistryImport
        {
            InstId = RegistryImport.Books,
            ImportId = ids.Next(),
            Kind = upload.Kind.Name,
            FileName = upload.FileName,
            Document = upload.Document,
            FileDigest = Convert.ToHexStringLower(SHA256.HashData(upload.Content)),
            PlanDigest = report.Digest(),
            Rows = report.Rows,
            Bad = report.Bad,
            Warnings = report.Warnings,
            Changing = report.Changing,
            Report = report.Json().ToJsonString(),
            By = officer.Name,
            At = TrailTime.Of(clock.GetUtcNow()),
            State = ImportState.Previewed,
        };
        db.Add(import);
        shelf.Put(db, import, upload.Content);
        await RecordAsync(db, import, "registry.previewed", officer.Name, ct);
        return Found<RegistryImport>.Of(import);
    }

    private async Task<Found<RegistryImport>> WriteAsync(
        MingsuanDb db, RegistryImport import, bool goodOnly, Operator officer, CancellationToken ct)
    {
        if (await shelf.OpenAsync(db, import, ct) is not { } content)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-EXPIRED");
        }

        var upload = new Upload(ImportKinds.Shipped.Find(import.Kind)!, import.FileName, content, import.Document);
        using var now = new ImportReport(upload.Kind);
        await ReportAsync(db, upload, officer, now, ct);
        if (now.Digest() != import.PlanDigest)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-STALE");
        }

        var about = new JsonObject
        {
            ["import"] = WireId.Encode(import.ImportId),
            ["document"] = import.Document,
        };
        var context = new PlanContext(officer, ids, import.Document, corrects: false);
        await foreach (var plans in planner.PlanAsync(db, upload.Kind, content, context, ct))
        {
            // A row that was wrong when shown stays out, though rows before it may have made it right.
            await WriteAsync(db, [.. plans.Where(one => !now.BadRows.Contains(one.Row.Number))], about, import, ct);
        }

        (import.State, import.CommittedAt) = (ImportState.Committed, TrailTime.Of(clock.GetUtcNow()));
        import.GoodOnly = goodOnly && import.Bad > 0;
        import.Version++;
        await shelf.RemoveAsync(db, import, ct);
        await RecordAsync(db, import, "registry.imported", officer.Name, ct);
        return Found<RegistryImport>.Of(import);
    }

    private async Task WriteAsync(
        MingsuanDb db, IReadOnlyList<RowPlan> plans, JsonObject about, RegistryImport import, CancellationToken ct)
    {
        await writer.WriteAsync(
            db,
            plans.Select(one => one.Registration).OfType<Registration>(),
            "registry.entered",
            import.By,
            about,
            ct);
        var now = TrailTime.Of(clock.GetUtcNow());
        foreach (var insured in plans.Select(one => one.Insured).OfType<InsuredChange>().OrderBy(one => one.PersonId))
        {
            await insured.WriteAsync(db, trail, import, about, now, ct);
        }

        // What is written needs no memory any more; the request's claim and the import are still to be changed.
        await db.SaveChangesAsync(ct);
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.Entity is not (RequestClaim or RegistryImport))
            {
                entry.State = EntityState.Detached;
            }
        }
    }

    private Task<byte[]> RecordAsync(
        MingsuanDb db, RegistryImport import, string kind, string actor, CancellationToken ct) => trail.AppendAsync(
        db,
        TrailSubject.Institution(import.InstId),
        kind,
        actor,
        new JsonObject
        {
            ["import"] = WireId.Encode(import.ImportId),
            [ProvenRecords.Member] = ProvenRecords.Of(db, import),
        },
        ct);

    private static Found<RegistryImport> TooLarge() => Found<RegistryImport>.Refuse(
        TableReader.TooLarge,
        ("rows", TableReader.MostRows.ToString(CultureInfo.InvariantCulture)),
        ("size", (TableReader.MostBytes >> 20).ToString(CultureInfo.InvariantCulture)));
}
