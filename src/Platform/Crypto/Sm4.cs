using System.Runtime.InteropServices;

namespace Mingsuan.Platform.Crypto;

/// <summary>
/// SM4 分组密码 — GB/T 32907 in the modes the platform needs. None of them authenticates: what the platform stores goes
/// through <see cref="SealedBytes"/>; ECB exists only because the e-prescription and mobile payment shells demand it.
/// </summary>
public static class Sm4
{
    /// <summary>Length of a key, a block and an initial vector in bytes.</summary>
    public const int Size = 16;

    /// <summary>CBC with PKCS#7 padding.</summary>
    public static byte[] EncryptCbc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plain) =>
        Run(LibCrypto.Known.Sm4Cbc, key, iv, plain, encrypt: true, padded: true)!;

    /// <summary>CBC with PKCS#7 padding; null when the padding is wrong.</summary>
    public static byte[]? DecryptCbc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> cipher) =>
        Run(LibCrypto.Known.Sm4Cbc, key, iv, cipher, encrypt: false, padded: true);

    /// <summary>CTR with a 16-byte big-endian counter; encrypting twice gives the input again.</summary>
    public static byte[] ApplyCtr(ReadOnlySpan<byte> key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> data) =>
        Run(LibCrypto.Known.Sm4Ctr, key, counter, data, encrypt: true, padded: false)!;

    /// <summary>ECB with PKCS#7 padding, for the national shells only.</summary>
    public static byte[] EncryptEcb(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain) =>
        Run(LibCrypto.Known.Sm4Ecb, key, new byte[Size], plain, encrypt: true, padded: true)!;

    /// <summary>ECB with PKCS#7 padding, for the national shells only; null when the padding is wrong.</summary>
    public static byte[]? DecryptEcb(ReadOnlySpan<byte> key, ReadOnlySpan<byte> cipher) =>
        Run(LibCrypto.Known.Sm4Ecb, key, new byte[Size], cipher, encrypt: false, padded: true);

    private static byte[]? Run(
        nint cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, bool encrypt, bool padded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Size, nameof(key));
        ArgumentOutOfRangeException.ThrowIfNotEqual(iv.Length, Size, nameof(iv));
        var context = LibCrypto.Check(LibCrypto.EVP_CIPHER_CTX_new(), "cipher context");
        try
        {
            ref readonly var keyStart = ref MemoryMarshal.GetReference(key);
            ref readonly var ivStart = ref MemoryMarshal.GetReference(iv);
            var started = LibCrypto.EVP_CipherInit_ex2(context, cipher, in keyStart, in ivStart, encrypt ? 1 : 0, 0);
            LibCrypto.Check(started, "SM4 start");
            LibCrypto.Check(LibCrypto.EVP_CIPHER_CTX_set_padding(context, padded ? 1 : 0), "SM4 padding");

            var output = new byte[input.Length + Size];
            var written = 0;
            if (!input.IsEmpty)
            {
                var updated = LibCrypto.EVP_CipherUpdate(
                    context, ref output[0], out written, in MemoryMarshal.GetReference(input), input.Length);
                LibCrypto.Check(updated, "SM4 update");
            }

            if (LibCrypto.EVP_CipherFinal_ex(context, ref output[written], out var rest) == 1)
            {
                return output[..(written + rest)];
            }

            // Only a decryption can end badly on correct use: wrong key, wrong text, wrong length.
            return encrypt ? throw LibCrypto.Failure("SM4 end") : Refused();
        }
        finally
        {
            LibCrypto.EVP_CIPHER_CTX_free(context);
        }
    }

    private static byte[]? Refused()
    {
        LibCrypto.ClearErrors();
        return null;
    }
}
