namespace Mingsuan.Platform.Certificates;

/// <summary>证书问题 — why a certificate does not hold; each has a name of its own.</summary>
public enum CertificateFault
{
    None,

    /// <summary>Not within its validity, or an authority above it is not.</summary>
    OutOfTime,

    /// <summary>Not for signing.</summary>
    NotForSigning,

    /// <summary>No configured anchor is above it.</summary>
    Untrusted,

    /// <summary>The authority that it names did not sign it.</summary>
    Forged,

    /// <summary>There is no revocation list in date of an authority above it.</summary>
    RevocationUnknown,

    /// <summary>Revoked, or an authority above it is.</summary>
    Revoked,
}

/// <summary>
/// 信任锚 — the authorities that an installation trusts, and their revocation lists. A certificate holds at an instant
/// when a chain of authorities leads from it to an anchor, each in time and not revoked.
/// </summary>
public sealed class TrustStore(IReadOnlyList<Sm2Certificate> anchors, IReadOnlyList<RevocationList> lists)
{
    private const int LongestChain = 5;

    /// <summary>What is wrong with the first certificate at an instant; the others may lead to an anchor.</summary>
    public CertificateFault Check(IReadOnlyList<Sm2Certificate> chain, DateTime at)
    {
        var holder = chain[0];
        if (holder.IsAuthority || !holder.MayBeUsedFor(KeyUses.DigitalSignature | KeyUses.NonRepudiation))
        {
            return CertificateFault.NotForSigning;
        }

        var current = holder;
        for (var below = 0; below < LongestChain; below++)
        {
            if (!IsInTime(current, at))
            {
                return CertificateFault.OutOfTime;
            }

            var (issuer, fault) = IssuerOf(current, chain, below, at);
            if (issuer is null)
            {
                return fault;
            }

            // A later list takes the place of an earlier one; of two of the same time the one that revokes counts.
            var list = lists.Where(one => one.IsOf(issuer, at))
                .MaxBy(one => (one.ThisUpdate, one.Revokes(current, at)));
            if (list?.Revokes(current, at) != false)
            {
                return list is null ? CertificateFault.RevocationUnknown : CertificateFault.Revoked;
            }

            if (anchors.Contains(issuer))
            {
                return IsInTime(issuer, at) ? CertificateFault.None : CertificateFault.OutOfTime;
            }

            current = issuer;
        }

        return CertificateFault.Untrusted;
    }

    /// <summary>Who signed it; of an authority renewed with its key, the certificate that is in time.</summary>
    private (Sm2Certificate? Issuer, CertificateFault Fault) IssuerOf(
        Sm2Certificate one, IReadOnlyList<Sm2Certificate> chain, int below, DateTime at)
    {
        var named = anchors.Concat(chain.Skip(1))
            .Where(other => other.Subject.AsSpan().SequenceEqual(one.Issuer) && other.IsAuthority
                && (other.PathLength ?? int.MaxValue) >= below && other.MayBeUsedFor(KeyUses.KeyCertSign))
            .ToList();
        var signers = named.FindAll(one.Signed.IsSignedBy);
        return (signers.Find(other => IsInTime(other, at)) ?? signers.FirstOrDefault()) is { } issuer
            ? (issuer, CertificateFault.None)
            : (null, named.Count == 0 ? CertificateFault.Untrusted : CertificateFault.Forged);
    }

    private static bool IsInTime(Sm2Certificate one, DateTime at) => one.NotBefore <= at && at <= one.NotAfter;
}
