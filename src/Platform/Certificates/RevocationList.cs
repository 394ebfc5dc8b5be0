using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Mingsuan.Platform.Certificates;

/// <summary>
/// 证书吊销列表 — a whole list of one authority, signed SM2 with SM3. Partial and indirect lists are not read.
/// </summary>
public sealed class RevocationList
{
    private readonly Dictionary<string, DateTime> revoked;
    private readonly SignedDer signed;
    private readonly byte[] issuer;

    private RevocationList(SignedDer signed, byte[] issuer, Dictionary<string, DateTime> revoked) =>
        (this.signed, this.issuer, this.revoked) = (signed, issuer, revoked);

    public required DateTime ThisUpdate { get; init; }

    /// <summary>Until when the next one is there at the latest; a list that does not say is not used.</summary>
    public required DateTime NextUpdate { get; init; }

    /// <summary>Reads DER; null when it is no such list.</summary>
    public static RevocationList? TryRead(byte[] der)
    {
        try
        {
            return SignedDer.TryRead(der) is { } signed ? Read(signed) : null;
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether an authority signed it, and it is not out of date at an instant.</summary>
    internal bool IsOf(Sm2Certificate authority, DateTime at) =>
        issuer.AsSpan().SequenceEqual(authority.Subject) && ThisUpdate <= at && at <= NextUpdate &&
        authority.MayBeUsedFor(KeyUses.CrlSign) && signed.IsSignedBy(authority);

    /// <summary>Whether it lists a certificate of its authority as revoked by an instant.</summary>
    internal bool Revokes(Sm2Certificate certificate, DateTime at) =>
        revoked.TryGetValue(certificate.Serial, out var since) && since <= at;

    private static RevocationList? Read(SignedDer signed)
    {
        var body = signed.Body();
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            body.ReadInteger();
        }

        var algorithm = body.ReadEncodedValue();
        var issuer = body.ReadEncodedValue().ToArray();
        var thisUpdate = SignedDer.Time(body);
        if (!signed.IsOf(algorithm) || !body.HasData || !IsTime(body.PeekTag()))
        {
            return null;
        }

        var nextUpdate = SignedDer.Time(body);
        var revoked = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = body.ReadSequence();
            while (entries.HasData)
            {
                var entry = entries.ReadSequence();
                var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
                revoked[serial] = SignedDer.Time(entry);
                if (entry.HasData && HasCritical(entry.ReadSequence()))
                {
                    return null;
                }
            }
        }

        return body.HasData && HasCritical(body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence())
            ? null
            : new(signed, issuer, revoked) { ThisUpdate = thisUpdate, NextUpdate = nextUpdate };
    }

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static bool HasCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            if (SignedDer.Extension(extensions).IsCritical)
            {
                return true;
            }
        }

        return false;
    }
}
