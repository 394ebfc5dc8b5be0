using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Visits.Book;

internal sealed class Patients(Session session) : IPatients
{
    public Task<bool> IsPatientAsync(PersonId person, InstitutionId institution, CancellationToken ct) =>
        session.Db.Set<Visit>().AnyAsync(
            visit => visit.PersonId == person.Value && visit.InstId == institution.Value
                && visit.State != VisitState.Cancelled,
            ct);
}
