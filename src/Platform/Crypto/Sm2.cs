using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mingsuan.Platform.Crypto;

/// <summary>SM2 公钥 — verifies signatures of GB/T 32918 made with the customary signer id.</summary>
public sealed class Sm2PublicKey : IDisposable
{
    /// <summary>签名者标识 — the id that the national interfaces and certificates use.</summary>
    internal static readonly byte[] SignerId = "1234567812345678"u8.ToArray();

    private static readonly byte[] PointPrefix =
        Convert.FromHexString("3059301306072A8648CE3D020106082A811CCF5501822D034200");

    private readonly Sm2Handle handle;

    internal Sm2PublicKey(Sm2Handle handle, byte[] subjectPublicKeyInfo)
    {
        this.handle = handle;
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        Fingerprint = Convert.ToHexStringLower(Sm3.Hash(subjectPublicKeyInfo));
    }

    /// <summary>The key as DER SubjectPublicKeyInfo.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>公钥点 — 04‖x‖y in lower-case hex, as the national interfaces exchange it.</summary>
    public string Point => Convert.ToHexStringLower(SubjectPublicKeyInfo.AsSpan(PointPrefix.Length));

    /// <summary>密钥指纹 — SM3 of <see cref="SubjectPublicKeyInfo"/>, lower-case hex.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads DER SubjectPublicKeyInfo; null when it is not an SM2 public key.</summary>
    public static Sm2PublicKey? TryImport(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        _ = LibCrypto.Known;
        var key = NativeDer.Read(subjectPublicKeyInfo, isPrivate: false);
        return key is null ? null : new Sm2PublicKey(key, NativeDer.PublicInfo(key));
    }

    /// <summary>
    /// Reads a point as 04‖x‖y or x‖y, as the national interfaces exchange it; null when it is not on the curve.
    /// </summary>
    public static Sm2PublicKey? TryImportPoint(ReadOnlySpan<byte> point)
    {
        ReadOnlySpan<byte> bare = point is [4, ..] && point.Length == 65 ? point[1..] : point;
        return bare.Length == 64 ? TryImport([.. PointPrefix, 4, .. bare]) : null;
    }

    /// <summary>Reads a PEM text labelled PUBLIC KEY; null when it holds no SM2 public key.</summary>
    public static Sm2PublicKey? TryImportPem(ReadOnlySpan<char> pem) =>
        NativeDer.Pem(pem, "PUBLIC KEY") is { } der ? TryImport(der) : null;

    /// <summary>The key as PEM.</summary>
    public string ExportPem() => PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfo);

    /// <summary>True when r‖s is this key's signature over <paramref name="data"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Verify(data, signature, SignerId);

    /// <summary>As <see cref="Verify(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> for another signer id.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> signerId)
    {
        if (signature.Length != Sm2Signature.RawSize)
        {
            return false;
        }

        var der = Sm2Signature.ToDer(signature);
        var context = LibCrypto.Check(LibCrypto.EVP_MD_CTX_new(), "verification context");
        try
        {
            LibCrypto.Check(
                LibCrypto.EVP_DigestVerifyInit(context, out var keyContext, LibCrypto.Known.Sm3, 0, handle),
                "SM2 verify");
            LibCrypto.Check(
                LibCrypto.EVP_PKEY_CTX_set1_id(keyContext, in MemoryMarshal.GetReference(signerId), signerId.Length),
                "SM2 signer id");
            var message = data.IsEmpty ? [0] : data;
            var result = LibCrypto.EVP_DigestVerify(
                context, in der[0], (nuint)der.Length, in MemoryMarshal.GetReference(message), (nuint)data.Length);
            if (result != 1)
            {
                LibCrypto.ClearErrors();
            }

            return result == 1;
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
        }
    }

    /// <inheritdoc />
    public void Dispose() => handle.Dispose();
}

/// <summary>SM2 私钥 — signs with the customary signer id. Safe from every thread.</summary>
public sealed class Sm2PrivateKey : IDisposable
{
    private readonly Sm2Handle handle;

