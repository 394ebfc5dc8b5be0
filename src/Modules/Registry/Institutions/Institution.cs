using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

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
internal sealed class InstitutionStanding
{
    public required Guid InstId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Source { get; init; }

    public required string Admdvs { get; init; }

    public required string Level { get; init; }

    public string? Grade { get; init; }

    public required string Ownership { get; init; }

    public required string BusinessNature { get; init; }

    public required bool InternetHospital { get; init; }

    public required bool ChronicPharmacy { get; init; }

    public required EvidenceSetting Evidence { get; init; }
}

/// <summary>执业许可.</summary>
[TableClass(TableClass.Reference)]
internal sealed class Licence
{
    public required Guid InstId { get; init; }

    public required string Kind { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Source { get; init; }
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
            standing.HasKey(row => new { row.InstId, row.ValidFrom });
            standing.Property(row => row.Admdvs).HasMaxLength(6);
        });
        model.Entity<Licence>(licence =>
        {
            licence.ToTable("registry_licence");
            licence.HasKey(row => new { row.InstId, row.Kind, row.ValidFrom });
        });
    }
}
