using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Importing;

/// <summary>
/// 导入预览 — reads a file row by row beside everybody's work, and keeps of a long one the rows to be written, in parts:
/// only a part is in memory. What was read is then entered into the books under the request's claim.
/// </summary>
internal sealed class ImportPreviews(
    Operations operations,
    Session session,
    ImportPlanner planner,
    UploadShelf shelf,
    ImportPen pen,
    IdSource ids,
    TimeProvider clock)
{
    /// <summary>
    /// How many rows are written together; with the rows of one question more, never above what a short file may have.
    /// A part of insured persons keeps SQLite's other writers waiting for about half a second.
    /// </summary>
    private const int PartRows = 400;

    private const int PieceFindings = 2_000;

    public async Task<Found<Preview>> ReadAsync(Upload upload, Operator officer, CancellationToken ct)
    {
        if (upload.Content.Length > TableReader.MostBytes)
        {
            return TooLarge();
        }

        try
        {
            return Found<Preview>.Of(await ReadRowsAsync(upload, officer, ct));
        }
        catch (UnreadableTableException broken)
        {
            return broken.Code == TableReader.TooLarge ? TooLarge() : Found<Preview>.Refuse(broken.Code);
        }
        catch (UnreadableHeadingException broken)
        {
            return Found<Preview>.Refuse("E-IMPORT-HEADING", ("column", broken.Header));
        }
    }

    /// <summary>Enters what was read into the books, from which it can be committed.</summary>
    public Task<Found<RegistryImport>> KeepAsync(Preview preview, Operator officer, CancellationToken ct) =>
        operations.RunAsync("registry.preview", (db, token) => KeepAsync(db, preview, officer, token), ct);

    private async Task<Preview> ReadRowsAsync(Upload upload, Operator officer, CancellationToken ct)
    {
        var isLong = ImportPlanner.Count(upload.Content) > RegistryImport.MostTogether;
        using var report = new ImportReport(upload.Kind);
        var reading = new Reading(ids.Next());
        var context = new PlanContext(officer, ids, upload.Document, corrects: false);
        await foreach (var plans in planner.PlanAsync(session.Db, upload.Kind, upload.Content, context, ct))
        {
            foreach (var plan in plans)
            {
                report.Add(plan);
                reading.Findings.AddRange(report.Listed(plan));
            }

            if (isLong)
            {
                reading.Rows.AddRange(plans.Where(one => one.Writes).Select(one => PendingRow.Of(upload.Kind, one)));
            }

            if (reading.Rows.Count >= PartRows || reading.Findings.Count >= PieceFindings)
            {
                await PutAsync(reading, ct);
            }
        }

        await PutAsync(reading, ct);
        return report.Preview(reading.ImportId, upload, reading.Parts);
    }

    /// <summary>A part of its own operation: whoever writes meanwhile waits for no more than that.</summary>
    private async Task PutAsync(Reading reading, CancellationToken ct)
    {
        if (reading is { Rows.Count: 0, Findings.Count: 0 })
        {
            return;
        }

        var part = reading.Rows.Count > 0 ? reading.Parts + 1 : reading.Parts;
        await operations.RunAsync(
            "registry.upload",
            (db, _) =>
            {
                if (reading.Rows.Count > 0)
                {
                    shelf.Put(db, reading.ImportId, part, JsonSerializer.SerializeToUtf8Bytes(reading.Rows));
                }

                if (reading.Findings.Count > 0)
                {
                    pen.List(db, reading.ImportId, reading.Pieces, reading.Findings);
                }

                return Task.FromResult(true);
            },
            ct);
        (reading.Parts, reading.Pieces) = (part, reading.Pieces + 1);
        reading.Rows.Clear();
        reading.Findings.Clear();
    }

    private async Task<Found<RegistryImport>> KeepAsync(
        MingsuanDb db, Preview preview, Operator officer, CancellationToken ct)
    {
        await db.LockInstitutionAsync(RegistryImport.Books, ct);
        var upload = preview.Upload;
        var import = new RegistryImport
        {
            InstId = RegistryImport.Books,
            ImportId = preview.ImportId,
            Kind = upload.Kind.Name,
            FileName = upload.FileName,
            Document = upload.Document,
            FileDigest = Convert.ToHexStringLower(SHA256.HashData(upload.Content)),
            PlanDigest = preview.Digest,
            Rows = preview.Rows,
            Bad = preview.Bad,
            Warnings = preview.Warnings,
            Changing = preview.Changing,
            Parts = preview.Parts,
            Report = preview.Report,
            By = officer.Name,
            At = TrailTime.Of(clock.GetUtcNow()),
            State = ImportState.Previewed,
        };
        db.Add(import);
        if (!import.IsLong)
        {
            shelf.Put(db, import.ImportId, UploadShelf.Whole, upload.Content);
        }

        await pen.RecordAsync(db, import, "registry.previewed", officer.Name, ct);
        return Found<RegistryImport>.Of(import);
    }

    private static Found<Preview> TooLarge() => Found<Preview>.Refuse(
        TableReader.TooLarge,
        ("rows", TableReader.MostRows.ToString(CultureInfo.InvariantCulture)),
        ("size", (TableReader.MostBytes >> 20).ToString(CultureInfo.InvariantCulture)));

    /// <summary>读取中 — what waits to be put away, and how much was.</summary>
    private sealed class Reading(Guid import)
    {
        public Guid ImportId => import;

        public List<PendingRow> Rows { get; } = [];

        public List<IReadOnlyList<object>> Findings { get; } = [];

        public int Parts { get; set; }

        public int Pieces { get; set; }
    }
}
