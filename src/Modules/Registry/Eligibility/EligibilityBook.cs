using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Eligibility;

/// <summary>
/// 支付资格簿 — how practitioners stand; every question reads the events anew, so a decision holds at once.
/// </summary>
internal sealed class EligibilityBook(Session session, TimeProvider clock)
{
    private static readonly CompiledRead<Func<MingsuanDb, string[], IAsyncEnumerable<EligibilityEvent>>> ByCodes = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, string[] codes) => db.Set<EligibilityEvent>().AsNoTracking()
            .Where(one => codes.Contains(one.Code))));

    /// <summary>
    /// Those who do not stand as eligible at a day's end (or now, if it has not ended); of some or of all.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, PractitionerStanding>> StandingsAsync(
        Guid[]? practitioners, DateOnly on, CancellationToken ct)
    {
        var events = await session.Db.Set<EligibilityEvent>().AsNoTracking()
            .Where(one => practitioners == null || practitioners.Contains(one.PractitionerId)).ToListAsync(ct);
        var at = EndOf(on);
        return events.GroupBy(one => one.PractitionerId)
            .ToDictionary(group => group.Key, group => EligibilityFold.At(group, at));
    }

    /// <summary>The first practitioner who may not be paid for, now or when the service was done.</summary>
    public async Task<string?> BarredAsync(IReadOnlyCollection<ServiceBy> services, CancellationToken ct)
    {
        var codes = services.Select(one => one.Practitioner).Distinct().Order(StringComparer.Ordinal).ToArray();
        var events = await ByCodes.For(session.Db)(session.Db, codes).ToListAsync(ct);
        if (events.Count == 0)
        {
            return null;
        }

        var (now, known) = (TrailTime.Of(clock.GetUtcNow()), events.ToLookup(one => one.Code, StringComparer.Ordinal));
        return services.FirstOrDefault(one => new[] { now, one.At }.Any(
            at => EligibilityFold.At(known[one.Practitioner], at) != PractitionerStanding.Eligible))?.Practitioner;
    }

    /// <summary>Everything decided about one practitioner, in its order.</summary>
    public Task<List<EligibilityEvent>> EventsAsync(Guid practitioner, CancellationToken ct) =>
        Of(session.Db, practitioner).ToListAsync(ct);

    internal static IQueryable<EligibilityEvent> Of(MingsuanDb db, Guid practitioner) =>
        db.Set<EligibilityEvent>().AsNoTracking()
            .Where(one => one.PractitionerId == practitioner).OrderBy(one => one.Seq);

    private DateTime EndOf(DateOnly on)
    {
        var (end, now) = (BeijingTime.StartOf(on.AddDays(1)).AddTicks(-1), clock.GetUtcNow().UtcDateTime);
        return end < now ? end : now;
    }
}
