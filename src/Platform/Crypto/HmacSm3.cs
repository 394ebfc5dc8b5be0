using System.Security.Cryptography;

namespace Mingsuan.Platform.Crypto;

/// <summary>HMAC-SM3 — the keyed digest of GB/T 15852.2 over SM3.</summary>
public static class HmacSm3
{
    private const int Block = 64;

    /// <summary>The 32-byte authenticator of <paramref name="data"/> under <paramref name="key"/>.</summary>
    public static byte[] Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        Compute(key, data, default, default);

    /// <summary>The authenticator of three pieces read as one message.</summary>
    public static byte[] Compute(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        Span<byte> pad = stackalloc byte[Block];
        pad.Clear();
        if (key.Length > Block)
        {
            Sm3.Hash(key, pad);
        }
        else
        {
            key.CopyTo(pad);
        }

        using var hasher = new Sm3Hasher();
        var digest = new byte[Sm3.Size];
        Mask(pad, 0x36);
        hasher.Append(pad);
        hasher.Append(first);
        hasher.Append(second);
        hasher.Append(third);
        hasher.Finish(digest);

        Mask(pad, 0x36 ^ 0x5c);
        hasher.Start();
        hasher.Append(pad);
        hasher.Append(digest);
        hasher.Finish(digest);
        CryptographicOperations.ZeroMemory(pad);
        return digest;
    }

    private static void Mask(Span<byte> block, byte mask)
    {
        for (var i = 0; i < block.Length; i++)
        {
            block[i] ^= mask;
        }
    }
}
