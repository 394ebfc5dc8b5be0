using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 报文封存 — bars a message number that was undone before it arrived: when the late message comes, its claim is taken.
/// </summary>
public static class ClaimBarring
{
    /// <summary>The digest that no message has.</summary>
    public const string Barred = "barred";

    /// <summary>
    /// Takes the claim of a message that was not carried out; false when it was. A message that is being carried out
    /// right now is waited for. Call it before any person is locked: the message locks the claim first, too.
    /// </summary>
    public static async Task<bool> BarAsync(
        this MingsuanDb db, Guid instId, string infno, string msgid, DateTime at, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO platform_claim (inst_id, infno, msgid, digest, result, created_at)
            VALUES ({instId}, {infno}, {msgid}, {Barred}, {""}, {at}) ON CONFLICT DO NOTHING
            """,
            ct) == 1;
}
