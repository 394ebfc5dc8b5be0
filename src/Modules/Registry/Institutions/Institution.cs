using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Institutions;

/// <summary>定点医药机构 — what never changes of an institution.</summary>
[TableClass(TableClass.Reference)]
internal sealed class Institution
{
    public required Guid InstId { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Uscc { get; init; }

    public required InstitutionKind Kind { get; init; }

    public List<InstitutionStanding> Standings { get; init; } = [];

    public List<Licence> Licences { get; init; } = [];
}

/// <summary>机构状况 — what an institution was over a span of days.</summary>
[TableClass(TableClass.Reference)]
internal sealed class InstitutionStanding : DatedFact
{
    public required Guid InstId { get; init; }

    public required string Admdvs { get; init; }

    public required string Level { get; init; }

    public string? Grade { get; init; }

    public required string Ownership { get; init; }

    public required string BusinessNature { get; init; }

    public required bool InternetHospital { get; init; }

    public required bool ChronicPharmacy { get; init; }

    public required EvidenceSetting Evidence { get; init; }

    /// <summary>依托的实体医疗机构. (楚医保规〔2022〕3号 第十四条)</summary>
    public Guid? PhysicalInstId { get; init; }

    public override Guid Chain() => InstId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["admdvs"] = Admdvs,
        ["level"] = Level,
        ["grade"] = Grade,
        ["ownership"] = Ownership,
        ["nature"] = BusinessNature,
        ["internet"] = InternetHospital ? "true" : "false",
        ["chronic"] = ChronicPharmacy ? "true" : "false",
        ["evidence"] = Evidence.ToString(),
        ["physical"] = PhysicalInstId?.ToString("N"),
    };
}

/// <summary>执业许可 — what a health authority allowed, by which number, from when to when. (湘医保发〔2020〕20号)</summary>
[TableClass(TableClass.Reference)]
internal sealed class Licence : DatedFact
{
    public required Guid InstId { get; init; }

    public required string Kind { get; init; }

    /// <summary>许可证号.</summary>
    public string? Number { get; init; }

    /// <summary>发证机关.</summary>
    public string? Issuer { get; init; }

    public override Guid Chain() => InstId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["licence"] = Kind,
        ["number"] = Number,
        ["issuer"] = Issuer,
    };
}

internal sealed class InstitutionMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Institution>(institution =>
        {
            institution.ToTable("registry_institution");
            institution.HasKey(row => row.InstId);
            institution.HasIndex(row => row.Code).IsUnique();
            institution.Property(row => row.Code).HasMaxLength(30);
            institution.Property(row => row.Name).HasMaxLength(200);
            institution.Property(row => row.Uscc).HasMaxLength(50);
            institution.HasMany(row => row.Standings).WithOne().HasForeignKey(row => row.InstId);
            institution.HasMany(row => row.Licences).WithOne().HasForeignKey(row => row.InstId);
        });
        model.Entity<InstitutionStanding>(standing =>
        {
            standing.ToTable("registry_institution_standing");
            standing.HasKey(row => new { row.InstId, row.FactId });
            standing.Property(row => row.Admdvs).HasMaxLength(6);
        });
        model.Entity<Licence>(licence =>
        {
            licence.ToTable("registry_licence");
            licence.HasKey(row => new { row.InstId, row.FactId });
            licence.Property(row => row.Number).HasMaxLength(100);
            licence.Property(row => row.Issuer).HasMaxLength(200);
        });
    }
}
