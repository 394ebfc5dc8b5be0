using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Importing;

/// <summary>
/// 待提交的文件 — what was uploaded lies sealed under the platform's master key, each under its import's number, until it is
/// committed or a day is over. (楚医保规〔2022〕3号 第三十四条)
/// </summary>
internal sealed class UploadShelf(Operations operations, PlatformKeys keys, RandomFill random, TimeProvider clock)
{
    /// <summary>How long a file waits to be committed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly byte[] Context = "mingsuan/upload/v1"u8.ToArray();

    public void Put(MingsuanDb db, RegistryImport import, byte[] content) => db.Add(new UploadedTable
    {
        InstId = import.InstId,
        ImportId = import.ImportId,
        Content = keys.Wrap(content, For(import), random),
    });

    /// <summary>The file of an import; none when its time is over, or when it was not sealed here.</summary>
    public async Task<byte[]?> OpenAsync(MingsuanDb db, RegistryImport import, CancellationToken ct)
    {
        var wrapped = import.At < Oldest
            ? null
            : await Of(db, import).Select(one => one.Content).SingleOrDefaultAsync(ct);
        return wrapped is null ? null : keys.Unwrap(wrapped, For(import));
    }

    public Task RemoveAsync(MingsuanDb db, RegistryImport import, CancellationToken ct) =>
        Of(db, import).ExecuteDeleteAsync(ct);

    /// <summary>Removes the files whose time is over; gives how many.</summary>
    public Task<int> SweepAsync(CancellationToken ct) => operations.RunAsync(
        "registry.sweep",
        (db, token) =>
        {
            var oldest = Oldest;
            var over = db.Set<RegistryImport>().Where(one => one.At < oldest);
            return db.Set<UploadedTable>().Where(file => over.Any(
                one => one.InstId == file.InstId && one.ImportId == file.ImportId)).ExecuteDeleteAsync(token);
        },
        ct);

    private DateTime Oldest => TrailTime.Of(clock.GetUtcNow() - Kept);

    private static IQueryable<UploadedTable> Of(MingsuanDb db, RegistryImport import) =>
        db.Set<UploadedTable>().AsNoTracking().Where(
            one => one.InstId == import.InstId && one.ImportId == import.ImportId);

    private static byte[] For(RegistryImport import) => [.. Context, .. import.ImportId.ToByteArray()];
}
