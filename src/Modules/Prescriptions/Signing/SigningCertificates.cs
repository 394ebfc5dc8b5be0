using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Certificates;
using Mingsuan.Platform.Crypto;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Signing;

/// <summary>证书核验结果 — the number that stands for it, the certificate where there is one, or the refusal.</summary>
internal sealed record CheckedCertificate(string Serial, UsedCertificate? Used, Notice? Refusal);

/// <summary>
/// 签名证书核验 — the certificate that goes with a signature: of a trusted authority, in time, not revoked, for signing, and
/// of the very key that is registered for the signer. A strict institution is refused with the name of what is wrong; a
/// lenient one is warned. The signature itself is never let pass. (CX-23-1, 电子签名法 第十三条)
/// </summary>
internal sealed class SigningCertificates(TrustFolder trust)
{
    private const string Missing = "E-RX-CERT-MISSING";
    private const int SerialBytes = 16;

    /// <summary>Checks it at the instant of signing.</summary>
    public CheckedCertificate Check(PractitionerFacts signer, string? given, EpcSignature mode, DateTime at)
    {
        var chain = given is null ? [] : Sm2Certificate.ReadText(given);
        var fault = given is null ? Missing : chain.Count == 0 ? "E-RX-CERT-FORM" : Fault(signer, chain, at);
        if (fault is not null && mode == EpcSignature.Strict)
        {
            return new("", null, Notice.Of(fault));
        }

        return chain.Count == 0
            ? new(SerialOf(signer), new("CN=" + signer.Code, "", fault), null)
            : new(chain[0].Serial, new(chain[0].SubjectName, Convert.ToBase64String(chain[0].Der), fault), null);
    }

    /// <summary>What a lenient institution is told.</summary>
    public static Notice? Warning(UsedCertificate? certificate) =>
        certificate?.Fault is { } fault ? Notice.Of("W-RX-CERTIFICATE", ("fault", fault)) : null;

    private string? Fault(PractitionerFacts signer, IReadOnlyList<Sm2Certificate> chain, DateTime at) =>
        trust.Store.Check(chain, at) switch
        {
            CertificateFault.OutOfTime => "E-RX-CERT-TIME",
            CertificateFault.NotForSigning => "E-RX-CERT-USAGE",
            CertificateFault.Untrusted => "E-RX-CERT-UNTRUSTED",
            CertificateFault.Forged => "E-RX-CERT-FORGED",
            CertificateFault.RevocationUnknown => "E-RX-CERT-LIST",
            CertificateFault.Revoked => "E-RX-CERT-REVOKED",
            _ => chain[0].Point?.Equals(signer.SigningKey, StringComparison.OrdinalIgnoreCase) == true
                ? null
                : "E-RX-CERT-KEY",
        };

    /// <summary>Without a certificate the registered key's fingerprint stands in its place.</summary>
    private static string SerialOf(PractitionerFacts signer) => Convert.ToHexString(
        Sm3.Hash(Convert.FromHexString(signer.SigningKey!)).AsSpan(0, SerialBytes));
}
