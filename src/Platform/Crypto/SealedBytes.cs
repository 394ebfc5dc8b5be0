using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mingsuan.Platform.Crypto;

/// <summary>
/// 密封数据 — SM4-CTR, then HMAC-SM3 over context, nonce and ciphertext (this OpenSSL has no SM4-GCM). Two keys are derived
/// from one of 32 bytes, so that no key serves two purposes. Form: nonce (16) · ciphertext · authenticator (32).
/// </summary>
public static class SealedBytes
{
    /// <summary>Length of the one key in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>Length of the nonce in bytes; it must never repeat under one key.</summary>
    public const int NonceSize = Sm4.Size;

    private const int Overhead = NonceSize + Sm3.Size;

    private static readonly byte[] EncryptLabel = "mingsuan/seal/v1/encrypt"u8.ToArray();
    private static readonly byte[] AuthenticateLabel = "mingsuan/seal/v1/authenticate"u8.ToArray();

    /// <summary>
    /// Seals <paramref name="plain"/> and binds it to <paramref name="context"/>, which opening must repeat.
    /// </summary>
    public static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize, nameof(key));
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize, nameof(nonce));
        var encryptKey = HmacSm3.Compute(key, EncryptLabel);
        var box = new byte[plain.Length + Overhead];
        nonce.CopyTo(box);
        Sm4.ApplyCtr(encryptKey.AsSpan(0, Sm4.Size), nonce, plain).CopyTo(box.AsSpan(NonceSize));
        Authenticate(key, box.AsSpan(0, box.Length - Sm3.Size), context).CopyTo(box.AsSpan(box.Length - Sm3.Size));
        CryptographicOperations.ZeroMemory(encryptKey);
        return box;
    }

    /// <summary>The plain bytes, or null when key, context or any byte of the box is not the one sealed.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize, nameof(key));
        if (box.Length < Overhead)
        {
            return null;
        }

        var covered = box[..^Sm3.Size];
        if (!CryptographicOperations.FixedTimeEquals(Authenticate(key, covered, context), box[^Sm3.Size..]))
        {
            return null;
        }

        var encryptKey = HmacSm3.Compute(key, EncryptLabel);
        var plain = Sm4.ApplyCtr(encryptKey.AsSpan(0, Sm4.Size), covered[..NonceSize], covered[NonceSize..]);
        CryptographicOperations.ZeroMemory(encryptKey);
        return plain;
    }

    private static byte[] Authenticate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> covered, ReadOnlySpan<byte> context)
    {
        var authenticateKey = HmacSm3.Compute(key, AuthenticateLabel);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, context.Length);
        var tag = HmacSm3.Compute(authenticateKey, length, context, covered);
        CryptographicOperations.ZeroMemory(authenticateKey);
        return tag;
    }
}
