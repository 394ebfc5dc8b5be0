using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 动态口令 — six digits that change every half minute, made from a secret that only the account's device shares
/// (RFC 6238, as authenticator apps know it).
/// </summary>
public static class OneTimeCode
{
    /// <summary>The bytes of a new secret.</summary>
    public const int SecretBytes = 20;

    private const int Digits = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The half minute that a moment lies in.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a half minute.</summary>
    [SuppressMessage(
        "Security", "CA5350", Justification = "RFC 6238 as every authenticator app has it; the secret is what counts.")]
    public static string At(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % Digits).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The half minute that a code belongs to, one earlier and one later allowed for clocks that differ; none when it
    /// is
    /// wrong.
    /// </summary>
    public static long? Fits(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(secret, step)), typed)
                ? step
                : found;
        }

        return found;
    }

    /// <summary>The secret as an authenticator app takes it.</summary>
    public static string Base32(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var part in secret)
        {
            (bits, count) = ((bits << 8) | part, count + 8);
            while (count >= 5)
            {
                count -= 5;
                text.Append(Alphabet[(bits >> count) & 31]);
                bits &= (1 << count) - 1;
            }
        }

        return count > 0 ? text.Append(Alphabet[(bits << (5 - count)) & 31]).ToString() : text.ToString();
    }
}
