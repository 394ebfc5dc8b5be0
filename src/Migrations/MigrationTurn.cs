using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Migrations;

/// <summary>
/// 迁移轮次 — on an embedded database the migrator marks its turn by a row that stays when the process is killed, and
/// everyone after it would wait for ever. A lock on a file beside the database dies with its holder: who has it may
/// take such a row away.
/// </summary>
internal sealed class MigrationTurn : IAsyncDisposable
{
    private const string Marks = "__EFMigrationsLock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream held;

    private MigrationTurn(FileStream held) => this.held = held;

    /// <summary>Waits until no other process migrates this file.</summary>
    public static async Task<MigrationTurn> TakeAsync(FileInfo database, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new(new FileStream(
                    database.FullName + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (database.Directory is { Exists: true })
            {
                await Task.Delay(Pause, ct);
            }
        }
    }

    /// <summary>Takes away the row of a holder that is gone.</summary>
    public static async Task ForgetDeadHolderAsync(DbContext db, CancellationToken ct)
    {
        var marked = await db.Database.SqlQuery<int>(
            $"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = {Marks}").SingleAsync(ct);
        if (marked > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"" + Marks + "\"", ct);
        }
    }

    public ValueTask DisposeAsync() => held.DisposeAsync();
}
