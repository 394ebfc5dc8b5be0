using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Registry.Catalogue;

/// <summary>目录项 — one item of the catalogue over a span of days.</summary>
[TableClass(TableClass.Reference)]
internal sealed class CatalogueEntry
{
    public required string Code { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Class { get; init; }

    public required int InitialCopayTenThousandths { get; init; }

    public required string ChargeCategory { get; init; }

    public required Money Price { get; init; }

    public Money? Ceiling { get; init; }

    public required bool Restricted { get; init; }

    public required string Source { get; init; }
}

internal sealed class CatalogueMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<CatalogueEntry>(entry =>
    {
        entry.ToTable("registry_catalogue_entry");
        entry.HasKey(row => new { row.Code, row.ValidFrom });
        entry.Property(row => row.Code).HasMaxLength(50);
    });
}

internal sealed class CatalogueDirectory(Session session) : ICatalogue
{
    private static readonly CompiledRead<
        Func<MingsuanDb, string[], DateOnly, IAsyncEnumerable<CatalogueEntry>>> ByCodes = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, string[] codes, DateOnly on) =>
                db.Set<CatalogueEntry>().AsNoTracking()
                    .Where(entry => codes.Contains(entry.Code)
                        && entry.ValidFrom <= on && (entry.ValidTo == null || entry.ValidTo >= on))));

    public async Task<CatalogueItem?> FindAsync(string code, DateOnly on, CancellationToken ct)
    {
        var row = await session.Db.Set<CatalogueEntry>().AsNoTracking()
            .Where(entry => entry.Code == code
                && entry.ValidFrom <= on && (entry.ValidTo == null || entry.ValidTo >= on))
            .OrderByDescending(entry => entry.ValidFrom)
            .FirstOrDefaultAsync(ct);
        return row is null ? null : Item(row);
    }

    public async Task<IReadOnlyDictionary<string, CatalogueItem>> FindAsync(
        IReadOnlyCollection<string> codes, DateOnly on, CancellationToken ct)
    {
        var rows = await ByCodes.For(session.Db)(session.Db, [.. codes], on).ToListAsync(ct);
        return rows.GroupBy(row => row.Code, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key, group => Item(group.MaxBy(row => row.ValidFrom)!), StringComparer.Ordinal);
    }

    private static CatalogueItem Item(CatalogueEntry row) => new()
    {
        Code = row.Code,
        Name = row.Name,
        Kind = row.Kind,
        Class = row.Class,
        InitialCopayTenThousandths = row.InitialCopayTenThousandths,
        ChargeCategory = row.ChargeCategory,
        Price = row.Price,
        Ceiling = row.Ceiling,
        Restricted = row.Restricted,
        Span = new(row.ValidFrom, row.ValidTo, row.Source),
    };
}
