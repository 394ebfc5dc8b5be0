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
        Func<MingsuanDb, Guid, DateTime, IAsyncEnumerable<AgreementStanding>>> Standing = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid inst, DateTime at) =>
                db.Set<AgreementStanding>().AsNoTracking().Where(row =>
                    row.InstId == inst && row.Since <= at && (row.Until == null || at < row.Until))));

    public async Task<IReadOnlyList<AgreementFacts>> AtAsync(
        InstitutionFacts institution, DateTime at, CancellationToken ct)
    {
        var rows = await Standing.For(session.Db)(session.Db, Physical(institution), at).ToListAsync(ct);
        return Facts(institution, rows);
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
