using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 存证导出 — the trail and every row that it proves, in one file that is verified away from the platform. The data keys of
/// persons are wrapped anew under a key that lies in the file, so that the platform's master key stays at home: whoever
/// has the file can read it, and it is to be kept as the database is.
/// </summary>
public sealed class TrailExport(IEnumerable<ProvenTable> proven, MapAssemblies maps)
{
    private const int AtOnce = 500;

    private readonly IReadOnlyList<ProvenTable> tables = [.. proven];

    /// <summary>Writes a new file from one view of the database.</summary>
    public async Task WriteAsync(
        MingsuanDb from, PlatformKeys keys, RandomFill random, string file, CancellationToken ct)
    {
        var master = new byte[SealedBytes.KeySize];
        random(master);
        using var signing = Sm2PrivateKey.Generate();
        using var export = new PlatformKeys(master, signing);
        await using var snapshot = await ReadSnapshot.BeginAsync(from, ct);
        await using var to = Open(file, SqliteOpenMode.ReadWriteCreate);
        await to.Database.EnsureCreatedAsync(ct);
        foreach (var type in Exported(from))
        {
            var copy = typeof(TrailExport).GetMethod(
                nameof(CopyAsync), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;
            await (Task)copy.MakeGenericMethod(type.ClrType).Invoke(
                null, [from, to, new Rewrapping(keys, export, random), ct])!;
        }

        var text = Convert.ToHexStringLower(master);
        await to.Database.ExecuteSqlRawAsync("CREATE TABLE export_key (master TEXT NOT NULL)", ct);
        await to.Database.ExecuteSqlAsync($"INSERT INTO export_key VALUES ({text})", ct);

        // One file, nothing beside it.
        await to.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE", ct);
    }

    /// <summary>An exported file and the keys that open it; null when the file is none.</summary>
    public async Task<(MingsuanDb Db, PlatformKeys Keys)?> OpenAsync(string file, CancellationToken ct)
    {
        var db = Open(file, SqliteOpenMode.ReadOnly);
        try
        {
            var master = await db.Database.SqlQueryRaw<string>("SELECT master AS \"Value\" FROM export_key")
                .SingleAsync(ct);
            return (db, new PlatformKeys(Convert.FromHexString(master), Sm2PrivateKey.Generate()));
        }
        catch (Exception unreadable) when (unreadable
            is SqliteException or FormatException or InvalidOperationException or ArgumentException)
        {
            await db.DisposeAsync();
            return null;
        }
    }

    private MingsuanDb Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,

            // The registers of persons and institutions stay at home, and with them what the rows refer to.
            ForeignKeys = false,
        };
        return new MingsuanDb(
            new DbContextOptionsBuilder<MingsuanDb>().UseSqlite(connection.ToString()).Options, maps);
    }

    private IEnumerable<IEntityType> Exported(MingsuanDb db)
    {
        var rows = tables.Select(table => table.Table(db)).ToHashSet(StringComparer.Ordinal);
        return db.Model.GetEntityTypes().Where(type => type.GetTableName() is { } name
            && (name.StartsWith("trail_", StringComparison.Ordinal) || rows.Contains(name)));
    }

    private static async Task CopyAsync<T>(
        MingsuanDb from, MingsuanDb to, Rewrapping wrapping, CancellationToken ct)
        where T : class
    {
        to.ChangeTracker.AutoDetectChangesEnabled = false;
        var waiting = 0;
        await foreach (var row in from.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (row is TrailSubjectKey key)
            {
                wrapping.Apply(key);
            }

            to.Add(row);
            if (++waiting == AtOnce)
            {
                await to.SaveChangesAsync(ct);
                to.ChangeTracker.Clear();
                waiting = 0;
            }
        }

        await to.SaveChangesAsync(ct);
        to.ChangeTracker.Clear();
    }

    private sealed record Rewrapping(PlatformKeys From, PlatformKeys To, RandomFill Random)
    {
        /// <summary>A shredded key stays shredded; one that does not open stays as it is and is found so.</summary>
        public void Apply(TrailSubjectKey key)
        {
            if (key.Wrapped is { } wrapped && From.Unwrap(wrapped, key.Context()) is { } dataKey)
            {
                key.Wrapped = To.Wrap(dataKey, key.Context(), Random);
            }
        }
    }
}
