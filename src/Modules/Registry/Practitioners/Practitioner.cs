using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Practitioners;

/// <summary>医师药师护士 — a practitioner.</summary>
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
internal sealed class Practice : DatedFact
{
    public required Guid PractitionerId { get; init; }

    public required Guid InstId { get; init; }

    public required string Title { get; init; }

    public string? Department { get; init; }

    public string? Qualification { get; init; }

    public DateOnly? IndependentPracticeSince { get; init; }

    /// <summary>机构同意 to follow-ups online. (医师法 第三十条)</summary>
    public required bool Consent { get; init; }

    /// <summary>签名证书的公钥 — an SM2 point in hex, uncompressed.</summary>
    public string? SigningKey { get; init; }

    public override Guid Chain() => PractitionerId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["title"] = Title,
        ["department"] = Department,
        ["qualification"] = Qualification,
        ["practiceSince"] = IndependentPracticeSince?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["consent"] = Consent ? "true" : "false",
        ["signingKey"] = SigningKey,
    };
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
            practice.HasKey(row => new { row.PractitionerId, row.InstId, row.FactId });
            practice.HasIndex(row => row.InstId);
            practice.HasOne<Practitioner>().WithMany().HasForeignKey(row => row.PractitionerId);
            practice.Property(row => row.Department).HasMaxLength(100);
            practice.Property(row => row.SigningKey).HasMaxLength(130);
        });
    }
}
