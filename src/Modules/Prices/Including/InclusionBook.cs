using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Including;

/// <summary>一项对应 — what an institution says of an online item.</summary>
internal sealed record InclusionInput(
    string Item, string OfflineItem, string Content, Money Price, DateOnly EffectiveOn);

/// <summary>
/// 对应备案簿 — online items whose content an offline one has, at no more than a public price; what was filed and not
/// accepted is not paid, where a document says so. (NHC-4)
/// </summary>
internal sealed class InclusionBook(
    Session session, Operations operations, TrailWriter trail, LawInForce law, TimeProvider clock)
{
    /// <summary>Files an online item against an offline one.</summary>
    public Task<Found<InclusionFiling>> FileAsync(
        InstitutionFacts institution, InclusionInput input, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "prices.inclusion-filed",
            async (db, token) =>
            {
                var inst = institution.Id.Value;
                await db.LockInstitutionAsync(inst, token);
                if (input.EffectiveOn < clock.Today())
                {
                    return Found<InclusionFiling>.Refuse("E-PRICE-FILING-DAY");
                }

                if (ListedPrices.Public(law.Current, institution, input.OfflineItem, input.EffectiveOn) is not { } fair)
                {
                    return Found<InclusionFiling>.Refuse("E-INCLUSION-OFFLINE", ("item", input.OfflineItem));
                }

                if (input.Price > fair)
                {
                    return Found<InclusionFiling>.Refuse(
                        "E-INCLUSION-PRICE", ("price", input.Price.ToString()), ("public", fair.ToString()));
                }

                var earlier = await db.Set<InclusionFiling>().CountAsync(
                    row => row.InstId == inst && row.Item == input.Item, token);
                var row = Row(institution, input, fair, earlier + 1, actor);
                db.Add(row);
                var accepted = await db.Set<InclusionFiling>().AsNoTracking().AnyAsync(
                    one => one.InstId == inst && one.Item == input.Item && one.State == InclusionState.Accepted, token);
                await RecordAsync(
                    db,
                    row,
                    "prices.inclusion-filed",
                    actor,
                    accepted ? [] : await StandsAsync(db, row, input.EffectiveOn, StandingWords.Open, token),
                    token);
                return Found<InclusionFiling>.Of(row);
            },
            ct);

    /// <summary>备案通过，给备案号；或者退回，说明原因.</summary>
    public Task<Found<InclusionFiling>> DecideAsync(
        Guid inst, string item, int number, string? filingNumber, string? reason, Operator officer,
        CancellationToken ct) => operations.RunAsync(
            "prices.inclusion-received",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<InclusionFiling>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.Item == item && one.Number == number, token);
                if (row is null || !officer.Covers(row.Area))
                {
                    return Found<InclusionFiling>.Refuse("E-PRICE-FILING-UNKNOWN");
                }

                if (row.State != InclusionState.Filed)
                {
                    return Found<InclusionFiling>.Refuse("E-PRICE-FILING-RECEIVED");
                }

                row.State = filingNumber is null ? InclusionState.Returned : InclusionState.Accepted;
                (row.FilingNumber, row.Reason) = (filingNumber, reason);
                (row.DecidedBy, row.DecidedAt) = (officer.Name, TrailTime.Of(clock.GetUtcNow()));
                row.Version++;
                var from = row.EffectiveOn > clock.Today() ? row.EffectiveOn : clock.Today();
                await RecordAsync(
                    db,
                    row,
                    "prices.inclusion-received",
                    officer.Name,
                    filingNumber is null
                        ? []
                        : await StandsAsync(db, row, from, StandingWords.Accepted, token),
                    token);
                return Found<InclusionFiling>.Of(row);
            },
            ct);

    /// <summary>The filings of an institution: by item, the latest first.</summary>
    public async Task<IReadOnlyList<InclusionFiling>> OfAsync(Guid inst, CancellationToken ct) =>
        await session.Db.Set<InclusionFiling>().AsNoTracking().Where(row => row.InstId == inst)
            .OrderBy(row => row.Item).ThenByDescending(row => row.Number).ToListAsync(ct);

    /// <summary>The filings of an officer's regions, the oldest first.</summary>
    public async Task<IReadOnlyList<InclusionFiling>> WithinAsync(Operator officer, CancellationToken ct)
    {
        var rows = await session.Db.Set<InclusionFiling>().AsNoTracking()
            .OrderBy(row => row.FiledAt).ThenBy(row => row.Item).ToListAsync(ct);
        return rows.FindAll(row => officer.Covers(row.Area));
    }

    private InclusionFiling Row(
        InstitutionFacts institution, InclusionInput input, Money fair, int number, string actor) => new()
        {
            InstId = institution.Id.Value,
            Item = input.Item,
            Number = number,
            Area = institution.Admdvs,
            OfflineItem = input.OfflineItem,
            Content = input.Content,
            Price = input.Price,
            PublicPrice = fair,
            EffectiveOn = input.EffectiveOn,
            State = InclusionState.Filed,
            FiledBy = actor,
            FiledAt = TrailTime.Of(clock.GetUtcNow()),
        };

    private static Task<IReadOnlyList<Standing>> StandsAsync(
        MingsuanDb db, InclusionFiling row, DateOnly from, string word, CancellationToken ct) =>
        StandingWriter.ReplaceAsync(
            db,
            new(row.InstId, StandingKind.Inclusion, "", from),
            [new(row.Item, row.Number, row.Price, word)],
            ct);

    private Task RecordAsync(
        MingsuanDb db, InclusionFiling row, string kind, string actor, IReadOnlyList<Standing> standings,
        CancellationToken ct) => trail.AppendAsync(
            db,
            TrailSubject.Institution(row.InstId),
            kind,
            actor,
            new JsonObject
            {
                ["item"] = row.Item,
                [ProvenRecords.Member] = ProvenRecords.Of(db, [row, .. standings]),
            },
            ct);
}
