using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 名册簿 — what the database knows of the staff beside their list: the list as it was last seen, so that each change of
/// it is an entry on the trail; the one-time codes that were used; and the passwords that people chose themselves.
/// </summary>
public sealed class StaffBook(
    IServiceScopeFactory scopes, StaffList staff, TrailWriter trail, PlatformKeys keys, RandomFill random)
{
    private const string ChainKey = "staff";
    private static readonly TrailSubject Chain = TrailSubject.Region(ChainKey);
    private static readonly byte[] OwnContext = "mingsuan/own-password/v1\n"u8.ToArray();
    private static readonly byte[] MarkPurpose = "mingsuan/new-password-mark/v1"u8.ToArray();

    /// <summary>Tables whose every row the trail must commit to.</summary>
    public static IReadOnlyList<ProvenTable> ProvenTables { get; } = [Proven.ByRegion<StaffRecord>(_ => ChainKey)];

    /// <summary>
    /// 核对名册 — records every account that the list has, lacks or has otherwise than when it was last seen. Gives how
    /// many.
    /// </summary>
    public Task<int> NoticeAsync(string actor, CancellationToken ct) => InOperationAsync(
        "staff.notice",
        async (db, token) =>
        {
            await LockAsync(db, token);
            var seen = await db.Set<StaffRecord>().AsTracking().ToDictionaryAsync(row => row.Name, token);
            var changes = 0;
            foreach (var now in staff.Listed.Select(StaffRecord.Of).OrderBy(one => one.Name, StringComparer.Ordinal))
            {
                seen.Remove(now.Name, out var was);
                changes += await EnterAsync(db, was, now, actor, token) ? 1 : 0;
            }

            foreach (var gone in seen.Values.OrderBy(one => one.Name, StringComparer.Ordinal))
            {
                var removed = ProvenRecords.Removed(db, gone);
                db.Remove(gone);
                await AppendAsync(db, gone, "staff.removed", actor, [], removed, token);
                changes++;
            }

            return changes;
        },
        ct);

    /// <summary>What the database knows of an account that is about to sign in.</summary>
    public async Task<StaffStanding> StandingAsync(string typed, CancellationToken ct)
    {
        // A name that nobody has is asked for, too, so that it takes as long; but not as a stranger typed it.
        var account = Listed(typed);
        var name = account?.Name ?? "";
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Session>().Db;
        var record = await db.Set<StaffRecord>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, ct);
        var step = await db.Set<UsedCode>().Where(row => row.Name == name)
            .Select(row => (long?)row.Step).SingleOrDefaultAsync(ct);
        return new(record?.OwnPassword, Opened(name, record?.OwnPassword), step ?? long.MinValue)
        {
            Current = IsCurrent(record, account),
        };
    }

    /// <summary>Takes a one-time code, once for all processes; false when it or a later one was taken.</summary>
    public Task<bool> TakeCodeAsync(string name, long step, CancellationToken ct) =>
        staff.Demonstration
            ? Task.FromResult(true)
            : InOperationAsync("staff.code", (db, token) => TakeCodeAsync(db, name, step, token), ct);

    /// <summary>
    /// 改口令 — inside the running operation: takes the code and puts the owner's password in the place of the one that
    /// stood when it was asked for. False when the code was used meanwhile, or another password stands.
    /// </summary>
    public async Task<bool> ChangeAsync(MingsuanDb db, PasswordChange change, CancellationToken ct)
    {
        await LockAsync(db, ct);
        var record = await db.Set<StaffRecord>().AsTracking().SingleOrDefaultAsync(row => row.Name == change.Name, ct);
        if (record is null || record.OwnPassword != change.Before || !IsCurrent(record, Listed(change.Name))
            || !(staff.Demonstration || await TakeCodeAsync(db, change.Name, change.Step, ct)))
        {
            return false;
        }

        record.OwnPassword = change.Sealed;
        record.Version++;
        await AppendAsync(
            db, record, "staff.password-changed", change.Name, ["password"], ProvenRecords.Of(db, record), ct);
        return true;
    }

    /// <summary>A new password's slow digest, sealed for its account.</summary>
    public string Seal(string name, string password) => Convert.ToBase64String(
        keys.Wrap(Encoding.UTF8.GetBytes(PasswordHash.Of(password, random)), Context(name), random));

    /// <summary>A new password's mark: the same for the same one, and only this platform can make it.</summary>
    public string Mark(string name, string password) => Convert.ToHexStringLower(
        keys.DeriveCode(MarkPurpose, Encoding.UTF8.GetBytes(name + "\n" + password)));

    private StaffAccount? Listed(string name) => staff.Listed.FirstOrDefault(one => one.Name == name);

    /// <summary>
    /// Whether our list says of an account what was recorded last. A platform that runs on with a list that was changed
    /// meanwhile lets nobody in by what it no longer says.
    /// </summary>
    private static bool IsCurrent(StaffRecord? record, StaffAccount? account) =>
        record is not null && account is not null && record.SignsInAs(StaffRecord.Of(account));

    /// <summary>The digest of an own password; one that was not sealed here opens for nobody.</summary>
    private string? Opened(string name, string? wrapped) => wrapped is null
        ? null
        : keys.Unwrap(Convert.FromBase64String(wrapped), Context(name)) is { } plain
            ? Encoding.UTF8.GetString(plain)
            : "";

    private static byte[] Context(string name) => [.. OwnContext, .. Encoding.UTF8.GetBytes(name)];

    /// <summary>One after the other: the list is one.</summary>
    private static Task LockAsync(MingsuanDb db, CancellationToken ct) => db.LockInstitutionAsync(Guid.Empty, ct);

    private static async Task<bool> TakeCodeAsync(MingsuanDb db, string name, long step, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO platform_used_code (name, step) VALUES ({name}, {step})
            ON CONFLICT (name) DO UPDATE SET step = excluded.step WHERE platform_used_code.step < excluded.step
            """,
            ct) == 1;

    private async Task<bool> EnterAsync(
        MingsuanDb db, StaffRecord? was, StaffRecord now, string actor, CancellationToken ct)
    {
        if (was is null)
        {
            db.Add(now);
            await AppendAsync(db, now, "staff.added", actor, [], ProvenRecords.Of(db, now), ct);
            return true;
        }

        var what = was.Differences(now);
        if (what.Count > 0)
        {
            was.Take(now);
            await AppendAsync(db, was, "staff.changed", actor, what, ProvenRecords.Of(db, was), ct);
        }

        return what.Count > 0;
    }

    private Task<byte[]> AppendAsync(
        MingsuanDb db,
        StaffRecord of,
        string kind,
        string actor,
        IEnumerable<string> what,
        JsonArray records,
        CancellationToken ct) => trail.AppendAsync(
        db,
        Chain,
        kind,
        actor,
        new JsonObject
        {
            ["account"] = of.Name,
            ["role"] = of.Role,
            ["what"] = new JsonArray([.. what.Select(one => (JsonNode)one)]),
            [ProvenRecords.Member] = records,
        },
        ct);

    private async Task<T> InOperationAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(name, work, ct);
    }
}

/// <summary>账户近况 — its own password as sealed and as a digest, and the half minute of the last code taken.</summary>
public sealed record StaffStanding(string? Sealed, string? Password, long Step)
{
    /// <summary>Whether this process's list still says of the account what was recorded last.</summary>
    public required bool Current { get; init; }
}

/// <summary>改口令的内容 — whose, the code's half minute, and the sealed passwords before and after.</summary>
public sealed record PasswordChange(string Name, long Step, string? Before, string Sealed);
