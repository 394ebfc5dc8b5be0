using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prices;
using Mingsuan.Law;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Rows;

namespace Mingsuan.Prices.Standings;

/// <summary>价格簿 — answers settlement from the projection, in one question by its key.</summary>
internal sealed class PriceBook(Session session, ItemRegister register, LawInForce law) : IPriceBook
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

        var chain = law.Current.Jurisdictions.AreaAndAbove(area);
        var reaching = rows.FindAll(row => row.Item.Length > 0 && (row.Area.Length == 0 || chain.Contains(row.Area)));
        var registered = await register.StandingAsync(
            [.. reaching.Where(row => row.Kind == StandingKind.Register)], on, ct);
        return new PriceStandings(
            rows.Find(row => row is { Kind: StandingKind.Notice, Item: "" })?.Number,
            reaching.GroupBy(row => row.Item, StringComparer.Ordinal).ToDictionary(
                group => group.Key,
                group => Of([.. group], chain) with
                {
                    Registered = registered.Where(one => one.Code == group.Key)
                        .MinBy(one => Array.IndexOf(chain, one.Area)),
                },
                StringComparer.Ordinal));
    }

    public async Task<IReadOnlyList<RegisteredStanding>> RegisteredAsync(
        string? area, DateOnly on, CancellationToken ct)
    {
        var chain = area is null ? null : law.Current.Jurisdictions.AreaAndAbove(area);
        return [.. (await register.OnAsync(on, ct)).Where(one => chain?.Contains(one.Area) ?? true)];
    }

    private static ItemStanding Of(IReadOnlyList<Standing> rows, string[] chain)
    {
        var notice = rows.FirstOrDefault(row => row.Kind == StandingKind.Notice);
        var price = rows.FirstOrDefault(row => row.Kind == StandingKind.Price);
        var inclusion = rows.FirstOrDefault(row => row.Kind == StandingKind.Inclusion);
        var decision = rows.Where(row => row.Kind == StandingKind.Decision)
            .MinBy(row => Array.IndexOf(chain, row.Area));
        return new ItemStanding
        {
            FiledPrice = price?.Price,
            Filings = price?.Words.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Premium = price?.Premium == true,
            Overseas = price?.Overseas == true,
            InclusionFiled = inclusion is null ? null : inclusion.Words == StandingWords.Accepted,
            Included = decision is null ? null : decision.Words == StandingWords.Included,
            Announced = notice is not null,
            AnnouncedPrice = notice?.Price,
        };
    }
}
