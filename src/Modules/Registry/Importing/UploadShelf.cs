using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Importing;

/// <summary>
/// 待提交的文件 — what was uploaded lies sealed under the platform's master key, each part under its import's number, until
/// it is committed or a day is over. (楚医保规〔2022〕3号 第三十四条)
/// </summary>
internal sealed class UploadShelf(Operations operations, PlatformKeys keys, RandomFill random, TimeProvider clock)
{
    /// <summary>A file as a whole.</summary>
    public const int Whole = 0;

    /// <summary>How long a file waits to be committed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly byte[] Context = "mingsuan/upload/v2"u8.ToArray();

    public void Put(MingsuanDb db, Guid import, int part, byte[] content) => db.Add(new UploadedTable
    {
        InstId = RegistryImport.Books,
        ImportId = import,
        Part = part,
        At = TrailTime.Of(clock.GetUtcNow()),
        Content = keys.Wrap(content, For(import, part), random),
    });

    /// <summary>The first part that is still to be written, the whole file included; none when none is left.</summary>
    public Task<int?> NextAsync(MingsuanDb db, Guid import, CancellationToken ct) =>
        Of(db, import).MinAsync(one => (int?)one.Part, ct);

    /// <summary>Whether an import's time is over; all its parts end together.</summary>
    public bool IsOver(RegistryImport import) => import.At < Oldest;

    /// <summary>A part of an import; none when its time is over, or when it was not sealed here.</summary>
    public async Task<byte[]?> OpenAsync(MingsuanDb db, RegistryImport import, int part, CancellationToken ct)
    {
        var wrapped = IsOver(import)
            ? null
            : await Of(db, import.ImportId).Where(one => one.Part == part).Select(one => one.Content)
                .SingleOrDefaultAsync(ct);
        return wrapped is null ? null : keys.Unwrap(wrapped, For(import.ImportId, part));
    }

    public Task RemoveAsync(MingsuanDb db, Guid import, int part, CancellationToken ct) =>
        Of(db, import).Where(one => one.Part == part).ExecuteDeleteAsync(ct);

    /// <summary>
    /// Removes the files whose time is over, and what was found in them; gives how many parts. A part's time is its
    /// import's; of a part whose preview was never entered it is its own.
    /// </summary>
    public Task<int> SweepAsync(CancellationToken ct) => operations.RunAsync(
        "registry.sweep",
        async (db, token) =>
        {
            var oldest = Oldest;
            await db.Set<ImportFindings>().Where(one => one.At < oldest).ExecuteDeleteAsync(token);
            return await db.Set<UploadedTable>()
                .Where(one => one.At < oldest && !db.Set<RegistryImport>().Any(import =>
                    import.InstId == one.InstId && import.ImportId == one.ImportId && import.At >= oldest))
                .ExecuteDeleteAsync(token);
        },
        ct);

    private DateTime Oldest => TrailTime.Of(clock.GetUtcNow() - Kept);

    private static IQueryable<UploadedTable> Of(MingsuanDb db, Guid import) =>
        db.Set<UploadedTable>().AsNoTracking().Where(
            one => one.InstId == RegistryImport.Books && one.ImportId == import);

    private static byte[] For(Guid import, int part)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, part);
        return [.. Context, .. import.ToByteArray(), .. number];
    }
}
