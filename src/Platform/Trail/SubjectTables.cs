using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>链头 — the last entry of a chain.</summary>
internal readonly record struct TrailHead(TrailSubject Subject, long Seq, byte[] Hash);

/// <summary>主体表 — entry and payload table of one subject class, read and written alike for all three.</summary>
internal abstract class SubjectTables
{
    internal static readonly SubjectTables Person = new SubjectTables<TrailPersonEntry, TrailPersonPayload, Guid>(
        SubjectClass.Person, e => e.PersonId, p => p.PersonId, s => s.Id, TrailSubject.Person)
    {
        NewEntry = s => new TrailPersonEntry { PersonId = s.Id },
        NewPayload = s => new TrailPersonPayload { PersonId = s.Id },
    };

    internal static readonly SubjectTables Institution =
        new SubjectTables<TrailInstitutionEntry, TrailInstitutionPayload, Guid>(
            SubjectClass.Institution, e => e.InstId, p => p.InstId, s => s.Id, TrailSubject.Institution)
        {
            NewEntry = s => new TrailInstitutionEntry { InstId = s.Id },
            NewPayload = s => new TrailInstitutionPayload { InstId = s.Id },
        };

    internal static readonly SubjectTables Region = new SubjectTables<TrailRegionEntry, TrailRegionPayload, string>(
        SubjectClass.Region, e => e.RegionId, p => p.RegionId, s => s.Key, TrailSubject.Region)
    {
        NewEntry = s => new TrailRegionEntry { RegionId = s.Key },
        NewPayload = s => new TrailRegionPayload { RegionId = s.Key },
    };

    internal static IReadOnlyList<SubjectTables> All { get; } = [Person, Institution, Region];

    internal required Func<TrailSubject, TrailEntryRow> NewEntry { get; init; }

    internal required Func<TrailSubject, TrailPayloadRow> NewPayload { get; init; }

    internal abstract SubjectClass Class { get; }

    internal static SubjectTables Of(SubjectClass @class) => All.FirstOrDefault(t => t.Class == @class)
        ?? throw new ArgumentOutOfRangeException(nameof(@class), @class, "no chain of this class");

    internal abstract string EntryTable(MingsuanDb db);

    internal abstract string PayloadTable(MingsuanDb db);

    /// <summary>The last entry, those not yet saved included: the caller holds the subject's lock.</summary>
    internal abstract Task<TrailHead?> LastAsync(MingsuanDb db, TrailSubject subject, CancellationToken stop);

    internal abstract Task<byte[]> HashAsync(MingsuanDb db, TrailSubject subject, long seq, CancellationToken stop);

    /// <summary>The last place of each chain; the hash is not read here.</summary>
    internal abstract IAsyncEnumerable<(TrailSubject Subject, long Seq)> Heads(MingsuanDb db, DateTime? since);

    internal abstract IAsyncEnumerable<TrailSubject> Subjects(MingsuanDb db);

    internal abstract IAsyncEnumerable<TrailEntryRow> Entries(MingsuanDb db, IReadOnlyCollection<TrailSubject> of);

    internal abstract IAsyncEnumerable<TrailPayloadRow> Payloads(MingsuanDb db, IReadOnlyCollection<TrailSubject> of);
}

/// <summary>The tables of one class; the expressions name its sharding column.</summary>
internal sealed class SubjectTables<TEntry, TPayload, TKey>(
    SubjectClass @class,
    Expression<Func<TEntry, TKey>> entryKey,
    Expression<Func<TPayload, TKey>> payloadKey,
    Func<TrailSubject, TKey> keyOf,
    Func<TKey, TrailSubject> subjectOf) : SubjectTables
    where TEntry : TrailEntryRow
    where TPayload : TrailPayloadRow
{
    internal override SubjectClass Class => @class;

    internal override string EntryTable(MingsuanDb db) => db.Model.FindEntityType(typeof(TEntry))!.GetTableName()!;

    internal override string PayloadTable(MingsuanDb db) => db.Model.FindEntityType(typeof(TPayload))!.GetTableName()!;

    internal override async Task<TrailHead?> LastAsync(MingsuanDb db, TrailSubject subject, CancellationToken stop)
    {
        var pending = db.Set<TEntry>().Local.Where(e => e.Owner == subject).MaxBy(e => e.Seq);
        if (pending is not null)
        {
            return new TrailHead(subject, pending.Seq, pending.Hash);
        }

        var last = await Having(db.Set<TEntry>(), entryKey, [subject])
            .OrderByDescending(e => e.Seq)
            .Select(e => new { e.Seq, e.Hash })
            .FirstOrDefaultAsync(stop);
        return last is null ? null : new TrailHead(subject, last.Seq, last.Hash);
    }

    internal override Task<byte[]> HashAsync(
        MingsuanDb db, TrailSubject subject, long seq, CancellationToken stop) =>
        Having(db.Set<TEntry>(), entryKey, [subject]).Where(e => e.Seq == seq).Select(e => e.Hash).FirstAsync(stop);

    internal override async IAsyncEnumerable<(TrailSubject Subject, long Seq)> Heads(MingsuanDb db, DateTime? since)
    {
        var recent = db.Set<TEntry>().Where(e => since == null || e.At >= since);
        var heads = recent.GroupBy(entryKey).Select(g => new { g.Key, Seq = g.Max(e => e.Seq) });
        await foreach (var head in heads.AsAsyncEnumerable())
        {
            yield return (subjectOf(head.Key), head.Seq);
        }
    }

    internal override async IAsyncEnumerable<TrailSubject> Subjects(MingsuanDb db)
    {
        var keys = db.Set<TEntry>().Select(entryKey).Union(db.Set<TPayload>().Select(payloadKey));
        await foreach (var key in keys.AsAsyncEnumerable())
        {
            yield return subjectOf(key);
        }
    }

    internal override IAsyncEnumerable<TrailEntryRow> Entries(MingsuanDb db, IReadOnlyCollection<TrailSubject> of) =>
        Having(db.Set<TEntry>().AsNoTracking(), entryKey, of).OrderBy(e => e.Seq).AsAsyncEnumerable();

    internal override IAsyncEnumerable<TrailPayloadRow> Payloads(MingsuanDb db, IReadOnlyCollection<TrailSubject> of) =>
        Having(db.Set<TPayload>().AsNoTracking(), payloadKey, of).AsAsyncEnumerable();

    private IQueryable<T> Having<T>(
        IQueryable<T> rows, Expression<Func<T, TKey>> key, IReadOnlyCollection<TrailSubject> of)
    {
        if (of.Count == 1)
        {
            return rows.Where(SubjectFilter.Equal(key, keyOf(of.First())));
        }

        return rows.Where(SubjectFilter.In(key, of.Select(keyOf).ToArray()));
    }
}

/// <summary>主体条件 — builds the condition on a sharding column that is known only as an expression.</summary>
internal static class SubjectFilter
{
    internal static Expression<Func<T, bool>> Equal<T, TKey>(Expression<Func<T, TKey>> column, TKey value)
    {
        Expression<Func<TKey>> captured = () => value;
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(column.Body, captured.Body), column.Parameters);
    }

    internal static Expression<Func<T, bool>> In<T, TKey>(Expression<Func<T, TKey>> column, TKey[] values)
    {
        Expression<Func<IEnumerable<TKey>>> captured = () => values;
        var contains = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)], captured.Body, column.Body);
        return Expression.Lambda<Func<T, bool>>(contains, column.Parameters);
    }
}
