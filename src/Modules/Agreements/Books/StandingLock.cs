using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Agreements.Books;

/// <summary>
/// 协议状况锁 — settlements that rely on an institution's agreements hold it together, a command that changes them holds
/// it alone, each until its transaction ends. Who waits to hold it alone is waited for: a busy hospital can be
/// suspended. On SQLite the transaction already holds the write lock. (楚医保规〔2022〕3号 第十九条)
/// </summary>
internal static class StandingLock
{
    public static Task ShareAsync(MingsuanDb db, Guid inst, CancellationToken ct) =>
        Applies(db)
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Key(inst)})", ct)
            : Task.CompletedTask;

    /// <summary>After the institution's own lock, as whoever needs both does.</summary>
    public static Task TakeAsync(MingsuanDb db, Guid inst, CancellationToken ct) =>
        Applies(db)
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key(inst)})", ct)
            : Task.CompletedTask;

    private static bool Applies(MingsuanDb db) =>
        db.Database.IsNpgsql() && db.Database.CurrentTransaction is not null;

    /// <summary>The random half of the id; two institutions that shared it would only wait for each other.</summary>
    private static long Key(Guid inst)
    {
        Span<byte> bytes = stackalloc byte[16];
        inst.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }
}
