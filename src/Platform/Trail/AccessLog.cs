using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>访问记录 — a read of a record, or an attempt that was refused or failed.</summary>
/// <param name="Subject">Whose record, where known.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What was tried, as a stable word.</param>
/// <param name="Target">On what.</param>
/// <param name="Outcome">Code of the outcome.</param>
public sealed record AccessRecord(TrailSubject? Subject, string Actor, string Action, string Target, string Outcome);

/// <summary>
/// 访问日志 — takes records from every request and writes them in batches apart from the business transactions.
/// Bounded: when the database falls behind, the recorder waits rather than loses.
/// </summary>
public sealed class AccessLog(TimeProvider clock, IdSource ids)
{
    /// <summary>Most lines of one batch.</summary>
    public const int MostLines = 200;

    private const int MostWaiting = 4096;

    private readonly Channel<(DateTime At, AccessRecord Record)> waiting =
        Channel.CreateBounded<(DateTime, AccessRecord)>(MostWaiting);

    private readonly SemaphoreSlim flushing = new(1, 1);
    private readonly List<(DateTime At, AccessRecord Record)> taken = [];

    // The batch that was handed to a transaction whose end this class does not see.
    private Guid? handedOver;

    /// <summary>Hands in one record.</summary>
    public ValueTask RecordAsync(AccessRecord record, CancellationToken stop) =>
        waiting.Writer.WriteAsync((TrailTime.Of(clock.GetUtcNow()), record), stop);

    /// <summary>Hands in one record if there is room; false when the database has fallen too far behind.</summary>
    public bool TryRecord(AccessRecord record) =>
        waiting.Writer.TryWrite((TrailTime.Of(clock.GetUtcNow()), record));

    /// <summary>Completes when there is something to write.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken stop) => waiting.Reader.WaitToReadAsync(stop);

    /// <summary>
    /// Writes at most one batch by SaveChanges of <paramref name="db"/> and gives its length. Its lines are let go only
    /// when the next call finds the batch stored: lines of a failed write or commit stay and go first.
    /// </summary>
    public async Task<int> FlushAsync(MingsuanDb db, CancellationToken stop)
    {
        await flushing.WaitAsync(stop);
        try
        {
            if (handedOver is { } last && await db.Set<AccessBatch>().AnyAsync(b => b.BatchId == last, stop))
            {
                taken.Clear();
            }

            handedOver = null;
            while (taken.Count < MostLines && waiting.Reader.TryRead(out var next))
            {
                taken.Add(next);
            }

            if (taken.Count == 0)
            {
                return 0;
            }

            var batch = Add(db, taken);
            await db.SaveChangesAsync(stop);
            handedOver = batch;
            return taken.Count;
        }
        finally
        {
            flushing.Release();
        }
    }

    /// <summary>
    /// Adds records to the running operation as a batch of their own: for what must be noted before it is given out.
    /// </summary>
    public void Write(MingsuanDb db, IReadOnlyCollection<AccessRecord> records)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Count, MostLines, nameof(records));
        var now = TrailTime.Of(clock.GetUtcNow());
        Add(db, [.. records.Select(record => (now, record))]);
    }

    private Guid Add(MingsuanDb db, IReadOnlyList<(DateTime At, AccessRecord Record)> records)
    {
        var batch = new AccessBatch
        {
            BatchId = ids.Next(),
            At = TrailTime.Of(clock.GetUtcNow()),
            Lines = records.Count,
            LinesDigest = [],
            Digest = [],
        };
        var lines = records.Select((line, i) => Line(batch.BatchId, i + 1, line.At, line.Record)).ToList();
        batch.LinesDigest = AccessBatch.DigestOf(batch.BatchId, lines);
        batch.Digest = batch.ComputeDigest();
        db.Add(batch);
        db.AddRange(lines);
        return batch.BatchId;
    }

    private static AccessLine Line(Guid batch, long number, DateTime at, AccessRecord record) => new()
    {
        BatchId = batch,
        Line = number,
        At = at,
        Actor = Cut(record.Actor, TrailMap.Name),
        SubjectClass = record.Subject?.Class ?? default,
        Subject = Cut(record.Subject?.Key ?? "", TrailMap.Code),
        Action = Cut(record.Action, TrailMap.Code),
        Target = Cut(record.Target, TrailMap.Name),
        Outcome = Cut(record.Outcome, TrailMap.Code),
    };

    /// <summary>
    /// A stranger's text fits the column: too long is cut, and what PostgreSQL cannot hold is replaced.
    /// </summary>
    private static string Cut(string text, int most)
    {
        var sound = text.Replace('\0', '\uFFFD');
        var cut = sound.Length <= most ? sound : sound[..most];
        return string.Concat(cut.EnumerateRunes().Select(r => r.ToString()));
    }
}
