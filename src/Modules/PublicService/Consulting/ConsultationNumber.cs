using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.PublicService.Consulting;

/// <summary>
/// 咨询号与查询码 — a number to speak of a consultation, and the secret to read it. A number is a day and eight letters with
/// hyphens: it can never be read as the id of a visit, a prescription or a settlement, which are twenty-six letters.
/// The secret is kept nowhere: only the platform's key can make it for a number.
/// </summary>
internal static class ConsultationNumber
{
    /// <summary>Characters of a number.</summary>
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 8;
    private const int SecretLetters = 12;
    private const int GroupOf = 4;

    /// <summary>A new number of a day.</summary>
    public static string New(DateOnly day, RandomFill random)
    {
        Span<byte> bytes = stackalloc byte[Letters];
        random(bytes);
        return "Z" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + Written(bytes);
    }

    /// <summary>The secret of a number, in groups of four.</summary>
    public static string SecretOf(string number, PlatformKeys keys)
    {
        var code = keys.DeriveCode("mingsuan/consultation/v1"u8, Encoding.UTF8.GetBytes(number));
        return string.Join('-', Written(code.AsSpan(0, SecretLetters)).Chunk(GroupOf).Select(one => new string(one)));
    }

    /// <summary>Whether a secret is a number's; small letters, spaces and hyphens make no difference.</summary>
    public static bool Opens(string number, string secret, PlatformKeys keys) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Plain(SecretOf(number, keys))), Encoding.UTF8.GetBytes(Plain(secret)));

    private static string Plain(string secret) =>
        string.Concat(secret.Where(sign => sign != '-' && !char.IsWhiteSpace(sign))).ToUpperInvariant();

    private static string Written(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(Alphabet[one & 31]);
        }

        return text.ToString();
    }
}
