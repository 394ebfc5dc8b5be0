using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Importing;

/// <summary>一份上传 — which kind of file, its name, its bytes, and the document that it comes from.</summary>
internal sealed record Upload(ImportKind Kind, string FileName, byte[] Content, string Document);

/// <summary>
/// 导入簿 — what a preview showed is written. A short file is written as a whole, all of it or, when asked, its good rows;
/// when the register has changed in between, nothing is written and the file is shown anew. A long one is written in
/// parts, each a transaction of its own: what was stopped goes on where it stopped, and a row about which the register
/// has changed is left out and listed.
/// </summary>
internal sealed class ImportBook(
    Operations operations,
    Session session,
    ImportPlanner planner,
    UploadShelf shelf,
    ImportPen pen,
    IdSource ids,
    TimeProvider clock)
{
    private const int MostListed = 50;

    /// <summary>How long one request goes on writing parts: less than callers and proxies wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Writes what the preview showed, or opens a long file for its parts; wrong rows stand in the way unless the good
    /// ones are asked for.
    /// </summary>
    public Task<Found<RegistryImport>> CommitAsync(
        Guid id, string planDigest, bool goodOnly, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "registry.import",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(RegistryImport.Books, token);
                var import = await TrackedAsync(db, id, token);
                var refusal = import is null || import.By != officer.Name ? "E-IMPORT-UNKNOWN"
                    : import.State != ImportState.Previewed && !import.IsLong ? "E-IMPORT-STATE"
                    : import.PlanDigest != planDigest ? "E-IMPORT-STALE"
                    : import.Bad > 0 && !goodOnly ? "E-IMPORT-ROWS"
                    : null;
                return refusal is not null ? Found<RegistryImport>.Refuse(refusal)
                    : import!.IsLong ? await OpenAsync(db, import, goodOnly, token)
                    : await WriteAsync(db, import, goodOnly, officer, token);
            },
            ct);

    /// <summary>
    /// Goes on with the parts of a long file, at most so many of them and not for long; done when none is left.
    /// </summary>
    public async Task<Found<RegistryImport>> ContinueAsync(Guid id, int most, Operator officer, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        for (var done = 1; ; done++)
        {
            var now = await operations.RunAsync(
                "registry.import", (db, token) => WritePartAsync(db, id, officer, token), ct);
            if (now.Value is not { State: ImportState.Committing } || done >= most
                || Stopwatch.GetElapsedTime(began) >= Patience)
            {
                return now;
            }
        }
    }

    public Task<RegistryImport?> FindAsync(Guid id, CancellationToken ct) =>
        session.Db.Set<RegistryImport>().AsNoTracking().SingleOrDefaultAsync(
            one => one.InstId == RegistryImport.Books && one.ImportId == id, ct);

    public Task<List<RegistryImport>> ListAsync(string by, CancellationToken ct) =>
        session.Db.Set<RegistryImport>().AsNoTracking()
            .Where(one => one.InstId == RegistryImport.Books && one.By == by)
            .OrderByDescending(one => one.At).Take(MostListed).ToListAsync(ct);

    /// <summary>Everything that was wrong in a file, piece by piece, as CSV.</summary>
    public IAsyncEnumerable<byte[]> FindingsAsync(Guid id) => session.Db.Set<ImportFindings>().AsNoTracking()
        .Where(one => one.InstId == RegistryImport.Books && one.ImportId == id)
        .OrderBy(one => one.Piece).Select(one => one.Content).AsAsyncEnumerable();

    private static Task<RegistryImport?> TrackedAsync(MingsuanDb db, Guid id, CancellationToken ct) =>
        db.Set<RegistryImport>().AsTracking().SingleOrDefaultAsync(
            one => one.InstId == RegistryImport.Books && one.ImportId == id, ct);

    private async Task<Found<RegistryImport>> WriteAsync(
        MingsuanDb db, RegistryImport import, bool goodOnly, Operator officer, CancellationToken ct)
    {
        if (await shelf.OpenAsync(db, import, UploadShelf.Whole, ct) is not { } content)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-EXPIRED");
        }

        var kind = ImportKinds.Shipped.Find(import.Kind)!;
        using var now = new ImportReport(kind);
        await foreach (var plans in planner.PlanAsync(db, kind, content, Context(import, officer), ct))
        {
            foreach (var plan in plans)
            {
                now.Add(plan);
            }
        }

        if (now.Digest() != import.PlanDigest)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-STALE");
        }

        await foreach (var plans in planner.PlanAsync(db, kind, content, Context(import, officer), ct))
        {
            // A row that was wrong when shown stays out, though rows before it may have made it right.
            var good = plans.Where(one => !now.BadRows.Contains(one.Row.Number)).ToList();
            await pen.WriteAsync(db, good, import, ct);
            import.Written += good.Count(one => one.Writes);
        }

        import.GoodOnly = goodOnly && import.Bad > 0;
        import.Refused = import.Bad;
        import.Present = import.Rows - import.Bad - import.Written;
        await shelf.RemoveAsync(db, import.ImportId, UploadShelf.Whole, ct);
        return await CloseAsync(db, import, officer, ct);
    }

    /// <summary>
    /// A long file is open from its first commit on; what needs no writing is counted at once. One whose time is over
    /// is not opened: none of its parts could be written.
    /// </summary>
    private async Task<Found<RegistryImport>> OpenAsync(
        MingsuanDb db, RegistryImport import, bool goodOnly, CancellationToken ct)
    {
        if (import.State == ImportState.Previewed)
        {
            if (shelf.IsOver(import))
            {
                return Found<RegistryImport>.Refuse("E-IMPORT-EXPIRED");
            }

            import.State = ImportState.Committing;
            import.GoodOnly = goodOnly && import.Bad > 0;
            import.Refused = import.Bad;
            import.Present = import.Rows - import.Bad - import.Changing;
            import.Version++;
            await pen.RecordAsync(db, import, "registry.importing", import.By, ct);
        }

        return Found<RegistryImport>.Of(import);
    }

    private async Task<Found<RegistryImport>> WritePartAsync(
        MingsuanDb db, Guid id, Operator officer, CancellationToken ct)
    {
        await db.LockInstitutionAsync(RegistryImport.Books, ct);
        var import = (await TrackedAsync(db, id, ct))!;
        if (import.State != ImportState.Committing)
        {
            return Found<RegistryImport>.Of(import);
        }

        if (import.PartsDone == import.Parts)
        {
            return await CloseAsync(db, import, officer, ct);
        }

        if (await shelf.NextAsync(db, id, ct) is not { } part
            || await shelf.OpenAsync(db, import, part, ct) is not { } content)
        {
            return Found<RegistryImport>.Refuse("E-IMPORT-EXPIRED");
        }

        await WriteRowsAsync(db, import, JsonSerializer.Deserialize<PendingRow[]>(content)!, officer, ct);
        await shelf.RemoveAsync(db, id, part, ct);
        import.PartsDone++;
        if (import.PartsDone == import.Parts)
        {
            return await CloseAsync(db, import, officer, ct);
        }

        import.Version++;
        await pen.RecordAsync(db, import, "registry.importing", officer.Name, ct);
        return Found<RegistryImport>.Of(import);
    }

    /// <summary>A row is written as it was shown; what the register says by now needs no writing.</summary>
    private async Task WriteRowsAsync(
        MingsuanDb db, RegistryImport import, PendingRow[] rows, Operator officer, CancellationToken ct)
    {
        var (kind, context) = (ImportKinds.Shipped.Find(import.Kind)!, Context(import, officer));
        var listed = new List<IReadOnlyList<object>>();
        foreach (var some in rows.Chunk(ImportPlanner.Chunk))
        {
            var plans = await planner.PlanAsync(db, kind, [.. some.Select(row => row.Read(kind))], context, ct);
            var good = new List<RowPlan>();
            foreach (var (plan, shown) in plans.Zip(some))
            {
                if (shown.IsAsShown(plan))
                {
                    good.Add(plan);
                }
                else if (plan is { Writes: false, Row.IsGood: true })
                {
                    import.Present++;
                }
                else
                {
                    plan.Row.Find(kind.Fields[0].Name, "changed");
                    listed.AddRange(ImportReport.Listed(kind, plan));
                    import.Refused++;
                }
            }

            await pen.WriteAsync(db, good, import, ct);
            import.Written += good.Count;
        }

        if (listed.Count > 0)
        {
            var last = await db.Set<ImportFindings>().Where(
                one => one.InstId == import.InstId && one.ImportId == import.ImportId)
                .MaxAsync(one => (int?)one.Piece, ct);
            pen.List(db, import.ImportId, (last ?? -1) + 1, listed);
        }
    }

    private async Task<Found<RegistryImport>> CloseAsync(
        MingsuanDb db, RegistryImport import, Operator officer, CancellationToken ct)
    {
        (import.State, import.CommittedAt) = (ImportState.Committed, TrailTime.Of(clock.GetUtcNow()));
        import.Version++;
        await pen.RecordAsync(db, import, "registry.imported", officer.Name, ct);
        return Found<RegistryImport>.Of(import);
    }

    private PlanContext Context(RegistryImport import, Operator officer) =>
        new(officer, ids, import.Document, corrects: false);
}
