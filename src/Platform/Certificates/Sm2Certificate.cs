using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Certificates;

/// <summary>
/// 国密证书 — an X.509 certificate with an SM2 key, signed SM2 with SM3 (GM/T 0015). Read from its DER here, since the
/// system's own verification of such a certificate does not take the customary signer id for revocation lists.
/// </summary>
public sealed class Sm2Certificate
{
    /// <summary>How many a text may hold, and how long it may be: a chain is short.</summary>
    private const int MostInText = 5;
    private const int LongestText = 32 * 1024;

    internal const string Algorithm = "1.2.156.10197.1.501";
    private const string BasicConstraints = "2.5.29.19";
    private const string Usage = "2.5.29.15";
    private const string ExtendedUsage = "2.5.29.37";

    private Sm2Certificate(byte[] der, SignedDer signed) => (Der, Signed) = (der, signed);

    /// <summary>The certificate as it is exchanged.</summary>
    public byte[] Der { get; }

    /// <summary>序列号 in upper-case hex.</summary>
    public required string Serial { get; init; }

    public required DateTime NotBefore { get; init; }

    public required DateTime NotAfter { get; init; }

    /// <summary>持有者 as a distinguished name.</summary>
    public required string SubjectName { get; init; }

    /// <summary>公钥点 — 04‖x‖y in lower-case hex; none where it is no SM2 key.</summary>
    public string? Point
    {
        get
        {
            using var key = Sm2PublicKey.TryImport(PublicKey);
            return key?.Point;
        }
    }

    internal SignedDer Signed { get; }

    internal byte[] Issuer { get; private init; } = [];

    internal byte[] Subject { get; private init; } = [];

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    internal byte[] PublicKey { get; private init; } = [];

    /// <summary>签发机构 by its basic constraints.</summary>
    internal bool IsAuthority { get; private set; }

    /// <summary>How many authorities may stand below it; none: any.</summary>
    internal int? PathLength { get; private set; }

    private KeyUses? Uses { get; set; }

    /// <summary>Reads DER; null when it is no such certificate, or a critical part is not understood.</summary>
    public static Sm2Certificate? TryRead(byte[] der)
    {
        try
        {
            return SignedDer.TryRead(der) is { } signed ? Read(der, signed) : null;
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads one or more certificates as PEM, or one as the Base64 of its DER; none when one of them is unreadable, or
    /// there are more than a chain has. The first is the holder's, the others may lead to an anchor.
    /// </summary>
    public static IReadOnlyList<Sm2Certificate> ReadText(string text)
    {
        if (text.Length > LongestText)
        {
            return [];
        }

        var found = PemText.Blocks(text, "CERTIFICATE").Select(TryRead).ToList();
        if (found.Count == 0)
        {
            var der = new byte[text.Length];
            found.Add(Convert.TryFromBase64String(text, der, out var written) ? TryRead(der[..written]) : null);
        }

        return found.Count > MostInText || found.Contains(null) ? [] : [.. found.OfType<Sm2Certificate>()];
    }

    /// <summary>Whether it may be used so; a certificate that does not say may.</summary>
    internal bool MayBeUsedFor(KeyUses any) => Uses is not { } uses || (uses & any) != 0;

    private static Sm2Certificate? Read(byte[] der, SignedDer signed)
    {
        var body = signed.Body();
        var versionTag = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (body.PeekTag().HasSameClassAndValue(versionTag))
        {
            body.ReadSequence(versionTag).ReadInteger();
        }

        var serial = Convert.ToHexString(body.ReadIntegerBytes().Span);
        var algorithm = body.ReadEncodedValue();
        var issuer = body.ReadEncodedValue().ToArray();
        var validity = body.ReadSequence();
        var (from, to) = (SignedDer.Time(validity), SignedDer.Time(validity));
        var subject = body.ReadEncodedValue().ToArray();
        var certificate = new Sm2Certificate(der, signed)
        {
            Serial = serial,
            Issuer = issuer,
            NotBefore = from,
            NotAfter = to,
            Subject = subject,
            SubjectName = new X500DistinguishedName(subject).Name,
            PublicKey = body.ReadEncodedValue().ToArray(),
        };
        return signed.IsOf(algorithm) && certificate.Extend(body) ? certificate : null;
    }

    /// <summary>What its extensions say; false when a critical one is not understood.</summary>
    private bool Extend(AsnReader body)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, 3);
        while (body.HasData)
        {
            if (!body.PeekTag().HasSameClassAndValue(tag))
            {
                body.ReadEncodedValue();
                continue;
            }

            var all = body.ReadSequence(tag).ReadSequence();
            while (all.HasData)
            {
                var (name, isCritical, value) = SignedDer.Extension(all);
                if (!Take(name, value) && isCritical)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Take(string name, byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        switch (name)
        {
            case BasicConstraints:
                var constraints = reader.ReadSequence();
                IsAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) &&
                    constraints.ReadBoolean();
                PathLength = constraints.HasData && constraints.TryReadInt32(out var length) ? length : null;
                return true;
            case Usage:
                Uses = reader.ReadNamedBitListValue<KeyUses>();
                return true;
            default:
                return name == ExtendedUsage;
        }
    }
}

/// <summary>密钥用法 by the places of its bits. (RFC 5280 §4.2.1.3)</summary>
[Flags]
internal enum KeyUses
{
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
}
