using Mingsuan.Contracts.Registry;

namespace Mingsuan.Registry.Samples;

internal sealed record SampleInstitution
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Uscc { get; init; }

    public InstitutionKind Kind { get; init; }

    public required string Admdvs { get; init; }

    public required string Level { get; init; }

    public string? Grade { get; init; }

    public required string Ownership { get; init; }

    public required string BusinessNature { get; init; }

    public bool InternetHospital { get; init; }

    public bool ChronicPharmacy { get; init; }

    public EvidenceSetting Evidence { get; init; }

    /// <summary>The code of the physical institution.</summary>
    public string? Physical { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string[] Departments { get; init; } = [];

    public required DateOnly From { get; init; }

    public SampleLicence[] Licences { get; init; } = [];
}

internal sealed record SampleLicence(string Kind, DateOnly From, DateOnly? To)
{
    public string? Number { get; init; }

    public string? Issuer { get; init; }
}

internal sealed record SamplePractitioner
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Institution { get; init; }

    public required string Title { get; init; }

    public string? Department { get; init; }

    public bool Consent { get; init; } = true;

    public string? Qualification { get; init; }

    public DateOnly? IndependentPracticeSince { get; init; }

    public string? SigningKey { get; init; }

    public PractitionerStanding Standing { get; init; }

    public required DateOnly From { get; init; }
}

internal sealed record SampleDelivery(
    Guid Id,
    string Code,
    string Name,
    string Uscc,
    string Admdvs,
    string GspNumber,
    string GspIssuer,
    string? Phone,
    DateOnly From,
    DateOnly? To);

internal sealed record SampleInsured
{
    public required Guid Id { get; init; }

    public required string Certno { get; init; }

    public required string Name { get; init; }

    public required string Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required string ECertToken { get; init; }

    public required string CardNo { get; init; }

    public required string Area { get; init; }

    public required string Insutype { get; init; }

    public required string Scheme { get; init; }

    public string? Status { get; init; }

    public required string PsnType { get; init; }

    public string? Employer { get; init; }

    public EntitlementState Entitlement { get; init; }

    public required DateOnly From { get; init; }

    public long AccountBalanceFen { get; init; }

    public string[] Chronic { get; init; } = [];

    public string[] TwoDiseases { get; init; } = [];
}

internal sealed record SampleCatalogueEntry
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Class { get; init; }

    public int InitialCopayTenThousandths { get; init; }

    public required string ChargeCategory { get; init; }

    public required long PriceFen { get; init; }

    public long? CeilingFen { get; init; }

    public bool Restricted { get; init; }

    public required DateOnly From { get; init; }
}
