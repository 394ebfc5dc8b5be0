using Mingsuan.Contracts.Ids;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Settlement;

/// <summary>项目收费 — what an institution's settlements that stand came to, by item.</summary>
public interface IServiceCharges
{
    /// <summary>The services of settlements whose service day lies in a span (inclusive), by item.</summary>
    Task<IReadOnlyList<ItemCharge>> ByItemAsync(
        InstitutionId institution, DateOnly first, DateOnly last, CancellationToken ct);
}

/// <summary>一个项目的收费合计.</summary>
public sealed record ItemCharge(string Item, Money Amount, int Lines);
