using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Notices;

/// <summary>公示的一项 — as an institution writes it; what it left out is null.</summary>
internal sealed record NoticeInput(
    string Item, string Name, string Unit, string? Content, Money? Price, string? Policy);

/// <summary>一份公示 — a version and its items.</summary>
internal sealed record WholeNotice(PriceNotice Notice, IReadOnlyList<NoticeLine> Lines);

/// <summary>
/// 公示簿 — what an institution tells the public before it charges: content, price and payment policy of each item, all
/// three or none of it. A new version replaces the whole; any past day can be asked about. (HN-3)
/// </summary>
internal sealed class NoticeBook(Session session, Operations operations, TrailWriter trail, TimeProvider clock)
{
    /// <summary>公示三栏.</summary>
    public const string Content = "content";

    public const string Price = "price";
    public const string Policy = "policy";
    public const int MostLines = 500;

    /// <summary>What a notice lacks: which item, which of the three columns.</summary>
    public static IReadOnlyList<(string Item, string Column)> Missing(IEnumerable<NoticeInput> lines) =>
    [
        .. lines.SelectMany(line => new (string, string, bool)[]
            {
                (line.Item, Content, line.Content is null),
                (line.Item, Price, line.Price is null),
                (line.Item, Policy, line.Policy is null),
            })
            .Where(one => one.Item3)
            .Select(one => (one.Item1, one.Item2)),
    ];

    /// <summary>
    /// Publishes a version from a day on; refused when a column is missing, every one named. What was told for a day
    /// stands for the whole of it: where a notice is in force, another begins tomorrow at the earliest.
    /// </summary>
    public Task<Found<WholeNotice>> PublishAsync(
        InstitutionFacts institution, IReadOnlyList<NoticeInput> lines, DateOnly from, string actor,
        CancellationToken ct) => operations.RunAsync(
            "prices.publish",
            async (db, token) =>
            {
                var inst = institution.Id.Value;
                await db.LockInstitutionAsync(inst, token);
                var today = clock.Today();
                if (from < today)
                {
                    return Found<WholeNotice>.Refuse("E-NOTICE-DAY");
                }

                if (from == today && await db.Set<PriceNotice>().AnyAsync(
                        row => row.InstId == inst && row.EffectiveOn <= today, token))
                {
                    return Found<WholeNotice>.Refuse("E-NOTICE-TODAY");
                }

                if (Missing(lines) is { Count: > 0 } missing)
                {
                    return Found<WholeNotice>.Refuse(
                        Code(missing),
                        ("items", string.Join(' ', missing.Select(one => one.Item).Distinct())));
                }

                var earlier = await db.Set<PriceNotice>().CountAsync(row => row.InstId == inst, token);
                var whole = Rows(inst, earlier + 1, lines, from, actor);
                db.Add(whole.Notice);
                db.AddRange(whole.Lines);
                var standings = await StandingWriter.ReplaceAsync(
                    db,
                    new(inst, StandingKind.Notice, "", from),
                    [
                        new("", whole.Notice.Number, null, ""),
                        .. whole.Lines.Select(line => new NewStanding(line.Item, line.Number, line.Price, "")),
                    ],
                    token,
                    whole: true);
                await trail.AppendAsync(
                    db,
                    TrailSubject.Institution(inst),
                    "prices.published",
                    actor,
                    new JsonObject
                    {
                        ["institution"] = institution.Code,
                        ["notice"] = whole.Notice.Number,
                        [ProvenRecords.Member] = ProvenRecords.Of(
                            db, [whole.Notice, .. whole.Lines, .. standings]),
                    },
                    token);
                return Found<WholeNotice>.Of(whole);
            },
            ct);

    /// <summary>The notice that stood on a day, or none.</summary>
    public async Task<WholeNotice?> OnAsync(Guid inst, DateOnly on, CancellationToken ct)
    {
        var notice = await session.Db.Set<PriceNotice>().AsNoTracking()
            .Where(row => row.InstId == inst && row.EffectiveOn <= on)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        if (notice is null)
        {
            return null;
        }

        var lines = await session.Db.Set<NoticeLine>().AsNoTracking()
            .Where(row => row.InstId == inst && row.Number == notice.Number)
            .OrderBy(row => row.Item).ToListAsync(ct);
        return new WholeNotice(notice, lines);
    }

    /// <summary>All versions of an institution, the latest first.</summary>
    public async Task<IReadOnlyList<PriceNotice>> VersionsAsync(Guid inst, CancellationToken ct) =>
        await session.Db.Set<PriceNotice>().AsNoTracking().Where(row => row.InstId == inst)
            .OrderByDescending(row => row.Number).ToListAsync(ct);

    /// <summary>One missing column has a sentence of its own; several share one.</summary>
    private static string Code(IReadOnlyList<(string Item, string Column)> missing) =>
        missing.Select(one => one.Column).Distinct().ToList() switch
        {
            [Content] => "E-NOTICE-CONTENT",
            [Price] => "E-NOTICE-PRICE",
            [Policy] => "E-NOTICE-POLICY",
            _ => "E-NOTICE-COLUMNS",
        };

    private WholeNotice Rows(
        Guid inst, int number, IReadOnlyList<NoticeInput> lines, DateOnly from, string actor) => new(
            new PriceNotice
            {
                InstId = inst,
                Number = number,
                EffectiveOn = from,
                PublishedBy = actor,
                PublishedAt = TrailTime.Of(clock.GetUtcNow()),
            },
            [.. lines.Select(line => new NoticeLine
            {
                InstId = inst,
                Number = number,
                Item = line.Item,
                Name = line.Name,
                Unit = line.Unit,
                Content = line.Content!,
                Price = line.Price!.Value,
                Policy = line.Policy!,
            })]);
}
