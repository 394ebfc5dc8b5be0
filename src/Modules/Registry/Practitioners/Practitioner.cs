using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Practitioners;

/// <summary>医师药师 — a practitioner.</summary>
[TableClass(TableClass.Reference)]
internal sealed class Practitioner
{
    public required Guid PractitionerId { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }
}

/// <summary>执业登记 — a practitioner at one institution over a span of days.</summary>
[TableClass(TableClass.Reference)]
internal sealed class Practice
{
    public required Guid PractitionerId { get; init; }

    public required Guid InstId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Title { get; init; }

    public string? Qualification { get; init; }

    public DateOnly? IndependentPracticeSince { get; init; }

    public required PractitionerStanding Standing { get; init; }

    public required string Source { get; init; }
}

internal sealed class PractitionerMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Practitioner>(practitioner =>
        {
            practitioner.ToTable("registry_practitioner");
            practitioner.HasKey(row => row.PractitionerId);
            practitioner.HasIndex(row => row.Code).IsUnique();
            practitioner.Property(row => row.Code).HasMaxLength(30);
        });
        model.Entity<Practice>(practice =>
        {
            practice.ToTable("registry_practice");
            practice.HasKey(row => new { row.PractitionerId, row.InstId, row.ValidFrom });
            practice.HasOne<Practitioner>().WithMany().HasForeignKey(row => row.PractitionerId);
        });
    }
}

internal sealed class PractitionerDirectory(Session session) : IPractitionerDirectory
{
    public async Task<PractitionerFacts?> FindAsync(
        string code, InstitutionId institution, DateOnly on, CancellationToken ct)
    {
        var day = on;
        var found = await (
            from practitioner in session.Db.Set<Practitioner>().AsNoTracking()
            join practice in session.Db.Set<Practice>().AsNoTracking()
                on practitioner.PractitionerId equals practice.PractitionerId
            where practitioner.Code == code && practice.InstId == institution.Value
                && practice.ValidFrom <= day && (practice.ValidTo == null || practice.ValidTo >= day)
            select new { practitioner, practice }).FirstOrDefaultAsync(ct);
        return found is null ? null : new()
        {
            Id = new(found.practitioner.PractitionerId),
            Code = found.practitioner.Code,
            Name = found.practitioner.Name,
            Kind = found.practitioner.Kind,
            Title = found.practice.Title,
            Qualification = found.practice.Qualification,
            IndependentPracticeSince = found.practice.IndependentPracticeSince,
            Standing = found.practice.Standing,
            Span = new(found.practice.ValidFrom, found.practice.ValidTo, found.practice.Source),
        };
    }
}
