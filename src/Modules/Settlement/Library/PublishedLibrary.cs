using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 已发布法规库 — a law library as it was published: its files in one archive, their content hash, and since when the
/// platform
/// knows it. Settlements name the hash, so any past answer can be computed again.
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class PublishedLibrary
{
    public required string Hash { get; init; }

    public required DateTime KnownFrom { get; init; }

    public required byte[] Archive { get; init; }
}

internal sealed class PublishedLibraryMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<PublishedLibrary>(library =>
    {
        library.ToTable("settlement_law_library");
        library.HasKey(row => row.Hash);
        library.Property(row => row.Hash).HasMaxLength(64);
    });
}

/// <summary>法规库档案 — publishes libraries and finds the one that was known at a moment.</summary>
internal sealed class LibraryArchive(Session session, Operations operations, TimeProvider clock, TrailWriter trail)
{
    /// <summary>The chain of all libraries: one, since what is law is one.</summary>
    internal const string ChainKey = "law-library";

    private static readonly TrailSubject Chain = TrailSubject.Region(ChainKey);

    /// <summary>
    /// Records a valid library; publishing the same one again changes nothing. A library with an error is not recorded
    /// and
    /// the one in force stays: false.
    /// </summary>
    public async Task<bool> PublishAsync(
        IReadOnlyDictionary<string, string> files, LawLoad load, LawInForce inForce, CancellationToken ct)
    {
        if (load.Snapshot is not { } snapshot)
        {
            return false;
        }

        try
        {
            await RecordAsync(snapshot.Hash, files, ct);
        }
        catch (DbUpdateException failure) when (DatabaseErrors.IsDuplicate(failure))
        {
            // Another process of the platform published at the same moment; the second time its row is seen.
            await RecordAsync(snapshot.Hash, files, ct);
        }

        inForce.Replace(snapshot);
        return true;
    }

    private Task<bool> RecordAsync(string hash, IReadOnlyDictionary<string, string> files, CancellationToken ct) =>
        operations.RunAsync(
            "law.publish",
            async (db, token) =>
            {
                if (await db.Set<PublishedLibrary>().AnyAsync(row => row.Hash == hash, token))
                {
                    return false;
                }

                var library = new PublishedLibrary
                {
                    Hash = hash,
                    KnownFrom = TrailTime.Of(clock.GetUtcNow()),
                    Archive = Pack(files),
                };
                db.Add(library);
                await trail.AppendAsync(
                    db,
                    Chain,
                    "law.published",
                    "platform",
                    new JsonObject { ["law"] = hash, [ProvenRecords.Member] = ProvenRecords.Of(db, library) },
                    token);
                return true;
            },
            ct);

    /// <summary>
    /// The library with a content hash, compiled again from its archive; null when it was never published.
    /// </summary>
    public async Task<LawLoad?> FindAsync(string hash, CancellationToken ct) =>
        await session.Db.Set<PublishedLibrary>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash, ct) is { } row
            ? LawLibrary.Load(Unpack(row.Archive))
            : null;

    /// <summary>The hash of the library known at a moment; null when none was.</summary>
    public Task<string?> KnownAtAsync(DateTime at, CancellationToken ct) =>
        session.Db.Set<PublishedLibrary>().AsNoTracking()
            .Where(row => row.KnownFrom <= at)
            .OrderByDescending(row => row.KnownFrom)
            .Select(row => row.Hash)
            .FirstOrDefaultAsync(ct);

    private static byte[] Pack(IReadOnlyDictionary<string, string> files)
    {
        var sorted = new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal);
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(JsonSerializer.SerializeToUtf8Bytes(sorted));
        }

        return packed.ToArray();
    }

    private static Dictionary<string, string> Unpack(byte[] archive)
    {
        using var zip = new BrotliStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(reader.ReadToEnd())!;
    }
}
