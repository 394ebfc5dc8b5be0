using System.Runtime.InteropServices;
using System.Text;

namespace Mingsuan.Platform.Crypto;

/// <summary>
/// 国密底座 — the only place that calls the system's OpenSSL 3. Every other type here speaks spans and keys.
/// </summary>
internal static class LibCrypto
{
    private const string Library = "libcrypto.so.3";

    private static readonly Lazy<Algorithms> Fetched = new(Fetch);

    /// <summary>
    /// The algorithms, fetched once: OpenSSL's implicit fetch on each call costs more than a short digest.
    /// </summary>
    internal static Algorithms Known => Fetched.Value;

    internal sealed record Algorithms(nint Sm3, nint Sm4Cbc, nint Sm4Ctr, nint Sm4Ecb);

    internal static void Check(int result, string call)
    {
        if (result != 1)
        {
            throw Failure(call);
        }
    }

    internal static nint Check(nint pointer, string call) => pointer != 0 ? pointer : throw Failure(call);

    /// <summary>
    /// Reads and clears this thread's OpenSSL error queue, so that a later failure reports its own cause.
    /// </summary>
    internal static CryptoFailureException Failure(string call)
    {
        var reasons = new StringBuilder();
        var buffer = new byte[256];
        for (var code = ERR_get_error(); code != 0; code = ERR_get_error())
        {
            ERR_error_string_n(code, ref buffer[0], (nuint)buffer.Length);
            var end = Array.IndexOf(buffer, (byte)0);
            reasons.Append("; ").Append(Encoding.ASCII.GetString(buffer, 0, end));
        }

        return new CryptoFailureException($"OpenSSL refused {call}{reasons}");
    }

    internal static void ClearErrors()
    {
        while (ERR_get_error() != 0)
        {
        }
    }

    private static Algorithms Fetch()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            throw new CryptoFailureException(
                $"{Library} (OpenSSL 3) could not be loaded; on Debian install the package libssl3");
        }

        return new Algorithms(
            Check(EVP_MD_fetch(0, "SM3", null), "fetch of SM3"),
            Check(EVP_CIPHER_fetch(0, "SM4-CBC", null), "fetch of SM4-CBC"),
            Check(EVP_CIPHER_fetch(0, "SM4-CTR", null), "fetch of SM4-CTR"),
            Check(EVP_CIPHER_fetch(0, "SM4-ECB", null), "fetch of SM4-ECB"));
    }

    [DllImport(Library)]
    private static extern nuint ERR_get_error();

    [DllImport(Library)]
    private static extern void ERR_error_string_n(nuint code, ref byte buffer, nuint length);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint EVP_MD_fetch(nint library, string name, string? properties);

    [DllImport(Library)]
    internal static extern nint EVP_MD_CTX_new();

    [DllImport(Library)]
    internal static extern void EVP_MD_CTX_free(nint context);

    [DllImport(Library)]
    internal static extern int EVP_DigestInit_ex2(nint context, nint digest, nint parameters);

    [DllImport(Library)]
    internal static extern int EVP_DigestUpdate(nint context, ref readonly byte data, nuint length);

    [DllImport(Library)]
    internal static extern int EVP_DigestFinal_ex(nint context, ref byte digest, nint length);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint EVP_CIPHER_fetch(nint library, string name, string? properties);

    [DllImport(Library)]
    internal static extern nint EVP_CIPHER_CTX_new();

    [DllImport(Library)]
    internal static extern void EVP_CIPHER_CTX_free(nint context);

    [DllImport(Library)]
    internal static extern int EVP_CipherInit_ex2(
        nint context, nint cipher, ref readonly byte key, ref readonly byte iv, int encrypt, nint parameters);

    [DllImport(Library)]
    internal static extern int EVP_CIPHER_CTX_set_padding(nint context, int padding);

    [DllImport(Library)]
    internal static extern int EVP_CipherUpdate(
        nint context, ref byte output, out int written, ref readonly byte input, int length);

    [DllImport(Library)]
    internal static extern int EVP_CipherFinal_ex(nint context, ref byte output, out int written);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    internal static extern nint EVP_PKEY_CTX_new_from_name(nint library, string name, string? properties);

    [DllImport(Library)]
    internal static extern void EVP_PKEY_CTX_free(nint context);

    [DllImport(Library)]
    internal static extern int EVP_PKEY_keygen_init(nint context);

    [DllImport(Library)]
    internal static extern int EVP_PKEY_generate(nint context, out nint key);

    [DllImport(Library)]
    internal static extern void EVP_PKEY_free(nint key);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    internal static extern int EVP_PKEY_is_a(Sm2Handle key, string name);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    internal static extern nint EVP_PKEY_CTX_new_from_pkey(nint library, Sm2Handle key, string? properties);

    [DllImport(Library)]
    internal static extern int EVP_PKEY_private_check(nint context);

    [DllImport(Library)]
    internal static extern int EVP_PKEY_CTX_set1_id(nint context, ref readonly byte id, int length);

    [DllImport(Library)]
    internal static extern int EVP_DigestSignInit(
        nint context, out nint keyContext, nint digest, nint engine, Sm2Handle key);

    [DllImport(Library)]
    internal static extern int EVP_DigestSign(
        nint context, ref byte signature, ref nuint signatureLength, ref readonly byte data, nuint length);

    [DllImport(Library)]
    internal static extern int EVP_DigestVerifyInit(
        nint context, out nint keyContext, nint digest, nint engine, Sm2Handle key);

    [DllImport(Library)]
    internal static extern int EVP_DigestVerify(
        nint context, ref readonly byte signature, nuint signatureLength, ref readonly byte data, nuint length);

    [DllImport(Library)]
    internal static extern Sm2Handle d2i_PUBKEY(nint reuse, ref nint der, nint length);

    [DllImport(Library)]
    internal static extern Sm2Handle d2i_AutoPrivateKey(nint reuse, ref nint der, nint length);

    [DllImport(Library)]
    internal static extern int i2d_PUBKEY(Sm2Handle key, ref nint der);

    [DllImport(Library)]
    internal static extern nint EVP_PKEY2PKCS8(Sm2Handle key);

    [DllImport(Library)]
    internal static extern int i2d_PKCS8_PRIV_KEY_INFO(nint info, ref nint der);

    [DllImport(Library)]
    internal static extern void PKCS8_PRIV_KEY_INFO_free(nint info);

    [DllImport(Library)]
    internal static extern void CRYPTO_clear_free(nint memory, nuint length, nint file, int line);
}

/// <summary>国密运算失败 — OpenSSL is absent or refused a call that correct use does not make it refuse.</summary>
public sealed class CryptoFailureException(string message) : Exception(message);

/// <summary>SM2 密钥句柄 — owns one native key.</summary>
internal sealed class Sm2Handle() : SafeHandle(0, ownsHandle: true)
{
    internal Sm2Handle(nint key)
        : this() => SetHandle(key);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_free(handle);
        return true;
    }
}
