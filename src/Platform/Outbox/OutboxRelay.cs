using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Outbox;

/// <summary>待递送的消息 — a message on its way.</summary>
public sealed record OutboxLetter(
    Guid PersonId, Guid Id, long Seq, string Kind, string Payload, DateTime CreatedAt, int Attempts);

/// <summary>递送 — hands a letter to whoever receives it; returns when every receiver has it, throws when not.</summary>
public delegate Task OutboxDelivery(OutboxLetter letter, CancellationToken ct);

/// <summary>
/// 消息中继 — hands messages on at least once, each person's in order. A process takes a share of the queue by a lease; a
/// failed message is tried again with growing pauses and then parked, and what follows it of the same person waits.
/// </summary>
public sealed partial class OutboxRelay(
    IServiceScopeFactory scopes,
    IDbContextFactory<MingsuanDb> factory,
    TimeProvider clock,
    IdSource ids,
    PlatformMeters meters,
    ILogger<OutboxRelay> log)
{
    /// <summary>How often a message is tried before it is parked.</summary>
    public const int MostAttempts = 10;

    /// <summary>How long a share is held without renewal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How long sent messages stay.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int AtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Guid holder = ids.Next();
    private readonly Dictionary<int, DateTime> held = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Relays all that is due in the shares that this process can have; gives how many.</summary>
    public async Task<int> RunOnceAsync(OutboxDelivery deliver, CancellationToken ct)
    {
        List<int> waiting;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            waiting = await Due(db).Select(message => message.Bucket).Distinct().ToListAsync(ct);
        }

        var sent = 0;
        foreach (var bucket in waiting.Order())
        {
            for (int some; (some = await RelayAsync(bucket, deliver, ct)) > 0;)
            {
                sent += some;
            }
        }

        return sent;
    }

    /// <summary>Takes away messages that were sent long ago; gives how many.</summary>
    public Task<int> PruneAsync(CancellationToken ct) => InOperationAsync(
        "outbox.prune",
        (db, token) =>
        {
            var before = Now - Kept;
            return db.Set<OutboxMessage>().Where(message => message.SentAt < before).ExecuteDeleteAsync(token);
        },
        ct);

    /// <summary>Unsent, and nothing unsent of the same person is parked or pausing.</summary>
    private IQueryable<OutboxMessage> Due(MingsuanDb db)
    {
        var now = Now;
        var all = db.Set<OutboxMessage>().AsNoTracking();
        return all.Where(message => message.SentAt == null && !all.Any(other =>
            other.PersonId == message.PersonId && other.SentAt == null &&
            (other.ParkedAt != null || other.NotBefore > now)));
    }

    private async Task<int> RelayAsync(int bucket, OutboxDelivery deliver, CancellationToken ct)
    {
        if (!await HoldAsync(bucket, ct))
        {
            return 0;
        }

        var sent = new List<OutboxLetter>();
        var failed = new List<OutboxLetter>();
        foreach (var person in await LettersAsync(bucket, ct))
        {
            foreach (var letter in person)
            {
                // Renewed while there is still time for one more; a share that was lost is left to its new holder.
                if (!await HoldAsync(bucket, ct))
                {
                    return await MarkAsync(sent, failed, ct);
                }

                if (!await DeliveredAsync(letter, deliver, ct))
                {
                    failed.Add(letter);
                    break;
                }

                sent.Add(letter);
            }
        }

        return await MarkAsync(sent, failed, ct);
    }

    /// <summary>The persons who have waited longest, each with all their messages in order.</summary>
    private async Task<IReadOnlyList<IGrouping<Guid, OutboxLetter>>> LettersAsync(int bucket, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var persons = await Due(db).Where(message => message.Bucket == bucket)
            .OrderBy(message => message.CreatedAt)
            .Select(message => message.PersonId)
            .Take(AtOnce)
            .ToListAsync(ct);
        var of = persons.Distinct().ToArray();
        var letters = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => of.Contains(message.PersonId) && message.SentAt == null)
            .OrderBy(message => message.PersonId).ThenBy(message => message.Seq).ThenBy(message => message.Id)
            .Select(message => new OutboxLetter(
                message.PersonId, message.Id, message.Seq, message.Kind, message.Payload, message.CreatedAt,
                message.Attempts))
            .ToListAsync(ct);
        return [.. letters.GroupBy(letter => letter.PersonId)];
    }

    private async Task<bool> DeliveredAsync(OutboxLetter letter, OutboxDelivery deliver, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await deliver(letter, both.Token);
            meters.Delivered(taken: true);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            meters.Delivered(taken: false);
            Failed(log, failure, letter.Kind, letter.Id, letter.Attempts + 1);
            return false;
        }
    }

    private async Task<int> MarkAsync(List<OutboxLetter> sent, List<OutboxLetter> failed, CancellationToken ct)
    {
        if (sent.Count + failed.Count > 0)
        {
            await InOperationAsync("outbox.mark", (db, token) => MarkAsync(db, sent, failed, token), ct);
        }

        return sent.Count;
    }

    private async Task<bool> MarkAsync(
        MingsuanDb db, List<OutboxLetter> sent, List<OutboxLetter> failed, CancellationToken ct)
    {
        var now = Now;
        if (db.Database.IsNpgsql())
        {
            // A lost mark costs a second delivery, which receivers bear; it need not wait for the disk.
            await db.Database.ExecuteSqlRawAsync("SET LOCAL synchronous_commit = off", ct);
        }

        var persons = sent.Select(letter => letter.PersonId).Distinct().ToArray();
        var done = sent.Select(letter => letter.Id).ToArray();
        await db.Set<OutboxMessage>()
            .Where(message => persons.Contains(message.PersonId) && done.Contains(message.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, now), ct);
        foreach (var letter in failed)
        {
            var attempts = letter.Attempts + 1;
            var pause = TimeSpan.FromSeconds(1L << Math.Min(attempts, 12));
            DateTime? parked = attempts < MostAttempts ? null : now;
            DateTime? again = now + (pause < LongestPause ? pause : LongestPause);
            await db.Set<OutboxMessage>()
                .Where(message => message.PersonId == letter.PersonId && message.Id == letter.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(message => message.Attempts, attempts)
                        .SetProperty(message => message.NotBefore, again)
                        .SetProperty(message => message.ParkedAt, parked),
                    ct);
        }

        return true;
    }

    /// <summary>Holds the share from now on, by the lease at hand while more than half of it is left.</summary>
    private async Task<bool> HoldAsync(int bucket, CancellationToken ct)
    {
        if (held.TryGetValue(bucket, out var until) && until - Now > Lease / 2)
        {
            return true;
        }

        held.Remove(bucket);
        try
        {
            if (await InOperationAsync("outbox.lease", (db, token) => LeaseAsync(db, bucket, token), ct) is { } given)
            {
                held[bucket] = given;
                return true;
            }
        }
        catch (DbUpdateException taken) when (DatabaseErrors.IsDuplicate(taken))
        {
            // Another process was the first ever to take this share.
        }

        return false;
    }

    private async Task<DateTime?> LeaseAsync(MingsuanDb db, int bucket, CancellationToken ct)
    {
        var (now, until) = (Now, Now + Lease);
        var lease = await db.Set<OutboxLease>().AsTracking().SingleOrDefaultAsync(one => one.Bucket == bucket, ct);
        if (lease is null)
        {
            db.Add(new OutboxLease { Bucket = bucket, Holder = holder, Until = until });
            return until;
        }

        if (lease.Holder != holder && lease.Until > now)
        {
            return null;
        }

        (lease.Holder, lease.Until) = (holder, until);
        lease.Version++;
        return until;
    }

    private async Task<T> InOperationAsync<T>(
        string name, Func<MingsuanDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(name, work, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Kind} {Id} was not taken, attempt {Attempt}")]
    private static partial void Failed(ILogger log, Exception failure, string kind, Guid id, int attempt);
}
