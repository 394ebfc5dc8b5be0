using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 受证表 — a table whose every row must be committed to by the trail. Modules register one for each such entity.
/// </summary>
public abstract class ProvenTable
{
    private protected ProvenTable(SubjectClass @class) => Class = @class;

    /// <summary>Whose chain commits to the rows.</summary>
    public SubjectClass Class { get; }

    /// <summary>Name of the table.</summary>
    public abstract string Table(MingsuanDb db);

    internal abstract IAsyncEnumerable<TrailSubject> Subjects(MingsuanDb db);

    internal abstract IAsyncEnumerable<ProvenRecord> Records(
        MingsuanDb db, IReadOnlyCollection<TrailSubject> of, CancellationToken stop);
}

/// <summary>
/// 受证表 — of one entity; the expression names its sharding column, whose value is the chain's subject.
/// </summary>
public sealed class ProvenTable<TEntity, TKey> : ProvenTable
    where TEntity : class
{
    private readonly Expression<Func<TEntity, TKey>> column;
    private readonly Func<TrailSubject, TKey> keyOf;
    private readonly Func<TKey, TrailSubject> subjectOf;
    private readonly Expression<Func<TEntity, bool>>? among;

    internal ProvenTable(
        SubjectClass @class,
        Expression<Func<TEntity, TKey>> column,
        Func<TrailSubject, TKey> keyOf,
        Func<TKey, TrailSubject> subjectOf,
        Expression<Func<TEntity, bool>>? among = null)
        : base(@class) =>
        (this.column, this.keyOf, this.subjectOf, this.among) = (column, keyOf, subjectOf, among);

    /// <inheritdoc />
    public override string Table(MingsuanDb db) => ProvenRecords.Table(db.Model.FindEntityType(typeof(TEntity))
        ?? throw new InvalidOperationException($"{typeof(TEntity).Name} is not in the model"));

    internal override async IAsyncEnumerable<TrailSubject> Subjects(MingsuanDb db)
    {
        await foreach (var key in Among(db).Select(column).Distinct().AsAsyncEnumerable())
        {
            yield return subjectOf(key);
        }
    }

    internal override async IAsyncEnumerable<ProvenRecord> Records(
        MingsuanDb db,
        IReadOnlyCollection<TrailSubject> of,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var rows = Among(db).AsNoTracking()
            .Where(SubjectFilter.In(column, of.Select(keyOf).ToArray()));
        var subject = column.Compile();
        var table = Table(db);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            var entry = db.Entry(row);
            yield return new ProvenRecord(
                subjectOf(subject(row)), table, ProvenRecords.Key(entry), ProvenRecords.Columns(entry));
        }
    }

    private IQueryable<TEntity> Among(MingsuanDb db) =>
        among is null ? db.Set<TEntity>() : db.Set<TEntity>().Where(among);
}

/// <summary>受证表登记 — the tables by class of their subject.</summary>
public static class Proven
{
    /// <summary>Rows of a person.</summary>
    public static ProvenTable ByPerson<T>(Expression<Func<T, Guid>> column)
        where T : class =>
        new ProvenTable<T, Guid>(SubjectClass.Person, column, s => s.Id, TrailSubject.Person);

    /// <summary>Those rows of a table that a person's chain must commit to; the others tell of no person.</summary>
    public static ProvenTable ByPerson<T>(Expression<Func<T, Guid>> column, Expression<Func<T, bool>> among)
        where T : class =>
        new ProvenTable<T, Guid>(SubjectClass.Person, column, s => s.Id, TrailSubject.Person, among);

    /// <summary>Rows of an institution.</summary>
    public static ProvenTable ByInstitution<T>(Expression<Func<T, Guid>> column)
        where T : class =>
        new ProvenTable<T, Guid>(SubjectClass.Institution, column, s => s.Id, TrailSubject.Institution);

    /// <summary>
    /// Those rows of a table that an institution's chain must commit to; the others were there before the chain began.
    /// </summary>
    public static ProvenTable ByInstitution<T>(Expression<Func<T, Guid>> column, Expression<Func<T, bool>> among)
        where T : class =>
        new ProvenTable<T, Guid>(SubjectClass.Institution, column, s => s.Id, TrailSubject.Institution, among);

    /// <summary>Rows of a region.</summary>
    public static ProvenTable ByRegion<T>(Expression<Func<T, string>> column)
        where T : class =>
        new ProvenTable<T, string>(SubjectClass.Region, column, s => s.Key, TrailSubject.Region);

    /// <summary>Rows of a person whose key column is a typed id.</summary>
    public static ProvenTable ByPerson<T, TKey>(
        Expression<Func<T, TKey>> column, Func<Guid, TKey> wrap, Func<TKey, Guid> unwrap)
        where T : class =>
        new ProvenTable<T, TKey>(
            SubjectClass.Person, column, s => wrap(s.Id), k => TrailSubject.Person(unwrap(k)));
}
