using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Items;

/// <summary>
/// 项目台账 — the online items of areas with their source and approval, and the decisions whether funds pay them. One lock
/// for all areas: these are few and rare. (CX-2-1, CX-10-2)
/// </summary>
internal sealed class ItemBook(
    Session session, Operations operations, TrailWriter trail, LawInForce law, TimeProvider clock)
{
    /// <summary>Enters an item; its approval may follow later.</summary>
    public Task<Found<RegisteredItem>> RegisterAsync(
        string area, string code, string name, SourceKind source, string? approval, Operator officer,
        CancellationToken ct) => operations.RunAsync(
            "prices.item-registered",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Standing.Everywhere, token);
                if (!officer.Covers(area))
                {
                    return Found<RegisteredItem>.Refuse("E-AREA-SCOPE", ("area", area));
                }

                if (await db.Set<RegisteredItem>().AnyAsync(row => row.Area == area && row.Code == code, token))
                {
                    return Found<RegisteredItem>.Refuse("E-ITEM-KNOWN", ("item", code));
                }

                var row = new RegisteredItem
                {
                    Area = area,
                    Code = code,
                    Name = name,
                    Source = source,
                    Approval = approval,
                    RegisteredBy = officer.Name,
                    RegisteredAt = TrailTime.Of(clock.GetUtcNow()),
                };
                db.Add(row);
                await RecordAsync(db, area, "prices.item-registered", officer, row, token);
                return Found<RegisteredItem>.Of(row);
            },
            ct);

    /// <summary>Enables an item from a day on; without an approval document it cannot be.</summary>
    public Task<Found<RegisteredItem>> EnableAsync(
        string area, string code, string? approval, DateOnly from, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "prices.item-enabled",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Standing.Everywhere, token);
                var row = await db.Set<RegisteredItem>().AsTracking().SingleOrDefaultAsync(
                    one => one.Area == area && one.Code == code, token);
                if (row is null || !officer.Covers(area))
                {
                    return Found<RegisteredItem>.Refuse("E-ITEM-UNKNOWN", ("item", code));
                }

                if (from < clock.Today())
                {
                    return Found<RegisteredItem>.Refuse("E-ITEM-DAY");
                }

                if ((approval ?? row.Approval) is not { } document)
                {
                    return Found<RegisteredItem>.Refuse("E-APPROVAL-MISSING", ("item", code));
                }

                (row.Approval, row.EnabledFrom, row.EnabledBy) = (document, from, officer.Name);
                row.Version++;
                await RecordAsync(db, area, "prices.item-enabled", officer, row, token);
                return Found<RegisteredItem>.Of(row);
            },
            ct);

    /// <summary>Decides whether an area's funds pay an item from a day on.</summary>
    public Task<Found<InclusionDecision>> DecideAsync(
        InclusionDecision decision, Operator officer, CancellationToken ct) => operations.RunAsync(
            "prices.inclusion-decided",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Standing.Everywhere, token);
                if (!officer.Covers(decision.Area))
                {
                    return Found<InclusionDecision>.Refuse("E-AREA-SCOPE", ("area", decision.Area));
                }

                if (decision.EffectiveOn < clock.Today())
                {
                    return Found<InclusionDecision>.Refuse("E-ITEM-DAY");
                }

                var earlier = await db.Set<InclusionDecision>().CountAsync(
                    row => row.Area == decision.Area && row.Item == decision.Item, token);
                var row = Numbered(decision, earlier + 1);
                db.Add(row);
                await RecordAsync(db, row.Area, "prices.inclusion-decided", officer, row, token);
                var standings = await StandingWriter.ReplaceAsync(
                    db,
                    new(Standing.Everywhere, StandingKind.Decision, row.Area, row.EffectiveOn),
                    [new(row.Item, row.Number, null, row.Included ? StandingWords.Included : StandingWords.Not)],
                    token);
                await trail.AppendAsync(
                    db,
                    TrailSubject.Institution(Standing.Everywhere),
                    "prices.inclusion-decided",
                    officer.Name,
                    new JsonObject
                    {
                        ["item"] = row.Item,
                        [ProvenRecords.Member] = ProvenRecords.Of(db, standings),
                    },
                    token);
                return Found<InclusionDecision>.Of(row);
            },
            ct);

    /// <summary>The items of an officer's areas and of those above them, by code.</summary>
    public async Task<IReadOnlyList<RegisteredItem>> ItemsAsync(Operator officer, CancellationToken ct)
    {
        var rows = await session.Db.Set<RegisteredItem>().AsNoTracking()
            .OrderBy(row => row.Area).ThenBy(row => row.Code).ToListAsync(ct);
        return rows.FindAll(row => ItemLives.Concerns(law.Current, officer, row.Area));
    }

    /// <summary>The decisions of an officer's areas, the latest first.</summary>
    public async Task<IReadOnlyList<InclusionDecision>> DecisionsAsync(Operator officer, CancellationToken ct)
    {
        var rows = await session.Db.Set<InclusionDecision>().AsNoTracking()
            .OrderBy(row => row.Item).ThenByDescending(row => row.Number).ToListAsync(ct);
        return rows.FindAll(row => officer.Covers(row.Area));
    }

    private static InclusionDecision Numbered(InclusionDecision decision, int number) => new()
    {
        Area = decision.Area,
        Item = decision.Item,
        Number = number,
        Included = decision.Included,
        EffectiveOn = decision.EffectiveOn,
        Document = decision.Document,
        ClinicalValue = decision.ClinicalValue,
        PriceLevel = decision.PriceLevel,
        Affordability = decision.Affordability,
        DecidedBy = decision.DecidedBy,
        DecidedAt = decision.DecidedAt,
    };

    private Task RecordAsync(
        MingsuanDb db, string area, string kind, Operator officer, object row, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Region(area),
            kind,
            officer.Name,
            new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, row) },
            ct);
}
