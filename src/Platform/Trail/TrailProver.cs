using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>公开内容 — salt ‖ canonical payload of one entry: what its commitment is the SM3 of.</summary>
public sealed record DisclosedPayload(long Seq, byte[] SaltAndText);

/// <summary>入日志证明 — a chain's head as a leaf of the log, and its path to a signed root.</summary>
public sealed record LogProof(
    long Index, long Seq, byte[] Head, IReadOnlyList<byte[]> Path, Checkpoint Checkpoint, TrailKeyFacts Key);

/// <summary>平台公钥事实 — a key, its dates, and its own signature over them.</summary>
public sealed record TrailKeyFacts(
    string Fingerprint, byte[] PublicKey, DateTime ValidFrom, DateTime? ValidTo, byte[] Signature);

/// <summary>
/// 可带走的证明 — some entries' payloads, the links from the first of them to a checkpointed head, and the head's place in
/// the log; no <see cref="Log"/> while no checkpoint has taken them in.
/// </summary>
public sealed record TrailProof(
    TrailSubject Subject, IReadOnlyList<TrailEntry> Links, IReadOnlyList<DisclosedPayload> Payloads, LogProof? Log);

/// <summary>
/// 举证 — takes out of the trail what somebody needs to check some entries of a person without the platform. It reads the
/// person's chain, two checkpoints and the leaves between them, however long the log is.
/// </summary>
public sealed class TrailProver(TrailReader reader)
{
    /// <summary>The proof for those entries of a person that concern something; null when none can be read.</summary>
    public async Task<TrailProof?> OfPersonAsync(
        MingsuanDb db, Guid person, Func<JsonObject, bool> concerns, CancellationToken ct)
    {
        await using var snapshot = await ReadSnapshot.BeginAsync(db, ct);
        var chain = await reader.OpenedAsync(db, person, ct);
        var disclosed = chain.Where(one => one.Payload is { } payload && concerns(payload)).ToList();
        if (disclosed.Count == 0)
        {
            return null;
        }

        var subject = TrailSubject.Person(person);
        var (first, last) = (disclosed[0].Entry.Seq, disclosed[^1].Entry.Seq);
        var log = await InLogAsync(db, subject, last, ct);
        return new(
            subject,
            [.. chain.Select(one => one.Entry).Where(one => one.Seq >= first && one.Seq <= (log?.Seq ?? last))],
            [.. disclosed.Select(one => new DisclosedPayload(one.Entry.Seq, one.Body!))],
            log);
    }

    /// <summary>The keys that signed checkpoints, the first one first.</summary>
    public static async Task<IReadOnlyList<TrailKeyFacts>> KeysAsync(MingsuanDb db, CancellationToken ct) =>
        (await db.Set<TrailKey>().AsNoTracking().OrderBy(key => key.ValidFrom).ToListAsync(ct)).ConvertAll(Facts);

    private static TrailKeyFacts Facts(TrailKey key) =>
        new(key.Fingerprint, key.PublicKey, key.ValidFrom, key.ValidTo, key.Signature);

    /// <summary>The first checkpointed head of the chain that is not before a place in it.</summary>
    private static async Task<LogProof?> InLogAsync(
        MingsuanDb db, TrailSubject subject, long seq, CancellationToken ct)
    {
        var leaf = await db.Set<TrailLeaf>().AsNoTracking()
            .Where(one => one.SubjectClass == subject.Class && one.Subject == subject.Key && one.Seq >= seq)
            .OrderBy(one => one.Seq)
            .FirstOrDefaultAsync(ct);
        if (leaf is null || await AfterAsync(db, leaf.LeafIndex, ct) is not { } signed)
        {
            return null;
        }

        var before = await db.Set<TrailCheckpointRow>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Number == signed.Number - 1, ct);
        var from = before?.Size ?? 0;
        var frontier = before is null ? new MerkleFrontier() : MerkleFrontier.Read(before.Size, before.Frontier);
        var since = await db.Set<TrailLeaf>().AsNoTracking()
            .Where(one => one.LeafIndex >= from && one.LeafIndex < signed.Size)
            .OrderBy(one => one.LeafIndex)
            .ToListAsync(ct);
        var key = await db.Set<TrailKey>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Fingerprint == signed.KeyFingerprint, ct);
        return frontier is null || key is null ||
            new ProofPath(frontier, since.ConvertAll(one => one.Hash())).Of(leaf.LeafIndex) is not { } path
            ? null
            : new(leaf.LeafIndex, leaf.Seq, leaf.HeadHash, path, signed.Checkpoint(), Facts(key));
    }

    /// <summary>The first checkpoint over a leaf. Sizes grow with numbers, so it is found by halving, by key.</summary>
    private static async Task<TrailCheckpointRow?> AfterAsync(MingsuanDb db, long index, CancellationToken ct)
    {
        var checkpoints = db.Set<TrailCheckpointRow>().AsNoTracking();
        var (low, high) = (1L, await checkpoints.MaxAsync(one => (long?)one.Number, ct) ?? 0);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var covers = await checkpoints.AnyAsync(one => one.Number == middle && one.Size > index, ct);
            (low, high) = covers ? (low, middle) : (middle + 1, high);
        }

        return await checkpoints.SingleOrDefaultAsync(one => one.Number == low && one.Size > index, ct);
    }
}