    private Sm2PrivateKey(Sm2Handle handle)
    {
        this.handle = handle;
        var info = NativeDer.PublicInfo(handle);
        PublicKey = Sm2PublicKey.TryImport(info) ?? throw LibCrypto.Failure("SM2 public part");
    }

    /// <summary>The public part.</summary>
    public Sm2PublicKey PublicKey { get; }

    /// <summary>A new key from OpenSSL's own random generator.</summary>
    public static Sm2PrivateKey Generate()
    {
        _ = LibCrypto.Known;
        var context = LibCrypto.Check(LibCrypto.EVP_PKEY_CTX_new_from_name(0, "SM2", null), "SM2 key context");
        try
        {
            LibCrypto.Check(LibCrypto.EVP_PKEY_keygen_init(context), "SM2 key generation");
            LibCrypto.Check(LibCrypto.EVP_PKEY_generate(context, out var key), "SM2 key generation");
            return new Sm2PrivateKey(new Sm2Handle(key));
        }
        finally
        {
            LibCrypto.EVP_PKEY_CTX_free(context);
        }
    }

    /// <summary>
    /// Reads a PEM text labelled PRIVATE KEY (PKCS#8) or EC PRIVATE KEY; null when it holds no SM2 key, or one whose
    /// two halves do not fit.
    /// </summary>
    public static Sm2PrivateKey? TryImportPem(ReadOnlySpan<char> pem)
    {
        var der = NativeDer.Pem(pem, "PRIVATE KEY") ?? NativeDer.Pem(pem, "EC PRIVATE KEY");
        if (der is null || TryImportDer(der) is not { } key)
        {
            return null;
        }

        // The library takes the public half as it stands in the file.
        if (key.PublicKey.Verify(der, key.Sign(der)))
        {
            return key;
        }

        key.Dispose();
        return null;
    }

    /// <summary>
    /// Reads the 32-byte number D, as the national interfaces hand out keys; null when it is out of range.
    /// </summary>
    public static Sm2PrivateKey? TryImportNumber(ReadOnlySpan<byte> number)
    {
        if (number.Length != 32)
        {
            return null;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(number);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteObjectIdentifier("1.2.156.10197.1.301");
            }
        }

        return TryImportDer(writer.Encode());
    }

    /// <summary>The key as PKCS#8 PEM, not encrypted: whoever writes it guards it.</summary>
    public string ExportPem()
    {
        var der = NativeDer.PrivateInfo(handle);
        var pem = PemEncoding.WriteString("PRIVATE KEY", der);
        CryptographicOperations.ZeroMemory(der);
        return pem;
    }

    /// <summary>The signature over <paramref name="data"/> as r‖s.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var context = LibCrypto.Check(LibCrypto.EVP_MD_CTX_new(), "signature context");
        try
        {
            LibCrypto.Check(
                LibCrypto.EVP_DigestSignInit(context, out var keyContext, LibCrypto.Known.Sm3, 0, handle), "SM2 sign");
            var id = Sm2PublicKey.SignerId;
            LibCrypto.Check(LibCrypto.EVP_PKEY_CTX_set1_id(keyContext, in id[0], id.Length), "SM2 signer id");
            var der = new byte[80];
            var length = (nuint)der.Length;
            var message = data.IsEmpty ? [0] : data;
            var result = LibCrypto.EVP_DigestSign(
                context, ref der[0], ref length, in MemoryMarshal.GetReference(message), (nuint)data.Length);
            LibCrypto.Check(result, "SM2 sign");
            return Sm2Signature.ToRaw(der.AsMemory(0, (int)length)) ?? throw LibCrypto.Failure("SM2 signature form");
        }
        finally
        {
            LibCrypto.EVP_MD_CTX_free(context);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        handle.Dispose();
        PublicKey.Dispose();
    }

    private static Sm2PrivateKey? TryImportDer(byte[] der)
    {
        _ = LibCrypto.Known;
        var key = NativeDer.Read(der, isPrivate: true);
        CryptographicOperations.ZeroMemory(der);
        return key is null ? null : new Sm2PrivateKey(key);
    }
}
