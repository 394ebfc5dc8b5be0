using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Certificates;

/// <summary>
/// 签发机构 — writes SM2 certificates and revocation lists: for demonstrations and tests, since real ones come from an
/// authority that is licensed to issue them.
/// </summary>
public sealed class CertificateAuthority
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3);

    private readonly Sm2PrivateKey key;
    private readonly byte[] name;

    /// <summary>An anchor that signs itself.</summary>
    public CertificateAuthority(string name, Sm2PrivateKey key, DateTime from, DateTime to)
    {
        this.key = key;
        this.name = Name(name);
        Certificate = Sm2Certificate.TryRead(
            Sign(Body(1, this.name, key.PublicKey.SubjectPublicKeyInfo, (from, to), isAuthority: true)))!;
    }

    private CertificateAuthority(Sm2PrivateKey key, Sm2Certificate certificate) =>
        (this.key, name, Certificate) = (key, certificate.Subject, certificate);

    public Sm2Certificate Certificate { get; }

    /// <summary>A holder's certificate for signing.</summary>
    public Sm2Certificate Issue(BigInteger serial, string holder, Sm2PublicKey holds, DateTime from, DateTime to) =>
        Sm2Certificate.TryRead(
            Sign(Body(serial, Name(holder), holds.SubjectPublicKeyInfo, (from, to), isAuthority: false)))!;

    /// <summary>An authority below this one.</summary>
    public CertificateAuthority Below(BigInteger serial, string below, Sm2PrivateKey its, DateTime from, DateTime to) =>
        new(its, Sm2Certificate.TryRead(Sign(Body(
            serial, Name(below), its.PublicKey.SubjectPublicKeyInfo, (from, to), isAuthority: true)))!);

    /// <summary>A whole revocation list.</summary>
    public byte[] List(DateTime thisUpdate, DateTime nextUpdate, params (Sm2Certificate Revoked, DateTime At)[] entries)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            Algorithm(writer);
            writer.WriteEncodedValue(name);
            Time(writer, thisUpdate);
            Time(writer, nextUpdate);
            if (entries.Length > 0)
            {
                using var all = writer.PushSequence();
                foreach (var (revoked, at) in entries)
                {
                    using var one = writer.PushSequence();
                    writer.WriteInteger(Convert.FromHexString(revoked.Serial));
                    Time(writer, at);
                }
            }
        }

        return Sign(writer.Encode());
    }

    private byte[] Body(
        BigInteger serial, byte[] subject, byte[] publicKey, (DateTime From, DateTime To) validity, bool isAuthority)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Version))
            {
                writer.WriteInteger(2);
            }

            writer.WriteInteger(serial);
            Algorithm(writer);
            writer.WriteEncodedValue(name);
            using (writer.PushSequence())
            {
                Time(writer, validity.From);
                Time(writer, validity.To);
            }

            writer.WriteEncodedValue(subject);
            writer.WriteEncodedValue(publicKey);
            using (writer.PushSequence(Extensions))
            using (writer.PushSequence())
            {
                Extension(writer, "2.5.29.19", inner => Constraints(inner, isAuthority));
                Extension(writer, "2.5.29.15", inner => inner.WriteNamedBitList(
                    isAuthority ? KeyUses.KeyCertSign | KeyUses.CrlSign
                        : KeyUses.DigitalSignature | KeyUses.NonRepudiation));
            }
        }

        return writer.Encode();
    }

    private static void Constraints(AsnWriter writer, bool isAuthority)
    {
        using var constraints = writer.PushSequence();
        if (isAuthority)
        {
            writer.WriteBoolean(true);
        }
    }

    private static void Extension(AsnWriter writer, string name, Action<AsnWriter> value)
    {
        using var one = writer.PushSequence();
        writer.WriteObjectIdentifier(name);
        writer.WriteBoolean(true);
        using var held = writer.PushOctetString();
        value(writer);
    }

    private static void Algorithm(AsnWriter writer)
    {
        using var algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier(Sm2Certificate.Algorithm);
    }

    /// <summary>Two digits of the year up to 2049, four after it. (RFC 5280 §4.1.2.5)</summary>
    private static void Time(AsnWriter writer, DateTime at)
    {
        const int LastShortYear = 2049;
        var moment = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc));
        if (moment.Year <= LastShortYear)
        {
            writer.WriteUtcTime(moment);
        }
        else
        {
            writer.WriteGeneralizedTime(moment, omitFractionalSeconds: true);
        }
    }

    private static byte[] Name(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build().RawData;
    }

    private byte[] Sign(byte[] body)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(body);
            Algorithm(writer);
            writer.WriteBitString(Sm2Signature.ToDer(key.Sign(body)));
        }

        return writer.Encode();
    }
}
