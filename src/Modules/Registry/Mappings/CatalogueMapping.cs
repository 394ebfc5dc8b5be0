using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Mappings;

/// <summary>目录对照 — an institution's own code stands for a national code over a span of days.</summary>
[TableClass(TableClass.Institution)]
internal sealed class CatalogueMapping
{
    public required Guid InstId { get; init; }

    public required Guid MappingId { get; init; }

    /// <summary>机构目录编号, which 2204 gives as `medins_list_codg`.</summary>
    public required string OwnCode { get; init; }

    public required string OwnName { get; init; }

    /// <summary>目录类别.</summary>
    public required string ListType { get; init; }

    /// <summary>医疗目录编码.</summary>
    public required string MedListCodg { get; init; }

    /// <summary>What else was uploaded, in one canonical text.</summary>
    public required string Details { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>结束日期 as uploaded.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The last day on which it holds: as uploaded, or the day before its withdrawal.</summary>
    public required DateOnly? HoldsUntil { get; set; }

    public required DateTime UploadedAt { get; init; }

    public required string OpterNo { get; init; }

    public DateTime? WithdrawnAt { get; set; }

    public int Version { get; set; }
}

internal sealed class CatalogueMappingMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<CatalogueMapping>(mapping =>
    {
        mapping.ToTable("registry_catalogue_mapping");
        mapping.HasKey(row => new { row.InstId, row.MappingId });
        mapping.HasIndex(row => new { row.InstId, row.OwnCode });
        mapping.Property(row => row.OwnCode).HasMaxLength(MappingRequest.LongestCode);
        mapping.Property(row => row.OwnName).HasMaxLength(200);
        mapping.Property(row => row.ListType).HasMaxLength(6);
        mapping.Property(row => row.MedListCodg).HasMaxLength(50);
        mapping.Property(row => row.OpterNo).HasMaxLength(30);
    });
}

internal sealed class CatalogueMappings(Session session) : ICatalogueMappings
{
    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, string[], DateOnly, IAsyncEnumerable<MappedCode>>> ByOwnCodes = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid institution, string[] codes, DateOnly on) =>
                db.Set<CatalogueMapping>().AsNoTracking()
                    .Where(row => row.InstId == institution && codes.Contains(row.OwnCode) &&
                        row.ValidFrom <= on && (row.HoldsUntil == null || row.HoldsUntil >= on))
                    .Select(row => new MappedCode(row.OwnCode, row.MedListCodg))));

    private static readonly CompiledRead<Func<MingsuanDb, Guid, CancellationToken, Task<bool>>> Maps = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid institution, CancellationToken _) =>
            db.Set<CatalogueMapping>().Any(row => row.InstId == institution)));

    public async Task<CatalogueMappingFacts> FindAsync(
        InstitutionId institution, IReadOnlyCollection<string> codes, DateOnly on, CancellationToken ct)
    {
        var db = session.Db;
        var found = await ByOwnCodes.For(db)(db, institution.Value, [.. codes], on).ToListAsync(ct);
        var byCode = found.GroupBy(row => row.OwnCode, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IReadOnlyList<string> (group) => [.. group.Select(row => row.MedListCodg)],
            StringComparer.Ordinal);
        return new(found.Count > 0 || await Maps.For(db)(db, institution.Value, ct), byCode);
    }

    private sealed record MappedCode(string OwnCode, string MedListCodg);
}
