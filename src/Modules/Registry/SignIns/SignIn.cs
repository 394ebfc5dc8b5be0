using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.SignIns;

/// <summary>签到 — an operator signed in at a terminal; valid to the end of the legal day.</summary>
[TableClass(TableClass.Institution)]
internal sealed class SignIn
{
    public required Guid InstId { get; init; }

    public required Guid Id { get; init; }

    public required string OpterNo { get; init; }

    public required string Mac { get; init; }

    public required string Ip { get; init; }

    public required DateTime SignedInAt { get; init; }

    public required DateTime ValidUntil { get; init; }

    public DateTime? SignedOutAt { get; set; }

    public int Version { get; set; }
}

internal sealed class SignInMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<SignIn>(signIn =>
    {
        signIn.ToTable("registry_sign_in");
        signIn.HasKey(row => new { row.InstId, row.Id });
        signIn.HasIndex(row => new { row.InstId, row.OpterNo, row.SignedInAt });
        signIn.Property(row => row.OpterNo).HasMaxLength(30);
        signIn.Property(row => row.Mac).HasMaxLength(50);
        signIn.Property(row => row.Ip).HasMaxLength(50);
    });
}
