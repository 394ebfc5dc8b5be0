using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prices;
using Mingsuan.Law;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prices.Rows;

namespace Mingsuan.Prices.Standings;

/// <summary>价格簿 — answers settlement from the projection, in one question by its key.</summary>
internal sealed class PriceBook(Session session, LawInForce law) : IPriceBook
{
    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, string[], DateOnly, IAsyncEnumerable<Standing>>> Holding = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid inst, string[] items, DateOnly on) =>
                db.Set<Standing>().AsNoTracking()
                    .Where(row => (row.InstId == inst || row.InstId == Standing.Everywhere) &&
                        items.Contains(row.Item) &&
                        row.ValidFrom <= on && (row.ValidTo == null || row.ValidTo >= on))));

    public async Task<PriceStandings> AskAsync(
        InstitutionId institution, string area, IReadOnlyCollection<string> items, DateOnly on, CancellationToken ct)
    {
        string[] asked = ["", .. items];
        var rows = await Holding.For(session.Db)(session.Db, institution.Value, asked, on).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return PriceStandings.Nothing;
        }

        var chain = Chain(area);
        return new PriceStandings(
            rows.Find(row => row is { Kind: StandingKind.Notice, Item: "" })?.Number,
            rows.Where(row => row.Item.Length > 0 && (row.Area.Length == 0 || chain.Contains(row.Area)))
                .GroupBy(row => row.Item, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => Of([.. group], chain), StringComparer.Ordinal));
    }

    private static ItemStanding Of(IReadOnlyList<Standing> rows, List<string> chain)
    {
        var price = rows.FirstOrDefault(row => row.Kind == StandingKind.Price);
        var inclusion = rows.FirstOrDefault(row => row.Kind == StandingKind.Inclusion);
        var decision = rows.Where(row => row.Kind == StandingKind.Decision)
            .MinBy(row => chain.IndexOf(row.Area));
        return new ItemStanding
        {
            FiledPrice = price?.Price,
            Filings = price?.Words.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Premium = price?.Premium == true,
            Overseas = price?.Overseas == true,
            InclusionFiled = inclusion is null ? null : inclusion.Words == StandingWords.Accepted,
            Included = decision is null ? null : decision.Words == StandingWords.Included,
            Announced = rows.Any(row => row.Kind == StandingKind.Notice),
        };
    }

    /// <summary>An area and those above it, the nearest first.</summary>
    private List<string> Chain(string area)
    {
        var (tree, chain) = (law.Current.Jurisdictions, new List<string> { area });
        while (tree.DepthOf(chain[^1]) > 0)
        {
            chain.Add(tree.ParentOf(chain[^1]));
        }

        return chain;
    }
}
