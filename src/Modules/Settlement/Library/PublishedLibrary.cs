using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 已发布法规库 — a law library as it was published: its files in one archive, their content hash, and since when the
/// platform knows it. Settlements name the hash, so any past answer can be computed again.
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class PublishedLibrary
{
    public required string Hash { get; init; }

    public required DateTime KnownFrom { get; init; }

    public required byte[] Archive { get; init; }
}

/// <summary>法规库发布 — a library was put in force; one that was in force before may be again.</summary>
[TableClass(TableClass.Reference)]
internal sealed class LawPublication
{
    /// <summary>1 for the first, one more with each: the last one is in force.</summary>
    public required int Number { get; init; }

    public required string Hash { get; init; }

    public required DateTime Since { get; init; }

    public required string By { get; init; }
}

internal sealed class PublishedLibraryMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PublishedLibrary>(library =>
        {
            library.ToTable("settlement_law_library");
            library.HasKey(row => row.Hash);
            library.Property(row => row.Hash).HasMaxLength(64);
        });
        model.Entity<LawPublication>(publication =>
        {
            publication.ToTable("settlement_law_publication");
            publication.HasKey(row => row.Number);
            publication.Property(row => row.Number).ValueGeneratedNever();
            publication.HasIndex(row => row.Since);
            publication.Property(row => row.Hash).HasMaxLength(64);
            publication.Property(row => row.By).HasMaxLength(200);
        });
    }
}

/// <summary>法规库档案 — publishes libraries and finds the one that was known at a moment.</summary>
internal sealed class LibraryArchive(Session session, Operations operations, TimeProvider clock, TrailWriter trail)
{
    /// <summary>The chain of all libraries: one, since what is law is one.</summary>
    internal const string ChainKey = "law-library";

    internal static readonly TrailSubject Chain = TrailSubject.Region(ChainKey);

    /// <summary>
    /// Records the library that a platform starts with, together with every file that was published on top of it, and
    /// puts it in force; publishing the same one again changes nothing. A library with an error is not recorded and the
    /// one in force stays: false.
    /// </summary>
    public async Task<bool> PublishAsync(LawEdition shipped, LawInForce inForce, CancellationToken ct)
    {
        var published = await PublishedFilesAsync(ct);
        var edition = published.Count == 0 ? shipped : shipped.With(published);
        if (edition.Load.Snapshot is null)
        {
            return false;
        }

        await operations.RunAsync(
            "law.publish",
            async (db, token) =>
            {
                await LockAsync(db, token);
                return await RecordAsync(db, edition, "platform", token);
            },
            ct);
        inForce.Replace(edition);
        return true;
    }

    /// <summary>One after the other: what is law changes at one place.</summary>
    internal Task LockAsync(MingsuanDb db, CancellationToken ct) => db.LockInstitutionAsync(Guid.Empty, ct);

    /// <summary>
    /// Records inside the running operation that an edition is in force from now on, unless it is already; the caller
    /// holds the lock.
    /// </summary>
    internal async Task<bool> RecordAsync(MingsuanDb db, LawEdition edition, string actor, CancellationToken ct)
    {
        var (hash, now) = (edition.Load.Hash, TrailTime.Of(clock.GetUtcNow()));
        var last = await db.Set<LawPublication>().AsNoTracking().OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
        if (last?.Hash == hash)
        {
            return false;
        }

        var publication = new LawPublication
        {
            Number = (last?.Number ?? 0) + 1,
            Hash = hash,
            Since = now,
            By = actor,
        };
        db.Add(publication);
        List<object> records = [publication];
        if (!await db.Set<PublishedLibrary>().AnyAsync(row => row.Hash == hash, ct))
        {
            records.Add(new PublishedLibrary { Hash = hash, KnownFrom = now, Archive = Pack(edition.Files) });
            db.Add(records[^1]);
        }

        await trail.AppendAsync(
            db,
            Chain,
            "law.published",
            actor,
            new JsonObject { ["law"] = hash, [ProvenRecords.Member] = ProvenRecords.Of(db, [.. records]) },
            ct);
        return true;
    }

    /// <summary>The edition in force as the database has it; another process may have published since.</summary>
    internal async Task<LawEdition> CurrentAsync(MingsuanDb db, LawEdition known, CancellationToken ct) =>
        await Latest(db.Set<LawPublication>()).FirstOrDefaultAsync(ct) is { } hash && hash != known.Load.Hash &&
        await FindAsync(hash, ct) is { Load.Snapshot: not null } edition
            ? edition
            : known;

    /// <summary>Puts in force here what the database says is in force; whether that is another.</summary>
    internal async Task<bool> FollowAsync(LawInForce inForce, CancellationToken ct)
    {
        var (known, current) = (inForce.Edition, await CurrentAsync(session.Db, inForce.Edition, ct));
        if (ReferenceEquals(known, current))
        {
            return false;
        }

        inForce.Replace(current);
        return true;
    }

    /// <summary>
    /// The edition with a content hash, compiled again from its archive; null when it was never published.
    /// </summary>
    public async Task<LawEdition?> FindAsync(string hash, CancellationToken ct) =>
        await session.Db.Set<PublishedLibrary>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash, ct) is { } row
            ? LawEdition.Of(Unpack(row.Archive))
            : null;

    /// <summary>The hash of the library known at a moment; null when none was.</summary>
    public Task<string?> KnownAtAsync(DateTime at, CancellationToken ct) =>
        Latest(session.Db.Set<LawPublication>().Where(row => row.Since <= at)).FirstOrDefaultAsync(ct);

    private static IQueryable<string> Latest(IQueryable<LawPublication> publications) => publications.AsNoTracking()
        .OrderByDescending(row => row.Number)
        .Select(row => row.Hash);

    /// <summary>Every file that was published by two officers, in its last form.</summary>
    private async Task<Dictionary<string, string>> PublishedFilesAsync(CancellationToken ct)
    {
        var drafts = await session.Db.Set<LawDraft>().AsNoTracking()
            .Where(one => one.State == LawDraftState.Published)
            .OrderBy(one => one.DecidedAt)
            .Select(one => one.Files)
            .ToListAsync(ct);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in drafts.SelectMany(Unpack))
        {
            files[path] = text;
        }

        return files;
    }

    internal static byte[] Pack(IReadOnlyDictionary<string, string> files)
    {
        var sorted = new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal);
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(JsonSerializer.SerializeToUtf8Bytes(sorted));
        }

        return packed.ToArray();
    }

    internal static Dictionary<string, string> Unpack(byte[] archive)
    {
        using var zip = new BrotliStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(reader.ReadToEnd())!;
    }
}
