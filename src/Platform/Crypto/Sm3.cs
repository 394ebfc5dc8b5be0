using System.Runtime.InteropServices;

namespace Mingsuan.Platform.Crypto;

/// <summary>SM3 杂凑 — the 32-byte digest of GB/T 32905. Safe from every thread; each keeps one native context.</summary>
public static class Sm3
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int Size = 32;

    [ThreadStatic]
    private static Sm3Hasher? own;

    /// <summary>The digest of <paramref name="data"/>.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var digest = new byte[Size];
        Hash(data, digest);
        return digest;
    }

    /// <summary>
    /// Writes the digest of <paramref name="data"/> into <paramref name="digest"/> without allocating.
    /// </summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        var hasher = own ??= new Sm3Hasher();
        hasher.Start();
        hasher.Append(data);
        hasher.Finish(digest);
    }
}

/// <summary>SM3 分段杂凑 — digests a message that comes in pieces. One instance serves one thread at a time.</summary>
public sealed class Sm3Hasher : IDisposable
{
    private readonly nint digest = LibCrypto.Known.Sm3;
    private nint context;

    /// <summary>A hasher ready for its first piece.</summary>
    public Sm3Hasher()
    {
        context = LibCrypto.Check(LibCrypto.EVP_MD_CTX_new(), "digest context");
        Start();
    }

    /// <summary>Frees the native context of a hasher that nobody disposed (one per ended thread).</summary>
    ~Sm3Hasher() => Free();

    /// <summary>Begins a new message, forgetting what came before.</summary>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(context == 0, this);
        LibCrypto.Check(LibCrypto.EVP_DigestInit_ex2(context, digest, 0), "SM3 start");
    }

    /// <summary>Adds a piece of the message.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        ObjectDisposedException.ThrowIf(context == 0, this);
        if (data.IsEmpty)
        {
            return;
        }

        var result = LibCrypto.EVP_DigestUpdate(context, in MemoryMarshal.GetReference(data), (nuint)data.Length);
        LibCrypto.Check(result, "SM3 update");
        GC.KeepAlive(this);
    }

    /// <summary>Writes the digest; <see cref="Start"/> begins the next message.</summary>
    public void Finish(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(context == 0, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, Sm3.Size, nameof(destination));
        var result = LibCrypto.EVP_DigestFinal_ex(context, ref MemoryMarshal.GetReference(destination), 0);
        LibCrypto.Check(result, "SM3 end");
        GC.KeepAlive(this);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (context != 0)
        {
            LibCrypto.EVP_MD_CTX_free(context);
            context = 0;
        }
    }
}
