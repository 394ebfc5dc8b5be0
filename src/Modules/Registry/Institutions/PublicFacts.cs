using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Institutions;

/// <summary>
/// 对外信息 — where an institution is, how it is called, and which departments it has. (楚医保规〔2022〕3号 第十八条)
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class InstitutionProfile : DatedFact
{
    /// <summary>Between two departments, in a file and in the table.</summary>
    public const char Between = ';';

    public required Guid InstId { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    /// <summary>科室, separated by <see cref="Between"/>.</summary>
    public string? Departments { get; init; }

    public override Guid Chain() => InstId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["address"] = Address,
        ["phone"] = Phone,
        ["departments"] = Departments,
    };
}

/// <summary>定点状态.</summary>
internal enum DesignationState
{
    /// <summary>定点.</summary>
    Designated,

    /// <summary>中止.</summary>
    Suspended,

    /// <summary>取消.</summary>
    Revoked,
}

/// <summary>定点状态 over a span of days: only a designated institution is governed and paid. (楚医保规〔2022〕3号 第二条)</summary>
[TableClass(TableClass.Reference)]
internal sealed class Designation : DatedFact
{
    public required Guid InstId { get; init; }

    public required DesignationState State { get; init; }

    public override Guid Chain() => InstId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["designation"] = State.ToString(),
    };
}

/// <summary>配送企业 — who delivers medicines, under which GSP certificate. (楚医保规〔2022〕3号 第十二条)</summary>
[TableClass(TableClass.Reference)]
internal sealed class DeliveryEnterprise : DatedFact
{
    public required Guid EnterpriseId { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Uscc { get; init; }

    public required string Admdvs { get; init; }

    /// <summary>药品经营质量管理规范证书编号.</summary>
    public required string GspNumber { get; init; }

    public required string GspIssuer { get; init; }

    public string? Phone { get; init; }

    public override Guid Chain() => EnterpriseId;

    public override IReadOnlyDictionary<string, string?> Says() => new Dictionary<string, string?>
    {
        ["name"] = Name,
        ["uscc"] = Uscc,
        ["admdvs"] = Admdvs,
        ["gsp"] = GspNumber,
        ["issuer"] = GspIssuer,
        ["phone"] = Phone,
    };
}

internal sealed class PublicFactsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<InstitutionProfile>(profile =>
        {
            profile.ToTable("registry_institution_profile");
            profile.HasKey(row => new { row.InstId, row.FactId });
            profile.Property(row => row.Address).HasMaxLength(300);
            profile.Property(row => row.Phone).HasMaxLength(50);
            profile.Property(row => row.Departments).HasMaxLength(1000);
        });
        model.Entity<Designation>(designation =>
        {
            designation.ToTable("registry_designation");
            designation.HasKey(row => new { row.InstId, row.FactId });
        });
        model.Entity<DeliveryEnterprise>(enterprise =>
        {
            enterprise.ToTable("registry_delivery_enterprise");
            enterprise.HasKey(row => new { row.EnterpriseId, row.FactId });
            enterprise.HasIndex(row => row.Code);
            enterprise.Property(row => row.Code).HasMaxLength(50);
            enterprise.Property(row => row.Name).HasMaxLength(200);
        });
    }
}
