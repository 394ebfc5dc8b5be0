using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Exchange.Files;

/// <summary>
/// 文件柜 — keeps contents for a week, in a bounded space per institution; the digest stays on the trail for ever.
/// </summary>
internal sealed class FileShelf(Session session, TrailWriter trail, IdSource ids, TimeProvider time) : IFileShelf
{
    /// <summary>The largest file, in bytes: in Base64 it fits into the largest message.</summary>
    public const int LargestFile = 750 * 1024;

    /// <summary>How much of one institution's files is kept at a time, in bytes.</summary>
    public const long Space = 64L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task<ShelvedFile> PutAsync(NewFile file, CancellationToken ct)
    {
        var db = session.Db;
        var inst = file.Institution.Value;
        await db.LockInstitutionAsync(inst, ct);
        var now = TrailTime.Of(time.GetUtcNow());
        await db.Set<FileContent>().Where(row => row.InstId == inst && row.Until <= now).ExecuteDeleteAsync(ct);
        var row = new FileRow
        {
            InstId = inst,
            FileId = ids.Next(),
            Name = file.Name,
            Kind = file.Kind,
            Size = file.Content.Length,
            Digest = Convert.ToHexStringLower(Sm3.Hash(file.Content.Span)),
            Actor = file.Actor,
            ReceivedAt = now,
            Until = now + Kept,
        };
        db.Add(row);
        db.Add(new FileContent
        {
            InstId = inst,
            FileId = row.FileId,
            Until = row.Until,
            Size = row.Size,
            Content = file.Content.ToArray(),
        });
        await trail.AppendAsync(
            db,
            TrailSubject.Institution(inst),
            "exchange.file",
            file.Actor,
            new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, row) },
            ct);
        return new(WireId.Encode(row.FileId), row.Name, file.Content, row.Until);
    }

    public async Task<ShelvedFile?> FindAsync(InstitutionId institution, string fileQueryNo, CancellationToken ct)
    {
        if (!WireId.TryDecode(fileQueryNo, out var id, out _))
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from file in session.Db.Set<FileRow>().AsNoTracking()
            join content in session.Db.Set<FileContent>().AsNoTracking()
                on new { file.InstId, file.FileId } equals new { content.InstId, content.FileId }
            where file.InstId == institution.Value && file.FileId == id && file.Until > now
            select new { File = file, content.Content }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        return Convert.ToHexStringLower(Sm3.Hash(found.Content)) == found.File.Digest
            ? new(fileQueryNo, found.File.Name, found.Content, found.File.Until)
            : throw new InvalidDataException($"The contents of file {id} are not those that were put there.");
    }

    /// <summary>How much more the institution may put on the shelf now.</summary>
    public async Task<long> RoomAsync(InstitutionId institution, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var taken = await session.Db.Set<FileContent>()
            .Where(row => row.InstId == institution.Value && row.Until > now)
            .SumAsync(row => (long)row.Size, ct);
        return Space - taken;
    }
}
