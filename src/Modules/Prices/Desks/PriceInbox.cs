using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Including;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Proposing;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench;

namespace Mingsuan.Prices.Desks;

/// <summary>
/// 价格待办 — proposals to take a step with, filings to receive, mappings to decide, and trials whose end comes near.
/// </summary>
internal sealed class PriceInbox(
    ProposalBook proposals,
    FilingBook filings,
    InclusionBook inclusions,
    ItemRegister register,
    LawInForce law,
    TimeProvider clock)
    : IDeskInbox
{
    private const string Items = "/bureau/items";

    public Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct) => officer.Role switch
    {
        StaffRoles.Bureau => BureauAsync(officer, ct),
        StaffRoles.HealthCommission => FilingsAsync(officer, Department.Health, "/health-commission/filings", ct),
        StaffRoles.MarketRegulator => FilingsAsync(officer, Department.Market, "/market-regulator/filings", ct),
        _ => Task.FromResult<IReadOnlyList<InboxItem>>([]),
    };

    private async Task<IReadOnlyList<InboxItem>> BureauAsync(Operator officer, CancellationToken ct)
    {
        ProposalState[] mine = officer.IsProvincial
            ? [ProposalState.Reported]
            : [ProposalState.Applied, ProposalState.Accepted];
        var steps = (await proposals.WithinAsync(officer, ct)).Where(row => mine.Contains(row.State));
        var mappings = (await inclusions.WithinAsync(officer, ct)).Where(row => row.State == InclusionState.Filed);
        var today = clock.Today();
        var trials = ItemLives.Of(law.Current, officer, today)
            .Concat(await register.LivesAsync(officer, today, ct))
            .Where(life => life.Calls(ItemLife.UsualAhead));
        return
        [
            .. steps.Select(row => new InboxItem("prices.proposal", row.Name, Items, null, false)),
            .. await FilingsAsync(officer, Department.Insurance, Items, ct),
            .. mappings.Select(row => new InboxItem("prices.inclusion", row.Item, Items, null, false)),
            .. trials.Select(life => new InboxItem(
                "prices.trial", life.Name, Items, life.TrialUntil, life.Stage == LifeStage.Due)),
        ];
    }

    private async Task<IReadOnlyList<InboxItem>> FilingsAsync(
        Operator officer, Department department, string page, CancellationToken ct) =>
    [
        .. (await filings.WithinAsync(officer, ct)).Where(row => FilingBook.Of(row, department).By is null)
            .Select(row => new InboxItem("prices.filing", row.Name, page, null, false)),
    ];
}
