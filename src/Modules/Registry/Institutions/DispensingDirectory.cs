using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Institutions;

internal sealed class DispensingDirectory(Session session, IInstitutionDirectory institutions) : IDispensingDirectory
{
    public async Task<IReadOnlyList<InstitutionFacts>> PharmaciesAsync(DateOnly on, CancellationToken ct) =>
        [.. (await institutions.ListAsync(on, ct)).Where(one => one.Kind == InstitutionKind.Pharmacy)];

    public async Task<IReadOnlyList<DeliveryEnterpriseFacts>> DeliveryEnterprisesAsync(
        DateOnly on, CancellationToken ct) =>
        (await session.Db.Set<DeliveryEnterprise>().AsNoTracking()
            .Where(one => one.WithdrawnAt == null && one.ValidFrom <= on && (one.ValidTo == null || one.ValidTo >= on))
            .OrderBy(one => one.Code).ToListAsync(ct))
        .ConvertAll(one => new DeliveryEnterpriseFacts(
            one.Code,
            one.Name,
            one.Uscc,
            one.Admdvs,
            one.GspNumber,
            one.GspIssuer,
            new(one.ValidFrom, one.ValidTo, one.Source)));
}
