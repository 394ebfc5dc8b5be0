using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Agreements.Books;

/// <summary>One statement by the front of the key: a settlement asks it inside its operation.</summary>
internal sealed class AgreementBook(Session session) : IAgreementBook
{
    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, IAsyncEnumerable<AgreementStanding>>> Course = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid inst) =>
                db.Set<AgreementStanding>().AsNoTracking().Where(row => row.InstId == inst)));

    public async Task<IReadOnlyList<AgreementFacts>> ServingAsync(
        InstitutionFacts institution, DateTime served, bool untilNow, CancellationToken ct)
    {
        var rows = await CourseAsync(Physical(institution), ct);
        while (rows.Exists(row => row.Until is not null && !rows.Exists(one => Follows(one, row))))
        {
            // The statement waited for a command that closed this standing; what it opened is seen by the next one.
            rows = await CourseAsync(Physical(institution), ct);
        }

        var standing = rows.Where(row => row.Until is null || served < row.Until).GroupBy(row => row.AgreementId);
        return Facts(institution, standing.Select(course =>
        {
            var (first, now) = (course.MinBy(row => row.Seq)!, course.MaxBy(row => row.Seq)!);
            return untilNow && now.State != AgreementState.InForce ? now : first;
        }));
    }

    public async Task<IReadOnlyDictionary<InstitutionId, IReadOnlyList<AgreementFacts>>> AtAsync(
        IReadOnlyCollection<InstitutionFacts> institutions, DateTime at, CancellationToken ct)
    {
        var physical = institutions.Select(Physical).Distinct().ToList();
        var rows = (await session.Db.Set<AgreementStanding>().AsNoTracking()
            .Where(row => physical.Contains(row.InstId) && row.Since <= at && (row.Until == null || at < row.Until))
            .ToListAsync(ct)).ToLookup(row => row.InstId);
        return institutions.ToDictionary(one => one.Id, one => Facts(one, rows[Physical(one)]));
    }

    /// <summary>
    /// All standings, a handful. In a transaction on PostgreSQL they are held until it ends: a command that would
    /// change one waits, and dates its change after it.
    /// </summary>
    private async Task<List<AgreementStanding>> CourseAsync(Guid inst, CancellationToken ct)
    {
        var db = session.Db;
        return db.Database.IsNpgsql() && db.Database.CurrentTransaction is not null
            ? await db.Set<AgreementStanding>().FromSql(
                $"""
                SELECT * FROM agreements_standing WHERE inst_id = {inst} ORDER BY agreement_id, seq FOR SHARE
                """).AsNoTracking().ToListAsync(ct)
            : await Course.For(db)(db, inst).ToListAsync(ct);
    }

    private static bool Follows(AgreementStanding one, AgreementStanding row) =>
        one.AgreementId == row.AgreementId && one.Seq > row.Seq;

    private static Guid Physical(InstitutionFacts institution) =>
        (institution.PhysicalInstitution ?? institution.Id).Value;

    private static IReadOnlyList<AgreementFacts> Facts(
        InstitutionFacts institution, IEnumerable<AgreementStanding> rows) =>
    [
        .. rows.Where(row => row.Kind == AgreementKind.Main || row.ForInst == institution.Id.Value)
            .OrderBy(row => row.ValidFrom).ThenBy(row => row.AgreementId)
            .Select(row => new AgreementFacts(
                row.Kind, row.State, new FactSpan(row.ValidFrom, row.ValidTo, row.Source))),
    ];
}
