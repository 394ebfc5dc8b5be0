using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 名册底账 — an account of the staff as the trail last saw it: what it may do, digests of what its file keeps for signing
/// in, and the password that its owner chose since. (docs/adr/0018)
/// </summary>
[TableClass(TableClass.Reference)]
public sealed class StaffRecord
{
    public required string Name { get; init; }

    public required string Role { get; set; }

    public required string Regions { get; set; }

    public string? Institution { get; set; }

    /// <summary>接口令牌 — SM3 of what the file keeps of it.</summary>
    public string? Token { get; set; }

    /// <summary>口令 — SM3 of what the file keeps of the one that was handed out.</summary>
    public string? Password { get; set; }

    /// <summary>动态口令密钥 — SM3 of what the file keeps of it.</summary>
    public string? Code { get; set; }

    /// <summary>自设口令 — the digest of the owner's own password, sealed under the master key, in base64.</summary>
    public string? OwnPassword { get; set; }

    public int Version { get; set; }

    /// <summary>Whether the file's account is another one than this tells of, and in what.</summary>
    internal IReadOnlyList<string> Differences(StaffRecord now)
    {
        List<string> found = [];
        void Compare(string what, bool same)
        {
            if (!same)
            {
                found.Add(what);
            }
        }

        Compare("role", Role == now.Role);
        Compare("reach", (Regions, Institution) == (now.Regions, now.Institution));
        Compare("token", Token == now.Token);
        Compare("password", Password == now.Password);
        Compare("code", Code == now.Code);
        return found;
    }

    /// <summary>Whether the file's account signs in on pages by the same password and code.</summary>
    internal bool SignsInAs(StaffRecord now) => (Password, Code) == (now.Password, now.Code);

    /// <summary>Takes what the file says; a password that was handed out anew takes the place of the owner's.</summary>
    internal void Take(StaffRecord now)
    {
        OwnPassword = Password == now.Password ? OwnPassword : null;
        (Role, Regions, Institution) = (now.Role, now.Regions, now.Institution);
        (Token, Password, Code) = (now.Token, now.Password, now.Code);
        Version++;
    }

    /// <summary>An account of the list as it would be recorded.</summary>
    internal static StaffRecord Of(StaffAccount account) => new()
    {
        Name = account.Name,
        Role = account.Role,
        Regions = account.Regions,
        Institution = account.Institution,
        Token = Digest(account.Sm3),
        Password = Digest(account.Password),
        Code = Digest(account.CodeSecret),
    };

    private static string? Digest(string? kept) =>
        kept is null ? null : Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(kept)));
}

/// <summary>
/// 已用口令 — the last half minute of which a one-time code of an account was taken, by whichever process.
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class UsedCode
{
    public required string Name { get; init; }

    public required long Step { get; set; }
}

internal sealed class StaffRecordMap : IEntityMap
{
    private const int LongestName = 200;

    public void Map(ModelBuilder model)
    {
        model.Entity<StaffRecord>(record =>
        {
            record.ToTable("platform_staff_record");
            record.HasKey(row => row.Name);
            record.Property(row => row.Name).HasMaxLength(LongestName);
            record.Property(row => row.Role).HasMaxLength(50);
            record.Property(row => row.Token).HasMaxLength(64);
            record.Property(row => row.Password).HasMaxLength(64);
            record.Property(row => row.Code).HasMaxLength(64);
        });
        model.Entity<UsedCode>(used =>
        {
            used.ToTable("platform_used_code");
            used.HasKey(row => row.Name);
            used.Property(row => row.Name).HasMaxLength(LongestName);
        });
    }
}
