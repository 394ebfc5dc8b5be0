using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>日志核验 — keys, checkpoints, and the log's roots recomputed leaf by leaf.</summary>
internal sealed class LogCheck(TrailFindings findings, TrailVerification with)
{
    private readonly Dictionary<string, TrailKey> registered = new(StringComparer.Ordinal);
    private readonly HashSet<long> vouched = [];
    private string checkpointTable = "";
    private string leafTable = "";

    internal Checkpoint? Latest { get; private set; }

    internal SortedSet<string> Fingerprints { get; } = new(StringComparer.Ordinal);

    internal async Task RunAsync(MingsuanDb db, CancellationToken stop)
    {
        checkpointTable = ProvenRecords.Table(db.Model.FindEntityType(typeof(TrailCheckpointRow))!);
        leafTable = ProvenRecords.Table(db.Model.FindEntityType(typeof(TrailLeaf))!);
        await KeysAsync(db, stop);
        var checkpoints = await db.Set<TrailCheckpointRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync(stop);
        Order(checkpoints);
        foreach (var row in checkpoints)
        {
            findings.Counts.Checkpoints++;
            Fingerprints.Add(row.KeyFingerprint);
            Signature(row.Checkpoint());
            Latest = row.Checkpoint();
        }

        await RootsAsync(db, checkpoints, stop);
    }

    private async Task KeysAsync(MingsuanDb db, CancellationToken stop)
    {
        var table = ProvenRecords.Table(db.Model.FindEntityType(typeof(TrailKey))!);
        var rows = await db.Set<TrailKey>().AsNoTracking().OrderBy(k => k.Fingerprint).ToListAsync(stop);
        foreach (var row in rows)
        {
            using var key = Sm2PublicKey.TryImport(row.PublicKey);
            if (key is null || key.Fingerprint != row.Fingerprint)
            {
                findings.Add(TrailBreaks.Key, table, row.Fingerprint, "public_key");
            }
            else if (!key.Verify(row.Text(), row.Signature))
            {
                findings.Add(TrailBreaks.Key, table, row.Fingerprint, "signature");
            }
            else
            {
                registered[row.Fingerprint] = row;
            }
        }
    }

    private void Order(List<TrailCheckpointRow> checkpoints)
    {
        TrailCheckpointRow? before = null;
        foreach (var row in checkpoints)
        {
            if (row.Number != (before?.Number ?? 0) + 1)
            {
                var expected = $"{(before?.Number ?? 0) + 1}";
                findings.Add(TrailBreaks.CheckpointGap, checkpointTable, $"{row.Number}", "number", expected);
            }

            if (row.Size <= (before?.Size ?? 0))
            {
                findings.Add(TrailBreaks.CheckpointGap, checkpointTable, $"{row.Number}", "size");
            }

            if (before is not null && row.At < before.At)
            {
                findings.Add(TrailBreaks.CheckpointGap, checkpointTable, $"{row.Number}", "at");
            }

            before = row;
        }
    }

    private void Signature(Checkpoint checkpoint)
    {
        var known = registered.GetValueOrDefault(checkpoint.KeyFingerprint);
        var inUse = known is not null && known.ValidFrom <= checkpoint.At && !(known.ValidTo < checkpoint.At);
        var pinned = with.Pinned.Count == 0 || with.Pinned.Any(k => k.Fingerprint == checkpoint.KeyFingerprint);
        if (!inUse || !pinned)
        {
            findings.Add(
                TrailBreaks.CheckpointKey,
                checkpointTable,
                $"{checkpoint.Number}",
                "key_fingerprint",
                with.Pinned.Count == 0 ? null : string.Join(',', with.Pinned.Select(k => k.Fingerprint)),
                checkpoint.KeyFingerprint);
            return;
        }

        using var key = Sm2PublicKey.TryImport(known!.PublicKey);
        if (key is null || !checkpoint.IsSignedBy(key))
        {
            findings.Add(TrailBreaks.CheckpointSignature, checkpointTable, $"{checkpoint.Number}", "signature");
            return;
        }

        vouched.Add(checkpoint.Number);
    }

    private async Task RootsAsync(MingsuanDb db, List<TrailCheckpointRow> checkpoints, CancellationToken stop)
    {
        var signed = checkpoints.ToLookup(c => c.Size);
        var witnessed = with.Witnesses.ToLookup(w => w.Size);
        var last = checkpoints.Count > 0 ? checkpoints.Max(c => c.Size) : 0;
        var frontier = new MerkleFrontier();
        var (begin, next) = (0L, 0L);
        var leaves = db.Set<TrailLeaf>().AsNoTracking().OrderBy(l => l.LeafIndex).AsAsyncEnumerable();
        await foreach (var leaf in leaves.WithCancellation(stop))
        {
            findings.Counts.Leaves++;
            if (leaf.LeafIndex != next)
            {
                findings.Add(TrailBreaks.LeafGap, leafTable, $"{leaf.LeafIndex}", "leaf_index", $"{next}");
            }
            else if (leaf.LeafIndex >= last)
            {
                findings.Add(TrailBreaks.LeafUnsigned, leafTable, $"{leaf.LeafIndex}");
            }

            next = leaf.LeafIndex + 1;
            frontier.Append(leaf.Hash());
            foreach (var witness in witnessed[frontier.Size].Where(w => !w.Root.SequenceEqual(frontier.Root())))
            {
                findings.Add(TrailBreaks.Witness, checkpointTable, $"{witness.Number}", "root");
            }

            foreach (var row in signed[frontier.Size])
            {
                frontier = Root(row, frontier, begin);
                begin = row.Size;
            }
        }

        foreach (var row in checkpoints.Where(c => c.Size > frontier.Size))
        {
            var found = $"{frontier.Size}";
            findings.Add(TrailBreaks.LogRoot, checkpointTable, $"{row.Number}", "size", $"{row.Size}", found);
        }

        foreach (var witness in with.Witnesses.Where(w => w.Size > frontier.Size))
        {
            findings.Add(TrailBreaks.Witness, checkpointTable, $"{witness.Number}", "size");
        }
    }

    /// <summary>
    /// Compares root and frontier. Where a vouched checkpoint contradicts the leaves, the leaves since the one
    /// before are to blame; the walk goes on from its frontier, so that one changed leaf does not condemn all later
    /// ones.
    /// </summary>
    private MerkleFrontier Root(TrailCheckpointRow row, MerkleFrontier recomputed, long begin)
    {
        var kept = MerkleFrontier.Read(row.Size, row.Frontier);
        if (kept is null || !kept.Root().AsSpan().SequenceEqual(row.Root))
        {
            findings.Add(TrailBreaks.LogFrontier, checkpointTable, $"{row.Number}", "frontier");
            kept = null;
        }

        var root = recomputed.Root();
        if (row.Root.AsSpan().SequenceEqual(root))
        {
            return recomputed;
        }

        var isVouched = vouched.Contains(row.Number);
        findings.Add(
            TrailBreaks.LogRoot,
            isVouched ? leafTable : checkpointTable,
            isVouched ? $"{begin}-{row.Size - 1}" : $"{row.Number}",
            isVouched ? null : "root",
            Convert.ToHexStringLower(isVouched ? row.Root : root),
            Convert.ToHexStringLower(isVouched ? root : row.Root));
        return isVouched && kept is not null ? kept : recomputed;
    }
}
