using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Settlement;

/// <summary>自验收据 — a settlement as one file that its owner can keep and that verifies itself offline.</summary>
public interface IReceipts
{
    /// <summary>The file (HTML, UTF-8) for the person themselves; none when they have no such settlement.</summary>
    Task<byte[]?> OfAsync(PersonId person, SettlementId settlement, CancellationToken ct);
}
