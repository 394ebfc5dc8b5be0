using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Time;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>执业者或拒绝 — who signs, or why that person may not.</summary>
internal sealed record Signer(PractitionerFacts? Facts, Notice? Refusal);

/// <summary>
/// 医师与药师 — who may prescribe and who may review at an institution: registered there on the day, not suspended
/// anywhere, and each with a key of their own. (CX-19-3, CX-23-1)
/// </summary>
internal sealed class Prescribers(IPractitionerDirectory practitioners, TimeProvider clock)
{
    private const string Doctor = "doctor";
    private const string Pharmacist = "pharmacist";

    /// <summary>The doctor, registered at the institution on the day; online with its consent. (医师法 第三十条)</summary>
    public async Task<Signer> DoctorAsync(
        string code, InstitutionFacts at, DateTime when, bool isInternet, CancellationToken ct)
    {
        var facts = await practitioners.FindAsync(code, at.Id, BeijingTime.Day(when), ct);
        return facts is not { Kind: Doctor } ? Refuse("E-DOCTOR-UNKNOWN")
            : await IsBarredAsync(code, when, ct) ? Refuse("E-DOCTOR-SUSPENDED")
            : isInternet && !facts.Consent ? Refuse("E-DOCTOR-UNQUALIFIED")
            : new(facts, null);
    }

    /// <summary>The pharmacist, registered at the institution today.</summary>
    public async Task<Signer> PharmacistAsync(string code, InstitutionFacts at, DateTime now, CancellationToken ct)
    {
        var facts = await practitioners.FindAsync(code, at.Id, clock.Today(), ct);
        return facts is not { Kind: Pharmacist } ? Refuse("E-RX-PHARMACIST")
            : await IsBarredAsync(code, now, ct) ? Refuse("E-RX-PHARMACIST-SUSPENDED")
            : new(facts, null);
    }

    /// <summary>Whether a signature over some bytes is a practitioner's; a refusal when it is not.</summary>
    public static Notice? Verify(PractitionerFacts signer, byte[] original, byte[]? signature, string wrong)
    {
        if (signer.SigningKey is not { } point)
        {
            return Notice.Of("E-RX-NO-KEY", ("practitioner", signer.Code));
        }

        if (signature is null)
        {
            return Notice.Of(wrong);
        }

        using var key = Point(point) is { } bytes ? Sm2PublicKey.TryImportPoint(bytes) : null;
        return key?.Verify(original, signature) == true ? null : Notice.Of(wrong);
    }

    /// <summary>r‖s of a signature in hex or Base64, as r‖s or as DER; none when it is none.</summary>
    public static byte[]? Signature(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var bytes = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : Base64(text);
        return bytes is null ? null
            : bytes.Length == Sm2Signature.RawSize ? bytes
            : Sm2Signature.ToRaw(bytes);
    }

    /// <summary>The bytes of a Base64 text, or none.</summary>
    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[]? Point(string hex) =>
        hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

    private async Task<bool> IsBarredAsync(string code, DateTime when, CancellationToken ct) =>
        await practitioners.BarredAsync([new(code, when)], ct) is not null;

    private static Signer Refuse(string code) => new(null, Notice.Of(code));
}
