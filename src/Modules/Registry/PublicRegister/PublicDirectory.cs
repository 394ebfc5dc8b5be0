using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Facts;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Registry.PublicRegister;

/// <summary>公示名录 from the register itself, read anew each time: what changes is published at once.</summary>
internal sealed class PublicDirectory(
    Session session, IInstitutionDirectory institutions, IPractitionerDirectory practitioners, TimeProvider clock)
    : IPublicRegister
{
    public async Task<IReadOnlyList<PublicInstitution>> ListAsync(DateOnly on, CancellationToken ct)
    {
        var designated = (await session.Db.Set<Designation>().AsNoTracking()
            .Where(one => one.WithdrawnAt == null && one.State == DesignationState.Designated
                && one.ValidFrom <= on && (one.ValidTo == null || one.ValidTo >= on))
            .Select(one => one.InstId).ToListAsync(ct)).ToHashSet();
        var profiles = await session.Db.Set<InstitutionProfile>().AsNoTracking()
            .Where(one => one.WithdrawnAt == null && one.ValidFrom <= on && (one.ValidTo == null || one.ValidTo >= on))
            .ToDictionaryAsync(one => one.InstId, ct);
        var standing = await institutions.ListAsync(on, ct);
        var names = standing.ToDictionary(one => one.Id, one => (one.Code, one.Name));
        return
        [
            .. standing.Where(one => designated.Contains(one.Id.Value)).Select(one =>
            {
                var profile = profiles.GetValueOrDefault(one.Id.Value);
                return new PublicInstitution(one, Initials.Of(one.Name))
                {
                    Address = profile?.Address,
                    Phone = profile?.Phone,
                    Departments = profile?.Departments?.Split(
                        InstitutionProfile.Between, StringSplitOptions.RemoveEmptyEntries) ?? [],
                    Physical = one.PhysicalInstitution is { } id && names.TryGetValue(id, out var physical)
                        ? physical
                        : null,
                };
            }),
        ];
    }

    public async Task<PublicInstitution?> FindAsync(string code, DateOnly on, CancellationToken ct) =>
        (await ListAsync(on, ct)).FirstOrDefault(one => one.Facts.Code == code) is { } found
            ? found with { Changes = await ChangesAsync(found.Facts.Id.Value, ct) }
            : null;

    public async Task<IReadOnlyList<PractitionerFacts>> PeopleAsync(
        InstitutionFacts institution, DateOnly on, CancellationToken ct) =>
    [
        .. (await practitioners.ListAsync(institution.Id, on, ct))
            .Where(one => one.Standing == PractitionerStanding.Eligible && (one.Kind != "doctor" || one.Consent)),
    ];

    private async Task<IReadOnlyList<DateOnly>> ChangesAsync(Guid inst, CancellationToken ct)
    {
        var db = session.Db;
        List<DatedFact> facts =
        [
            .. await db.Set<InstitutionStanding>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct),
            .. await db.Set<Licence>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct),
            .. await db.Set<InstitutionProfile>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct),
            .. await db.Set<Designation>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct),
        ];
        var today = clock.Today();
        return
        [
            .. facts.Where(one => one.Stands()).SelectMany(Days).Where(day => day <= today).Distinct()
                .OrderDescending(),
        ];
    }

    private static IEnumerable<DateOnly> Days(DatedFact fact) =>
        fact.ValidTo is { } last ? [fact.ValidFrom, last.AddDays(1)] : [fact.ValidFrom];
}
