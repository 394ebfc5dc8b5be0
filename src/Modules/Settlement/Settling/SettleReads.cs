using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>结算所读 — what each settlement asks its own module's tables.</summary>
internal static class SettleReads
{
    /// <summary>
    /// The lines of a batch's generation, in the order of their upload: person, visit, batch, generation.
    /// </summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, Guid, string, int, IAsyncEnumerable<FeeLine>>> Lines = new(
            () => EF.CompileAsyncQuery<MingsuanDb, Guid, Guid, string, int, FeeLine>(
                (db, person, visit, batch, generation) => db.Set<FeeLine>().AsNoTracking()
                    .Where(line => line.PersonId == person && line.VisitId == visit && line.ChrgBchno == batch &&
                        line.Generation == generation)
                    .OrderBy(line => line.Place)));

    /// <summary>
    /// The lines that a new one's number may not repeat: person, visit, batch, the batch's generation.
    /// </summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, Guid, string, int, IAsyncEnumerable<string>>> Uploaded = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, Guid visit, string batch, int generation) =>
                db.Set<FeeLine>().AsNoTracking()
                    .Where(line => line.PersonId == person && line.VisitId == visit &&
                        (line.ChrgBchno != batch || line.Generation == generation))
                    .Select(line => line.FeedetlSn)));

    /// <summary>The settlements of a batch, reversals aside: person, visit, batch.</summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, Guid, string, IAsyncEnumerable<ChargedBatch>>> Charged = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, Guid visit, string batch) =>
                db.Set<SettlementRow>().AsNoTracking()
                    .Where(row => row.PersonId == person && row.VisitId == visit && row.ChrgBchno == batch &&
                        row.Reverses == null)
                    .Select(row => new ChargedBatch(row.Generation, row.ReversedBy))));

    /// <summary>A person's account as it stands.</summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, CancellationToken, Task<PersonAccount?>>> Account = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, CancellationToken _) =>
                db.Set<PersonAccount>().AsNoTracking().SingleOrDefault(row => row.PersonId == person)));

    /// <summary>A person's account, to be changed.</summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, CancellationToken, Task<PersonAccount?>>> OwnAccount = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, CancellationToken _) =>
                db.Set<PersonAccount>().AsTracking().SingleOrDefault(row => row.PersonId == person)));

    /// <summary>A pool's totals of a year: person, kind of insurance, pool, year.</summary>
    public static readonly CompiledRead<
        Func<MingsuanDb, Guid, string, string, int, IAsyncEnumerable<Accumulator>>> Totals = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, string insutype, string pool, int year) =>
                db.Set<Accumulator>().AsNoTracking().Where(row => row.PersonId == person &&
                    row.Insutype == insutype && row.Pool == pool && row.BenefitYear == year)));
}

/// <summary>A settled generation of a batch, and what reversed it.</summary>
internal sealed record ChargedBatch(int Generation, Guid? ReversedBy);
