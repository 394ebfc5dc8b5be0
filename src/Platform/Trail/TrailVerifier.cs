using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>核验选项 — what a verifier brings along.</summary>
public sealed record TrailVerification
{
    /// <summary>
    /// Opens the payloads of persons; without it they are counted as unread and records are not compared.
    /// </summary>
    public PlatformKeys? Keys { get; init; }

    /// <summary>The only keys that may have signed; without any the registered ones may, and are reported.</summary>
    public IReadOnlyList<Sm2PublicKey> Pinned { get; init; } = [];

    /// <summary>Checkpoints kept outside; the log must continue each.</summary>
    public IReadOnlyList<Checkpoint> Witnesses { get; init; } = [];

    /// <summary>Most breaks to list.</summary>
    public int MostListed { get; init; } = 100;
}

/// <summary>
/// 存证核验 — proves every chain, the log, the access log, and the rows of the registered tables against their
/// payloads, in both directions. Reads only, one snapshot, some subjects at a time, so its memory does not grow
/// with the records.
/// </summary>
public sealed class TrailVerifier(IEnumerable<ProvenTable> proven)
{
    private const int SubjectsAtOnce = 200;

    private readonly IReadOnlyList<ProvenTable> tables = [.. proven];

    /// <summary>Verifies the whole database.</summary>
    public async Task<TrailReport> VerifyAsync(MingsuanDb db, TrailVerification with, CancellationToken stop)
    {
        await using var snapshot = await ReadSnapshot.BeginAsync(db, stop);
        var findings = new TrailFindings(with.MostListed);
        foreach (var subjects in SubjectTables.All)
        {
            await ChainsAsync(db, subjects, with, findings, stop);
        }

        var log = new LogCheck(findings, with);
        await log.RunAsync(db, stop);
        await AccessCheck.RunAsync(db, findings, stop);
        return new TrailReport(
            findings.Counts, findings.Breaks, findings.BreakCount, log.Latest, [.. log.Fingerprints]);
    }

    private async Task ChainsAsync(
        MingsuanDb db, SubjectTables subjects, TrailVerification with, TrailFindings findings, CancellationToken stop)
    {
        var chains = new ChainCheck(db, subjects, with.Keys, findings);
        var records = new RecordCheck(db, tables.Where(t => t.Class == subjects.Class), findings);
        foreach (var some in (await SubjectsAsync(db, subjects, stop)).Chunk(SubjectsAtOnce))
        {
            await records.RunAsync(await chains.RunAsync(some, stop), stop);
        }
    }

    /// <summary>Everyone named anywhere: a chain deleted whole still has its leaf, its key, or its records.</summary>
    private async Task<List<TrailSubject>> SubjectsAsync(
        MingsuanDb db, SubjectTables subjects, CancellationToken stop)
    {
        var all = new HashSet<TrailSubject>();
        await foreach (var subject in subjects.Subjects(db).WithCancellation(stop))
        {
            all.Add(subject);
        }

        foreach (var table in tables.Where(t => t.Class == subjects.Class))
        {
            await foreach (var subject in table.Subjects(db).WithCancellation(stop))
            {
                all.Add(subject);
            }
        }

        var leaves = db.Set<TrailLeaf>().Where(l => l.SubjectClass == subjects.Class).Select(l => l.Subject).Distinct();
        await foreach (var key in leaves.AsAsyncEnumerable().WithCancellation(stop))
        {
            // A leaf whose key was made unreadable is found by the log's root; here it can only be skipped.
            if (subjects.Class == SubjectClass.Region || Guid.TryParseExact(key, "D", out _))
            {
                all.Add(TrailSubject.Of(subjects.Class, key));
            }
        }

        if (subjects.Class == SubjectClass.Person)
        {
            all.UnionWith((await db.Set<TrailSubjectKey>().Select(k => k.PersonId).Distinct().ToListAsync(stop))
                .Select(TrailSubject.Person));
        }

        return [.. all.OrderBy(s => s.Key, StringComparer.Ordinal)];
    }
}
