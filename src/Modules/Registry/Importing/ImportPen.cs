using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Facts;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Registry.Importing;

/// <summary>导入的笔 — writes planned rows with their chains, and what the books say of the import.</summary>
internal sealed class ImportPen(RegisterWriter writer, TrailWriter trail, TimeProvider clock)
{
    public async Task WriteAsync(
        MingsuanDb db, IReadOnlyList<RowPlan> plans, RegistryImport import, CancellationToken ct)
    {
        var about = new JsonObject
        {
            ["import"] = WireId.Encode(import.ImportId),
            ["document"] = import.Document,
        };

        // Each look at what is pending would compare everything that is tracked; it is compared once, when saved.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await writer.WriteAsync(
                db,
                plans.Select(one => one.Registration).OfType<Registration>(),
                "registry.entered",
                import.By,
                about,
                ct);
            var now = TrailTime.Of(clock.GetUtcNow());
            foreach (var insured in plans.Select(one => one.Insured).OfType<InsuredChange>()
                .OrderBy(one => one.PersonId))
            {
                await insured.WriteAsync(db, trail, import, about, now, ct);
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
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

    /// <summary>One more piece of what is wrong in a file.</summary>
    public void List(MingsuanDb db, Guid import, int piece, IEnumerable<IReadOnlyList<object>> rows) =>
        db.Add(new ImportFindings
        {
            InstId = RegistryImport.Books,
            ImportId = import,
            Piece = piece,
            At = TrailTime.Of(clock.GetUtcNow()),
            Content = Spreadsheet.Csv(rows),
        });

    public Task<byte[]> RecordAsync(
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
}
