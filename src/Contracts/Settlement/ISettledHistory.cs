using Mingsuan.Contracts.Ids;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Settlement;

/// <summary>结算历史 — what a review may ask about settlements.</summary>
public interface ISettledHistory
{
    /// <summary>
    /// The settlements that were not reversed of services in a span of days (inclusive) at some institutions, in no
    /// order; none at all when they are more than <paramref name="most"/>.
    /// </summary>
    Task<IReadOnlyList<SettledClaim>?> StandingAsync(
        IReadOnlyCollection<InstitutionId> institutions, DateOnly first, DateOnly last, int most, CancellationToken ct);
}

/// <summary>
/// 一笔结算 — of which visit, what it came to, and the facts that it was decided with, as `adjudicate` takes them.
/// </summary>
public sealed record SettledClaim(
    PersonId Person,
    SettlementId Settlement,
    VisitId Visit,
    InstitutionId Institution,
    DateOnly On,
    Money Fee,
    Money Fund,
    string Facts);
