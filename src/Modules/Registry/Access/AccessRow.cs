using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Access;

/// <summary>机构接入设置 as stored: what is secret lies sealed under the platform's master key.</summary>
[TableClass(TableClass.Reference)]
internal sealed class AccessRow
{
    public required Guid InstId { get; init; }

    public SigningStyle Signing { get; set; }

    public string AccessKey { get; set; } = "";

    public string? TokenUser { get; set; }

    public int WindowSeconds { get; set; }

    /// <summary>The secrets, sealed together and bound to the institution.</summary>
    public byte[] Secrets { get; set; } = [];

    public byte[]? PublicKey { get; set; }

    public InfcodeForm Infcode { get; set; }

    public NodeNaming Nodes { get; set; }

    public bool? ExpectsAccountInFundTotal { get; set; }

    /// <summary>The application's id at the e-prescription centre; none where it is not called.</summary>
    public string? EpcAppId { get; set; }

    public byte[]? EpcPublicKey { get; set; }

    public EpcSignature? EpcSignature { get; set; }

    public EpcNumbers? EpcNumbers { get; set; }

    public DateTime SetAt { get; set; }

    public int Version { get; set; }

    /// <summary>What the seal binds the secrets to: those of one institution do not open for another.</summary>
    public byte[] Context() => Encoding.ASCII.GetBytes($"mingsuan/registry/access/v1/{InstId:N}");
}

/// <summary>随机串 — a nonce that was used, kept until its signature is out of date anyway.</summary>
[TableClass(TableClass.Institution)]
internal sealed class UsedNonce
{
    public required Guid InstId { get; init; }

    public required string Digest { get; init; }

    public required DateTime Until { get; init; }
}

internal sealed class AccessMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<AccessRow>(row =>
        {
            row.ToTable("registry_access");
            row.HasKey(one => one.InstId);
            row.HasIndex(one => one.AccessKey);
            row.HasIndex(one => one.EpcAppId);
            row.Property(one => one.AccessKey).HasMaxLength(100);
            row.Property(one => one.EpcAppId).HasMaxLength(100);
            row.Property(one => one.TokenUser).HasMaxLength(100);
        });
        model.Entity<UsedNonce>(nonce =>
        {
            nonce.ToTable("registry_nonce");
            nonce.HasKey(one => new { one.InstId, one.Digest });
            nonce.HasIndex(one => new { one.InstId, one.Until });
            nonce.Property(one => one.Digest).HasMaxLength(64);
        });
    }
}
