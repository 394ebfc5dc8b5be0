using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;
using ClauseLink = Mingsuan.Ui.Figures.ClauseLink;

namespace Mingsuan.Settlement.Searching;

/// <summary>本人结算 — the settlement as the agency's page shows it, for the person whose it is.</summary>
internal sealed class PersonSettlements(Session session, SettlementDetail details) : IPersonSettlements
{
    public async Task<IReadOnlyList<SettledSummary>> PageAsync(
        PersonId person, VisitId? visit, Place? after, int limit, CancellationToken ct)
    {
        var rows = session.Db.Set<SettlementRow>().AsNoTracking().Where(row => row.PersonId == person.Value);
        rows = visit is { } of ? rows.Where(row => row.VisitId == of.Value) : rows;
        if (after is not null)
        {
            var (at, id) = (after.At, after.Id);
            rows = rows.Where(row => row.SettledAt < at
                || (row.SettledAt == at && row.SettlementId.CompareTo(id) < 0));
        }

        var page = await rows.OrderByDescending(row => row.SettledAt).ThenByDescending(row => row.SettlementId)
            .Take(limit)
            .ToListAsync(ct);
        return page.ConvertAll(Summary);
    }

    public async Task<SettledWhole?> FindAsync(PersonId person, SettlementId settlement, CancellationToken ct)
    {
        if (await details.FindAsync(person, settlement.Value, within: null, ct) is not { } detail)
        {
            return null;
        }

        var db = session.Db;
        var row = await db.Set<SettlementRow>().AsNoTracking().SingleAsync(
            one => one.PersonId == person.Value && one.SettlementId == settlement.Value, ct);
        var names = await db.Set<FeeLine>().AsNoTracking()
            .Where(line => line.PersonId == row.PersonId && line.VisitId == row.VisitId
                && line.ChrgBchno == row.ChrgBchno && line.Generation == row.Generation)
            .ToDictionaryAsync(line => line.FeedetlSn, line => line.ItemName, ct);
        var decision = detail["calculation"] as JsonObject;
        return new(
            Summary(row),
            [.. Calculation.Items(detail, "lines").Select(line => Part(line, names, decision))],
            Steps(decision, null),
            [.. Calculation.Items(decision, "why").Select(part => new UnpaidPart(
                Calculation.Text(part, "message") ?? "",
                new Money(Calculation.Fen(part, "amount")),
                [.. Calculation.Clauses(part).Select(Clause)]))],
            Calculation.Text(decision, "agrees") is { } agrees ? agrees == "true" : null);
    }

    private static SettledPart Part(
        JsonObject line, IReadOnlyDictionary<string, string> names, JsonObject? decision)
    {
        var number = Calculation.Text(line, "feedetl_sn") ?? "";
        return new(
            names.GetValueOrDefault(number) is { Length: > 0 } name ? name : number,
            new(Calculation.Fen(line, "det_item_fee_sumamt")),
            new(Calculation.Fen(line, "inscp_scp_amt")),
            new(Calculation.Fen(line, "fund_pay_sumamt")),
            Steps(decision, number));
    }

    private static IReadOnlyList<SettledStep> Steps(JsonObject? decision, string? line) =>
    [
        .. Calculation.Steps(decision, line).Select(step => new SettledStep(
            step.Label, step.Before, step.After, step.Clause is { } clause ? Clause(clause) : null, step.Sample)),
    ];

    private static SettledClause Clause(ClauseLink clause) => new(clause.Document, clause.Article, clause.Href);

    private static SettledSummary Summary(SettlementRow row) => new()
    {
        Id = new(row.SettlementId),
        Visit = new(row.VisitId),
        Institution = new(row.InstId),
        At = row.SettledAt,
        On = row.ServiceOn,
        State = SettlementOutput.State(row),
        Channel = row.Channel,
        Fee = row.Fee,
        Fund = row.FundTotal,
        Account = row.Account,
        Cash = row.Cash,
        Hospital = row.Hospital,
    };
}
