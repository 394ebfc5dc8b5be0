using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Agreements;
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
        var physical = institution.PhysicalInstitution ?? institution.Id;
        var rows = await Standing.For(session.Db)(session.Db, physical.Value, at).ToListAsync(ct);
        return
        [
            .. rows.Where(row => row.Kind == AgreementKind.Main || row.ForInst == institution.Id.Value)
                .OrderBy(row => row.ValidFrom).ThenBy(row => row.AgreementId)
                .Select(Facts),
        ];
    }

    public static AgreementFacts Facts(AgreementStanding row) =>
        new(row.Kind, row.State, new FactSpan(row.ValidFrom, row.ValidTo, row.Source));
}
