using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Items;

/// <summary>核定的内容 — the code that a new item gets, the last day of its trial if it has one, and its ceiling.</summary>
internal sealed record ItemApproval(string Code, DateOnly? TrialUntil, Money? Ceiling);

/// <summary>评估的结论 — a trial becomes formal, goes on, or stops, from a day on and by a document.</summary>
internal sealed record ItemAssessment(
    TermStage Stage, DateOnly From, DateOnly? TrialUntil, Money? Ceiling, string Document);

/// <summary>
/// 台账的核定 — what provinces decided of items, as terms that follow each other. A decision enters the register on its own
/// day and by its document number; it brings no rule with it: its ceiling aside, what an item costs and whether funds
/// pay it is what law files, filings and inclusion decisions say of its code. (楚医保规〔2022〕3号 第五条; 湘医保发〔2020〕20号 一)
/// </summary>
internal sealed class ItemRegister(
    Session session, Operations operations, TrailWriter trail, LawInForce law, ICatalogue catalogue, TimeProvider clock)
{
    /// <summary>
    /// Enters an approved proposal, in the transaction of its decision and for the whole province of its area. Gives
    /// the code of a refusal when it cannot be entered.
    /// </summary>
    public async Task<string?> EnterAsync(
        MingsuanDb db, Proposal proposal, ItemApproval approval, string actor, CancellationToken ct)
    {
        await db.LockInstitutionAsync(Standing.Everywhere, ct);
        var (area, today) = (Province(proposal.Area), clock.Today());
        if (approval.TrialUntil < today)
        {
            return "E-ITEM-DAY";
        }

        if (IsListed(area, approval.Code, today) || await catalogue.FindAsync(approval.Code, today, ct) is not null ||
            await db.Set<RegisteredItem>().AnyAsync(row => row.Area == area && row.Code == approval.Code, ct))
        {
            return "E-ITEM-KNOWN";
        }

        var item = new RegisteredItem
        {
            Area = area,
            Code = approval.Code,
            Name = proposal.Name,
            Source = proposal.Source,
            Unit = proposal.Unit,
            OfflineItem = proposal.OfflineItem,
            ProposalId = proposal.ProposalId,
            Approval = proposal.Document,
            EnabledFrom = today,
            EnabledBy = actor,
            RegisteredBy = actor,
            RegisteredAt = TrailTime.Of(clock.GetUtcNow()),
        };
        var stage = approval.TrialUntil is null ? TermStage.Formal : TermStage.Trial;
        var decided = new ItemAssessment(
            stage, today, approval.TrialUntil, approval.Ceiling, proposal.Document!);
        var term = Term(item, 1, decided, actor);
        db.Add(item);
        db.Add(term);
        await RecordAsync(db, "prices.item-approved", actor, term, [item, term], ct);
        return null;
    }

    /// <summary>
    /// A province's assessment of an item of the register; nobody else assesses. A ceiling that it does not state anew
    /// stands as before. (HN-1)
    /// </summary>
    public Task<Found<ItemTerm>> AssessAsync(
        string area, string code, ItemAssessment input, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "prices.item-assessed",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Standing.Everywhere, token);
                var item = await db.Set<RegisteredItem>().AsNoTracking()
                    .SingleOrDefaultAsync(row => row.Area == area && row.Code == code, token);
                var latest = await db.Set<ItemTerm>().AsNoTracking()
                    .Where(row => row.Area == area && row.Code == code)
                    .OrderByDescending(row => row.Number).FirstOrDefaultAsync(token);
                if (!officer.IsProvincial)
                {
                    return Found<ItemTerm>.Refuse("E-PROVINCE-ONLY");
                }

                if (item is null || latest is null || !officer.Covers(area))
                {
                    return Found<ItemTerm>.Refuse("E-ITEM-UNKNOWN", ("item", code));
                }

                if (input.From < clock.Today() || input.TrialUntil < input.From ||
                    (input.Stage == TermStage.Trial) != input.TrialUntil.HasValue)
                {
                    return Found<ItemTerm>.Refuse("E-ITEM-DAY");
                }

                var decided = input with { Ceiling = input.Ceiling ?? latest.Ceiling };
                var term = Term(item, latest.Number + 1, decided, officer.Name);
                db.Add(term);
                await RecordAsync(db, "prices.item-assessed", officer.Name, term, [term], token);
                return Found<ItemTerm>.Of(term);
            },
            ct);

    /// <summary>The items of standings as they stand on a day.</summary>
    public async Task<IReadOnlyList<RegisteredStanding>> StandingAsync(
        IReadOnlyList<Standing> standings, DateOnly on, CancellationToken ct)
    {
        if (standings.Count == 0)
        {
            return [];
        }

        var codes = standings.Select(row => row.Item).Distinct().ToArray();
        var terms = await session.Db.Set<ItemTerm>().AsNoTracking()
            .Where(row => codes.Contains(row.Code)).ToListAsync(ct);
        var items = await session.Db.Set<RegisteredItem>().AsNoTracking()
            .Where(row => codes.Contains(row.Code)).ToListAsync(ct);
        return
        [
            .. standings
                .Select(row => (
                    Item: items.Find(one => (one.Area, one.Code) == (row.Area, row.Item)),
                    Term: terms.Find(one => (one.Area, one.Code, one.Number) == (row.Area, row.Item, row.Number))))
                .Where(one => one is { Item: not null, Term: not null })
                .Select(one => Facts(one.Item!, one.Term!, on)),
        ];
    }

    /// <summary>Every approved item as it stands on a day, by area and code.</summary>
    public async Task<IReadOnlyList<RegisteredStanding>> OnAsync(DateOnly on, CancellationToken ct) =>
    [
        .. (await AllAsync(ct)).Select(one => (one.Item, Term: Holding(one.Terms, on)))
            .Where(one => one.Term is not null)
            .Select(one => Facts(one.Item, one.Term!, on)),
    ];

    /// <summary>The life of what an officer's areas and those above have on trial, the first to end first.</summary>
    public async Task<IReadOnlyList<ItemLife>> LivesAsync(Operator officer, DateOnly on, CancellationToken ct) =>
    [
        .. (await AllAsync(ct)).Where(one => ItemLives.Concerns(law.Current, officer, one.Item.Area))
            .Select(one => Life(one.Item, one.Terms, on))
            .OfType<ItemLife>()
            .OrderBy(life => life.TrialUntil)
            .ThenBy(life => life.Item, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Whether a document that reaches the area, or that an area below it made, has the code as an item of its own: it
    /// would be charged by two prices.
    /// </summary>
    private bool IsListed(string area, string code, DateOnly on)
    {
        var (library, tree) = (law.Current, law.Current.Jurisdictions);
        return library.Provisions.Any(one =>
            (one is PriceItem item ? item.Item : (one as CatalogueEntry)?.Code) == code && one.Effective.Contains(on) &&
            tree.CodeOf(one.Jurisdiction) is var place &&
            (tree.AreaAndAbove(area).Contains(place) || tree.AreaAndAbove(place).Contains(area)));
    }

    /// <summary>The latest decision that has begun.</summary>
    private static ItemTerm? Holding(IReadOnlyList<ItemTerm> terms, DateOnly on) =>
        terms.Where(term => term.EffectiveOn <= on).MaxBy(term => term.Number);

    /// <summary>台账阶段: what was decided, and by itself due when a trial is over. (AMB-06)</summary>
    private static LifeStage StageOf(ItemTerm term, DateOnly on) => term.Stage switch
    {
        TermStage.Formal => LifeStage.Formal,
        TermStage.Stopped => LifeStage.Stopped,
        _ => on <= term.TrialUntil ? LifeStage.Trial : LifeStage.Due,
    };

    private static ItemLife? Life(RegisteredItem item, IReadOnlyList<ItemTerm> terms, DateOnly on)
    {
        var trial = terms.Where(term => term.EffectiveOn <= on && term.TrialUntil is not null)
            .MaxBy(term => term.Number);
        if (trial?.TrialUntil is not { } last || Holding(terms, on) is not { } term)
        {
            return null;
        }

        return new ItemLife(
            item.Code, item.Name, item.Area, StageOf(term, on), last, last.DayNumber - on.DayNumber, term.Document);
    }

    private static RegisteredStanding Facts(RegisteredItem item, ItemTerm term, DateOnly on) => new()
    {
        Area = item.Area,
        Code = item.Code,
        Name = item.Name,
        Unit = item.Unit ?? "",
        Source = Desks.BodyFields.Word(item.Source),
        OfflineItem = item.OfflineItem,
        Stage = Desks.BodyFields.Word(StageOf(term, on)),
        TrialUntil = term.TrialUntil,
        Ceiling = term.Ceiling,
        Document = term.Document,
    };

    private async Task<List<(RegisteredItem Item, List<ItemTerm> Terms)>> AllAsync(CancellationToken ct)
    {
        var items = await session.Db.Set<RegisteredItem>().AsNoTracking()
            .OrderBy(row => row.Area).ThenBy(row => row.Code).ToListAsync(ct);
        var terms = (await session.Db.Set<ItemTerm>().AsNoTracking().ToListAsync(ct))
            .ToLookup(row => (row.Area, row.Code));
        return items.ConvertAll(item => (item, terms[(item.Area, item.Code)].ToList()));
    }

    private string Province(string area)
    {
        var tree = law.Current.Jurisdictions;
        return tree.AreaAndAbove(area).FirstOrDefault(code => tree.DepthOf(code) == 1) ?? area;
    }

    private ItemTerm Term(RegisteredItem item, int number, ItemAssessment input, string actor) => new()
    {
        Area = item.Area,
        Code = item.Code,
        Number = number,
        Stage = input.Stage,
        EffectiveOn = input.From,
        TrialUntil = input.TrialUntil,
        Ceiling = input.Ceiling,
        Document = input.Document,
        DecidedBy = actor,
        DecidedAt = TrailTime.Of(clock.GetUtcNow()),
    };

    private async Task RecordAsync(
        MingsuanDb db, string kind, string actor, ItemTerm term, object[] rows, CancellationToken ct)
    {
        var standings = await StandingWriter.ReplaceAsync(
            db,
            new(Standing.Everywhere, StandingKind.Register, term.Area, term.EffectiveOn),
            [new(term.Code, term.Number, term.Ceiling, Desks.BodyFields.Word(term.Stage))],
            ct);
        foreach (var (subject, proven) in new (TrailSubject, object[])[]
            {
                (TrailSubject.Region(term.Area), rows),
                (TrailSubject.Institution(Standing.Everywhere), [.. standings]),
            })
        {
            await trail.AppendAsync(
                db,
                subject,
                kind,
                actor,
                new JsonObject
                {
                    ["item"] = term.Code,
                    ["document"] = term.Document,
                    [ProvenRecords.Member] = ProvenRecords.Of(db, proven),
                },
                ct);
        }
    }
}
