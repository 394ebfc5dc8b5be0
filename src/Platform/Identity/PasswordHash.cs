using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Platform.Identity;

/// <summary>口令摘要 — what is kept of a password: salt and a slow digest, as <c>rounds:salt:digest</c> in hex.</summary>
public static class PasswordHash
{
    private const int Rounds = 210_000;
    private const int SaltBytes = 16;
    private const int DigestBytes = 32;

    /// <summary>The digest of a new password.</summary>
    public static string Of(string password, RandomFill random, int rounds = Rounds)
    {
        var salt = new byte[SaltBytes];
        random(salt);
        return string.Join(
            ':',
            rounds.ToString(CultureInfo.InvariantCulture),
            Convert.ToHexStringLower(salt),
            Convert.ToHexStringLower(Digest(password, salt, rounds)));
    }

    /// <summary>Whether a password is the one that was kept.</summary>
    public static bool Fits(string kept, string password)
    {
        var parts = kept.Split(':');
        return parts.Length == 3 &&
            int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 &&
            CryptographicOperations.FixedTimeEquals(
                Convert.FromHexString(parts[2]), Digest(password, Convert.FromHexString(parts[1]), rounds));
    }

    private static byte[] Digest(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, DigestBytes);
}
