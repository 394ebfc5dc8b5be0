using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.PublicService;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Consulting;

internal sealed class ConsultationRegister(Session session) : IConsultationRegister
{
    public async Task<IReadOnlyList<NamedConsultation>> OfAsync(
        IReadOnlyCollection<InstitutionId> institutions, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (begin, end) = (BeijingTime.StartOf(first), BeijingTime.StartOf(last.AddDays(1)));
        var inst = institutions.Select(one => one.Value).ToList();
        var rows = await (
            from asker in session.Db.Set<ConsultationAsker>().AsNoTracking()
            join ticket in session.Db.Set<Consultation>().AsNoTracking()
                on new { asker.InstId, asker.Number } equals new { ticket.InstId, ticket.Number }
            where inst.Contains(asker.InstId) && ticket.AskedAt >= begin && ticket.AskedAt < end
            select new { asker.Number, asker.PersonId, asker.InstId, ticket.AskedAt }).ToListAsync(ct);
        return rows.ConvertAll(row => new NamedConsultation(
            row.Number, new(row.PersonId), new(row.InstId), BeijingTime.Day(row.AskedAt)));
    }
}
