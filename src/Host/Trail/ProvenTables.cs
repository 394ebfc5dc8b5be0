using Mingsuan.Acceptance;
using Mingsuan.Agreements;
using Mingsuan.Exchange;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions;
using Mingsuan.Prices;
using Mingsuan.PublicService;
using Mingsuan.Registry;
using Mingsuan.Settlement;
using Mingsuan.Visits;

namespace Mingsuan.Host.Trail;

/// <summary>
/// 受证表总表 — Platform's and every module's tables that the trail must commit to, for a verifier without a container.
/// </summary>
internal static class ProvenTables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProvenTable> All { get; } =
    [
        .. RegistryModule.Proven, .. SettlementModule.Proven, .. ExchangeModule.Proven, .. AgreementsModule.Proven,
        .. PricesModule.Proven, .. AcceptanceModule.Proven, .. PublicServiceModule.Proven,
        .. StaffBook.ProvenTables, .. PrescriptionsModule.Proven, .. VisitsModule.Proven,
    ];
}
