using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>访问日志核验 — each batch against its lines, and each checkpointed batch against its leaf.</summary>
internal static class AccessCheck
{
    private const int AtOnce = 50;

    internal static async Task RunAsync(MingsuanDb db, TrailFindings findings, CancellationToken stop)
    {
        var batchTable = ProvenRecords.Table(db.Model.FindEntityType(typeof(AccessBatch))!);
        var lineTable = ProvenRecords.Table(db.Model.FindEntityType(typeof(AccessLine))!);
        var leaves = (await db.Set<TrailLeaf>().AsNoTracking()
            .Where(l => l.SubjectClass == SubjectClass.Access)
            .ToListAsync(stop)).ToLookup(l => l.Subject);
        var batches = await db.Set<AccessBatch>().AsNoTracking().OrderBy(b => b.BatchId).ToListAsync(stop);
        foreach (var some in batches.Chunk(AtOnce))
        {
            var ids = some.Select(b => b.BatchId).ToArray();
            var lines = (await db.Set<AccessLine>().AsNoTracking()
                .Where(l => ids.Contains(l.BatchId))
                .OrderBy(l => l.Line)
                .ToListAsync(stop)).ToLookup(l => l.BatchId);
            foreach (var batch in some)
            {
                findings.Counts.AccessLines += lines[batch.BatchId].Count();
                var name = batch.BatchId.ToString("D");
                var digest = AccessBatch.DigestOf(batch.BatchId, lines[batch.BatchId]);
                if (!digest.AsSpan().SequenceEqual(batch.LinesDigest))
                {
                    findings.Add(TrailBreaks.AccessLine, lineTable, name);
                }

                if (!batch.ComputeDigest().AsSpan().SequenceEqual(batch.Digest))
                {
                    findings.Add(TrailBreaks.AccessBatch, batchTable, name, "digest");
                }

                var leaf = leaves[name].FirstOrDefault();
                findings.Counts.BatchesUncheckpointed += leaf is null ? 1 : 0;
                if (leaf is not null && !leaf.HeadHash.AsSpan().SequenceEqual(batch.Digest))
                {
                    findings.Add(TrailBreaks.HeadChanged, batchTable, name, "digest");
                }
            }
        }

        var known = batches.Select(b => b.BatchId.ToString("D")).ToHashSet();
        foreach (var leaf in leaves.SelectMany(l => l).Where(l => !known.Contains(l.Subject)))
        {
            findings.Add(TrailBreaks.HeadMissing, batchTable, leaf.Subject);
        }

        var strays = db.Set<AccessLine>().Where(l => !db.Set<AccessBatch>().Any(b => b.BatchId == l.BatchId))
            .Select(l => l.BatchId).Distinct();
        foreach (var stray in await strays.ToListAsync(stop))
        {
            findings.Add(TrailBreaks.AccessLine, lineTable, $"{stray}");
        }
    }
}
