using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Practitioners;

namespace Mingsuan.Registry.Desk;

/// <summary>人员的管辖 — an officer answers for who practises, or ever did, at an institution in reach.</summary>
internal sealed class PractitionerReach(Session session)
{
    public async Task<bool> HoldsAsync(Operator officer, string code, CancellationToken ct)
    {
        var areas = await (
            from practitioner in session.Db.Set<Practitioner>().AsNoTracking()
            join practice in session.Db.Set<Practice>().AsNoTracking()
                on practitioner.PractitionerId equals practice.PractitionerId
            join standing in session.Db.Set<InstitutionStanding>().AsNoTracking()
                on practice.InstId equals standing.InstId
            where practitioner.Code == code && practice.WithdrawnAt == null && standing.WithdrawnAt == null
            select standing.Admdvs).Distinct().ToListAsync(ct);
        return areas.Exists(officer.Covers);
    }
}
