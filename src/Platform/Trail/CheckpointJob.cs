using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 检查点作业 — appends every head beyond its last leaf, and every new access batch, to the log and signs the result.
/// Finding (reads only) and writing (one short transaction) are apart, so that the search holds no write lock. A
/// second writer at the same time meets the first one's keys and fails without effect.
/// </summary>
public sealed class CheckpointJob(TimeProvider clock, PlatformKeys keys)
{
    /// <summary>Most leaves of one checkpoint, and so of one write transaction.</summary>
    public const int MostLeaves = 500;

    /// <summary>How long new entries wait for the next checkpoint at most, while the platform runs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int LookUp = 200;

    /// <summary>
    /// Finds and writes everything; gives the last checkpoint made, or null when there was nothing new.
    /// </summary>
    public async Task<Checkpoint?> RunAsync(MingsuanDb db, DateTime? entriesSince, CancellationToken stop)
    {
        Checkpoint? made = null;
        foreach (var slice in (await FindAsync(db, entriesSince, stop)).Chunk(MostLeaves))
        {
            made = await WriteAsync(db, slice, stop);
        }

        return made;
    }

    /// <summary>
    /// Leaves that the log lacks, in a fixed order and not numbered yet. <paramref name="entriesSince"/> spares old
    /// chains; null looks at all of them, which a run must do now and then for entries dated in the past.
    /// </summary>
    public async Task<IReadOnlyList<TrailLeaf>> FindAsync(
        MingsuanDb db, DateTime? entriesSince, CancellationToken stop)
    {
        DateTime? since = entriesSince is { } from ? TrailTime.Whole(from) : null;
        var missing = new List<TrailLeaf>();
        foreach (var tables in SubjectTables.All)
        {
            var heads = new List<(TrailSubject Subject, long Seq)>();
            await foreach (var head in tables.Heads(db, since).WithCancellation(stop))
            {
                heads.Add(head);
            }

            foreach (var some in heads.OrderBy(h => h.Subject.Key, StringComparer.Ordinal).Chunk(LookUp))
            {
                foreach (var (subject, seq) in await BeyondAsync(db, tables.Class, some, stop))
                {
                    missing.Add(Leaf(subject, seq, await tables.HashAsync(db, subject, seq, stop)));
                }
            }
        }

        missing.AddRange(await BatchLeavesAsync(db, since, stop));
        return missing;
    }

    /// <summary>Appends the leaves and signs, in one transaction (the caller's, if one is open).</summary>
    public async Task<Checkpoint?> WriteAsync(MingsuanDb db, IReadOnlyList<TrailLeaf> leaves, CancellationToken stop)
    {
        if (leaves.Count == 0)
        {
            return null;
        }

        var last = await db.Set<TrailCheckpointRow>().AsNoTracking()
            .OrderByDescending(c => c.Number)
            .FirstOrDefaultAsync(stop);
        var frontier = last is null ? new MerkleFrontier() : MerkleFrontier.Read(last.Size, last.Frontier)
            ?? throw new InvalidOperationException($"checkpoint {last.Number}: the frontier does not fit the size");
        foreach (var leaf in leaves)
        {
            leaf.LeafIndex = frontier.Size;
            frontier.Append(leaf.Hash());
            db.Add(leaf);
        }

        var now = TrailTime.Of(clock.GetUtcNow());
        var at = last is not null && TrailTime.Whole(last.At) > now ? TrailTime.Whole(last.At) : now;
        var key = await KeyAsync(db, stop) ?? db.Add(TrailKey.Of(keys.Signing, at)).Entity;
        if (key.ValidTo is not null)
        {
            throw new InvalidOperationException($"the platform key {key.Fingerprint} is retired");
        }

        var checkpoint = Checkpoint.Sign(
            (last?.Number ?? 0) + 1, frontier.Size, frontier.Root(), at, keys.Signing);
        db.Add(TrailCheckpointRow.Of(checkpoint, frontier));
        await db.SaveChangesAsync(stop);
        return checkpoint;
    }

    /// <summary>换钥 — ends this key's use; the next checkpoint is signed by a job that holds its successor.</summary>
    public async Task RetireKeyAsync(MingsuanDb db, CancellationToken stop)
    {
        var key = await KeyAsync(db, stop)
            ?? throw new InvalidOperationException("a key that signed nothing cannot be retired");
        key.Retire(keys.Signing, TrailTime.Of(clock.GetUtcNow()));
        await db.SaveChangesAsync(stop);
    }

    private Task<TrailKey?> KeyAsync(MingsuanDb db, CancellationToken stop) =>
        db.Set<TrailKey>().FirstOrDefaultAsync(k => k.Fingerprint == keys.Signing.PublicKey.Fingerprint, stop);

    private static TrailLeaf Leaf(TrailSubject subject, long seq, byte[] hash) =>
        new() { SubjectClass = subject.Class, Subject = subject.Key, Seq = seq, HeadHash = hash };

    private static async Task<List<(TrailSubject Subject, long Seq)>> BeyondAsync(
        MingsuanDb db, SubjectClass @class, (TrailSubject Subject, long Seq)[] heads, CancellationToken stop)
    {
        var names = heads.Select(h => h.Subject.Key).ToArray();
        var known = await db.Set<TrailLeaf>()
            .Where(l => l.SubjectClass == @class && names.Contains(l.Subject))
            .GroupBy(l => l.Subject)
            .Select(g => new { Subject = g.Key, Seq = g.Max(l => l.Seq) })
            .ToDictionaryAsync(l => l.Subject, l => l.Seq, stop);
        return heads.Where(h => h.Seq > known.GetValueOrDefault(h.Subject.Key)).ToList();
    }

    private static async Task<List<TrailLeaf>> BatchLeavesAsync(
        MingsuanDb db, DateTime? since, CancellationToken stop)
    {
        var batches = await db.Set<AccessBatch>().AsNoTracking()
            .Where(b => since == null || b.At >= since)
            .OrderBy(b => b.At).ThenBy(b => b.BatchId)
            .ToListAsync(stop);
        var leaves = new List<TrailLeaf>();
        foreach (var some in batches.Chunk(LookUp))
        {
            var digests = some.ToDictionary(b => TrailSubject.Access(b.BatchId), b => b.Digest);
            var heads = some.Select(b => (TrailSubject.Access(b.BatchId), b.Lines)).ToArray();
            var beyond = await BeyondAsync(db, SubjectClass.Access, heads, stop);
            leaves.AddRange(beyond.Select(head => Leaf(head.Subject, head.Seq, digests[head.Subject])));
        }

        return leaves;
    }
}
