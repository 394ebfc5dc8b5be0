using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Registry.Persons;

/// <summary>参保人 — an insured person.</summary>
[TableClass(TableClass.Person)]
internal sealed class Person
{
    public required Guid PersonId { get; init; }

    public required string CertType { get; init; }

    public required Sensitive Certno { get; init; }

    public required Sensitive Name { get; init; }

    public required string Sex { get; init; }

    public required string Nation { get; init; }

    public required DateOnly BirthDate { get; init; }

    public int Version { get; set; }
}

/// <summary>参保事实 — what holds of an insured person from a day on, and from whom we know it.</summary>
internal abstract class InsuredFact
{
    public required Guid PersonId { get; init; }

    public required Guid Id { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; set; }

    public required string Source { get; init; }

    /// <summary>
    /// When it was last entered or ended, since when the person's chain commits to it; none for rows of before the
    /// trail.
    /// </summary>
    public DateTime? RecordedAt { get; set; }
}

/// <summary>参保关系.</summary>
[TableClass(TableClass.Person)]
internal sealed class Enrolment : InsuredFact
{
    public required string Insutype { get; init; }

    public required string Scheme { get; init; }

    public string? Status { get; init; }

    public required string PsnType { get; init; }

    public required string Area { get; init; }

    public required bool CivilServant { get; init; }

    public string? Employer { get; init; }
}

/// <summary>待遇状态.</summary>
[TableClass(TableClass.Person)]
internal sealed class Entitlement : InsuredFact
{
    public required string Insutype { get; init; }

    public required EntitlementState State { get; init; }
}

/// <summary>病种资格 — a registered chronic disease (门诊慢特病) or a qualification of the two diseases (两病).</summary>
[TableClass(TableClass.Person)]
internal sealed class DiseaseRegistration : InsuredFact
{
    public required DiseaseBenefit Benefit { get; init; }

    public required string Code { get; init; }
}

/// <summary>病种待遇.</summary>
internal enum DiseaseBenefit
{
    /// <summary>门诊慢特病.</summary>
    Chronic,

    /// <summary>两病.</summary>
    TwoDiseases,
}

/// <summary>个人账户期初.</summary>
[TableClass(TableClass.Person)]
internal sealed class OpeningBalance
{
    public required Guid PersonId { get; init; }

    public required Money Balance { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public required string Source { get; init; }
}

/// <summary>
/// 参保人检索键 — from the digest of a certificate, card or token to the person: the claim table of lookups that do not
/// know the person yet.
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class PersonKey
{
    public required string Digest { get; init; }

    public required string Kind { get; init; }

    public required Guid PersonId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public static string OfCertificate(string certType, string certno) =>
        BlindIndex.Of("certificate:" + certType, certno);

    public static string OfCard(string cardNo) => BlindIndex.Of("card", cardNo);

    public static string OfToken(string token) => BlindIndex.Of("token", token);
}

internal sealed class PersonMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("registry_person");
            person.HasKey(row => row.PersonId);
            person.HasOne<PersonAnchor>().WithOne().HasForeignKey<Person>(row => row.PersonId);
        });
        model.Entity<Enrolment>(enrolment =>
        {
            enrolment.ToTable("registry_enrolment");
            enrolment.HasKey(row => new { row.PersonId, row.Id });
            enrolment.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        });
        model.Entity<Entitlement>(entitlement =>
        {
            entitlement.ToTable("registry_entitlement");
            entitlement.HasKey(row => new { row.PersonId, row.Id });
            entitlement.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        });
        model.Entity<DiseaseRegistration>(registration =>
        {
            registration.ToTable("registry_disease_registration");
            registration.HasKey(row => new { row.PersonId, row.Id });
            registration.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        });
        model.Entity<OpeningBalance>(opening =>
        {
            opening.ToTable("registry_opening_balance");
            opening.HasKey(row => row.PersonId);
            opening.HasOne<Person>().WithOne().HasForeignKey<OpeningBalance>(row => row.PersonId);
        });
        model.Entity<PersonKey>(key =>
        {
            key.ToTable("registry_person_key");
            key.HasKey(row => row.Digest);
            key.Property(row => row.Digest).HasMaxLength(64);
        });
    }
}
