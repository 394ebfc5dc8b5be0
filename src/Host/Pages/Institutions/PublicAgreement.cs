using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Time;

namespace Mingsuan.Host.Pages.Institutions;

/// <summary>公示状态 — which agreements of an institution were in force at the end of a day, or are now.</summary>
public sealed record PublicAgreement(bool Main, bool Supplementary)
{
    /// <summary>Without any.</summary>
    public static PublicAgreement None { get; } = new(false, false);

    /// <summary>Whether the institution can be paid for services online.</summary>
    public bool Online => Main && Supplementary;

    /// <summary>Those of many institutions on a day.</summary>
    public static async Task<IReadOnlyDictionary<InstitutionId, PublicAgreement>> OnAsync(
        IAgreementBook book,
        IReadOnlyCollection<InstitutionFacts> institutions,
        DateOnly on,
        TimeProvider clock,
        CancellationToken ct)
    {
        var (now, end) = (clock.GetUtcNow().UtcDateTime, BeijingTime.StartOf(on.AddDays(1)).AddMilliseconds(-1));
        var found = await book.AtAsync(institutions, end < now ? end : now, ct);
        return found.ToDictionary(one => one.Key, one => new PublicAgreement(
            one.Value.Any(agreement => agreement.Kind == AgreementKind.Main && agreement.InForceOn(on)),
            one.Value.Any(agreement => agreement.Kind == AgreementKind.Supplementary && agreement.InForceOn(on))));
    }
}
