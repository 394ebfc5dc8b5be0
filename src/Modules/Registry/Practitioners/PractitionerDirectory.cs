using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Eligibility;

namespace Mingsuan.Registry.Practitioners;

internal sealed class PractitionerDirectory(Session session, EligibilityBook eligibility) : IPractitionerDirectory
{
    public async Task<PractitionerFacts?> FindAsync(
        string code, InstitutionId institution, DateOnly on, CancellationToken ct)
    {
        var found = await Registered(on).Where(one => one.Practitioner.Code == code
            && one.Practice.InstId == institution.Value).FirstOrDefaultAsync(ct);
        return found is null
            ? null
            : Facts(found, await eligibility.StandingsAsync([found.Practitioner.PractitionerId], on, ct));
    }

    public async Task<IReadOnlyList<PractitionerFacts>> ListAsync(
        InstitutionId? institution, DateOnly on, CancellationToken ct)
    {
        var inst = institution?.Value;
        var found = await Registered(on).Where(one => inst == null || one.Practice.InstId == inst)
            .OrderBy(one => one.Practitioner.Code).ToListAsync(ct);
        var standings = await eligibility.StandingsAsync(null, on, ct);
        return [.. found.Select(one => Facts(one, standings))];
    }

    public Task<string?> BarredAsync(IReadOnlyCollection<ServiceBy> services, CancellationToken ct) =>
        eligibility.BarredAsync(services, ct);

    private IQueryable<Registered> Registered(DateOnly day) =>
        from practitioner in session.Db.Set<Practitioner>().AsNoTracking()
        join practice in session.Db.Set<Practice>().AsNoTracking()
            on practitioner.PractitionerId equals practice.PractitionerId
        where practice.WithdrawnAt == null
            && practice.ValidFrom <= day && (practice.ValidTo == null || practice.ValidTo >= day)
        select new Registered { Practitioner = practitioner, Practice = practice };

    private static PractitionerFacts Facts(
        Registered found, IReadOnlyDictionary<Guid, PractitionerStanding> standings) => new()
        {
            Id = new(found.Practitioner.PractitionerId),
            Institution = new(found.Practice.InstId),
            Code = found.Practitioner.Code,
            Name = found.Practitioner.Name,
            Kind = found.Practitioner.Kind,
            Title = found.Practice.Title,
            Department = found.Practice.Department,
            Qualification = found.Practice.Qualification,
            IndependentPracticeSince = found.Practice.IndependentPracticeSince,
            Consent = found.Practice.Consent,
            SigningKey = found.Practice.SigningKey,
            Standing = standings.GetValueOrDefault(found.Practitioner.PractitionerId, PractitionerStanding.Eligible),
            Span = new(found.Practice.ValidFrom, found.Practice.ValidTo, found.Practice.Source),
        };
}

/// <summary>A practitioner with one practice of theirs.</summary>
internal sealed class Registered
{
    public required Practitioner Practitioner { get; init; }

    public required Practice Practice { get; init; }
}
