using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Practitioners;

namespace Mingsuan.Registry.Desk;

/// <summary>
/// 人员的管辖 — an officer may read about who ever practised at an institution in reach, and decides about who does.
/// </summary>
internal sealed class PractitionerReach(Session session)
{
    /// <summary>Whether someone practises in reach on a day, or ever did when no day is named.</summary>
    public async Task<bool> HoldsAsync(Operator officer, string code, DateOnly? on, CancellationToken ct)
    {
        var found = await (
            from practitioner in session.Db.Set<Practitioner>().AsNoTracking()
            join practice in session.Db.Set<Practice>().AsNoTracking()
                on practitioner.PractitionerId equals practice.PractitionerId
            join standing in session.Db.Set<InstitutionStanding>().AsNoTracking()
                on practice.InstId equals standing.InstId
            where practitioner.Code == code && practice.WithdrawnAt == null && standing.WithdrawnAt == null
            select new { Practice = practice, Standing = standing }).ToListAsync(ct);
        return found.Exists(one => officer.Covers(one.Standing.Admdvs)
            && (on is not { } day || (one.Practice.Holds(day) && one.Standing.Holds(day))));
    }
}
