using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mingsuan.Platform.Crypto;

/// <summary>密钥编码 — moves DER between managed memory and OpenSSL's keys.</summary>
internal static class NativeDer
{
    /// <summary>The bytes of the first PEM block with this label, or null.</summary>
    internal static byte[]? Pem(ReadOnlySpan<char> text, string label)
    {
        while (PemEncoding.TryFind(text, out var found))
        {
            if (text[found.Label].SequenceEqual(label))
            {
                var bytes = new byte[found.DecodedDataLength];
                return Convert.TryFromBase64Chars(text[found.Base64Data], bytes, out _) ? bytes : null;
            }

            text = text[found.Location.End..];
        }

        return null;
    }

    /// <summary>The key, or null when the DER is not one, has a tail, or belongs to another curve.</summary>
    internal static Sm2Handle? Read(ReadOnlySpan<byte> der, bool isPrivate)
    {
        var memory = Marshal.AllocHGlobal(Math.Max(der.Length, 1));
        try
        {
            Marshal.Copy(der.ToArray(), 0, memory, der.Length);
            var cursor = memory;
            var key = isPrivate
                ? LibCrypto.d2i_AutoPrivateKey(0, ref cursor, der.Length)
                : LibCrypto.d2i_PUBKEY(0, ref cursor, der.Length);
            if (!key.IsInvalid && cursor == memory + der.Length && IsSound(key, isPrivate))
            {
                return key;
            }

            key.Dispose();
            LibCrypto.ClearErrors();
            return null;
        }
        finally
        {
            Marshal.Copy(new byte[der.Length], 0, memory, der.Length);
            Marshal.FreeHGlobal(memory);
        }
    }

    /// <summary>
    /// Of the right curve and, for a private key, a number in range; a public point is checked in reading.
    /// </summary>
    private static bool IsSound(Sm2Handle key, bool isPrivate)
    {
        if (LibCrypto.EVP_PKEY_is_a(key, "SM2") != 1)
        {
            return false;
        }

        if (!isPrivate)
        {
            return true;
        }

        var context = LibCrypto.Check(LibCrypto.EVP_PKEY_CTX_new_from_pkey(0, key, null), "SM2 key context");
        var result = LibCrypto.EVP_PKEY_private_check(context);
        LibCrypto.EVP_PKEY_CTX_free(context);
        return result == 1;
    }

    internal static byte[] PublicInfo(Sm2Handle key)
    {
        nint der = 0;
        var length = LibCrypto.i2d_PUBKEY(key, ref der);
        return Taken(der, length, "SM2 public key export");
    }

    internal static byte[] PrivateInfo(Sm2Handle key)
    {
        var info = LibCrypto.Check(LibCrypto.EVP_PKEY2PKCS8(key), "SM2 private key export");
        try
        {
            nint der = 0;
            var length = LibCrypto.i2d_PKCS8_PRIV_KEY_INFO(info, ref der);
            return Taken(der, length, "SM2 private key export");
        }
        finally
        {
            LibCrypto.PKCS8_PRIV_KEY_INFO_free(info);
        }
    }

    private static byte[] Taken(nint der, int length, string call)
    {
        if (length <= 0 || der == 0)
        {
            throw LibCrypto.Failure(call);
        }

        var bytes = new byte[length];
        Marshal.Copy(der, bytes, 0, length);
        LibCrypto.CRYPTO_clear_free(der, (nuint)length, 0, 0);
        return bytes;
    }
}
