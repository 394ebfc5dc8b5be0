using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Agreements.Books;

/// <summary>By the front of the key: a settlement asks it inside its operation.</summary>
internal sealed class AgreementBook(Session session, TimeProvider clock) : IAgreementBook
{
    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, IAsyncEnumerable<AgreementStanding>>> Course = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid inst) =>
                db.Set<AgreementStanding>().AsNoTracking().Where(row => row.InstId == inst)));

    public async Task<IReadOnlyList<AgreementFacts>> ServingAsync(
        InstitutionFacts institution, DateTime served, bool untilNow, CancellationToken ct)
    {
        var (db, physical) = (session.Db, Physical(institution));
        await StandingLock.ShareAsync(db, physical, ct);
        var rows = await Course.For(db)(db, physical).ToListAsync(ct);
        var standing = rows.Where(row => row.Until is null || served < row.Until).GroupBy(row => row.AgreementId)
            .Select(course => course.MinBy(row => row.Seq)!);
        var facts = Facts(institution, standing);
        return untilNow
            ? [.. facts.Select(one => one with { State = Worse(one, Now(institution, rows, one.Kind)) })]
            : facts;
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

    /// <summary>How the agreement stands now that is the latest of its kind to have begun; none without any.</summary>
    private AgreementState? Now(
        InstitutionFacts institution, IEnumerable<AgreementStanding> rows, AgreementKind kind) => rows
        .Where(row => row.Until is null && row.ValidFrom <= clock.Today() && Concerns(institution, row)
            && row.Kind == kind)
        .OrderBy(row => row.ValidFrom).ThenBy(row => row.Since).LastOrDefault()?.State;

    private static AgreementState Worse(AgreementFacts then, AgreementState? now) =>
        now is null or AgreementState.InForce ? then.State : now.Value;

    private static bool Concerns(InstitutionFacts institution, AgreementStanding row) =>
        row.Kind == AgreementKind.Main || row.ForInst == institution.Id.Value;

    private static Guid Physical(InstitutionFacts institution) =>
        (institution.PhysicalInstitution ?? institution.Id).Value;

    private static IReadOnlyList<AgreementFacts> Facts(
        InstitutionFacts institution, IEnumerable<AgreementStanding> rows) =>
    [
        .. rows.Where(row => Concerns(institution, row))
            .OrderBy(row => row.ValidFrom).ThenBy(row => row.AgreementId)
            .Select(row => new AgreementFacts(
                row.Kind, row.State, new FactSpan(row.ValidFrom, row.ValidTo, row.Source))),
    ];
}
