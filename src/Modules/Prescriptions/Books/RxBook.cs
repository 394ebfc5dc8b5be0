using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Rows;

namespace Mingsuan.Prescriptions.Books;

/// <summary>
/// 处方检索 — which person a number leads to, asked of the shard of the institution that asks or is named.
/// </summary>
internal sealed class RxBook(Session session)
{
    private const int MostListed = 200;

    /// <summary>Adds the claim of a prescription's numbers inside the running operation.</summary>
    public void Add(RxNumber number) => session.Db.Add(number);

    /// <summary>By 医保处方编号, at the institution that wrote it.</summary>
    public async Task<RxNumber?> ByWireAsync(InstitutionId institution, string hiRxno, CancellationToken ct) =>
        WireId.TryDecode(hiRxno, out var rx, out _)
            ? await session.Db.Set<RxNumber>().AsNoTracking().SingleOrDefaultAsync(
                row => row.InstId == institution.Value && row.RxId == rx, ct)
            : null;

    /// <summary>By the institution's own number.</summary>
    public Task<RxNumber?> ByHospitalAsync(InstitutionId institution, string hospRxno, CancellationToken ct) =>
        session.Db.Set<RxNumber>().AsNoTracking().SingleOrDefaultAsync(
            row => row.InstId == institution.Value && row.HospRxno == hospRxno, ct);

    /// <summary>By the part of an access code that names it.</summary>
    public Task<RxNumber?> ByHandleAsync(InstitutionId institution, string handle, CancellationToken ct) =>
        session.Db.Set<RxNumber>().AsNoTracking().SingleOrDefaultAsync(
            row => row.InstId == institution.Value && row.Handle == handle, ct);

    /// <summary>What a pharmacy holds or held, by 医保处方编号.</summary>
    public async Task<RxHolding?> HoldingAsync(InstitutionId pharmacy, string hiRxno, CancellationToken ct) =>
        WireId.TryDecode(hiRxno, out var rx, out _)
            ? await session.Db.Set<RxHolding>().AsNoTracking().SingleOrDefaultAsync(
                row => row.InstId == pharmacy.Value && row.RxId == rx, ct)
            : null;

    /// <summary>What a pharmacy holds, the oldest first.</summary>
    public async Task<IReadOnlyList<RxHolding>> OpenAsync(InstitutionId pharmacy, CancellationToken ct) =>
        await session.Db.Set<RxHolding>().AsNoTracking()
            .Where(row => row.InstId == pharmacy.Value && row.IsOpen)
            .OrderBy(row => row.Since).ThenBy(row => row.RxId)
            .Take(MostListed)
            .ToListAsync(ct);
}
