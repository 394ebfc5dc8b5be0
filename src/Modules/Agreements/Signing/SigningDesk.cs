using System.Text;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Agreements.Signing;

/// <summary>一方签名的核验.</summary>
internal sealed record SideCheck(string By, string PublicKey, DateTime At, bool Good);

/// <summary>核验结果 — of the kept text, or of a text that somebody holds against it.</summary>
internal sealed record SigningCheck(string Digest, bool SameText, SideCheck? Institution, SideCheck? Agency)
{
    public bool Good => SameText && Institution is { Good: true } && Agency is { Good: true };
}

/// <summary>
/// 签署台 — SM2 signatures of both sides over one statement: the application and its text's digest. The institution's key
/// is
/// the one of its access settings, or the one it signed with first; the agency's is derived for this purpose alone.
/// </summary>
internal sealed class SigningDesk(IInstitutionAccess access, PlatformKeys keys)
{
    /// <summary>What the agency's key is for.</summary>
    private static readonly byte[] Purpose = "agreement.sign"u8.ToArray();

    /// <summary>签署内容 — the text that is signed, in UTF-8: an application's id and its text's digest.</summary>
    public static string Statement(Guid application, string digest) =>
        $"supplementary-agreement\n{WireId.Encode(application)}\n{digest}";

    /// <summary>The agency's signature over a draft.</summary>
    public AgencySigned Sign(Application application)
    {
        using var key = keys.Derive(Purpose);
        return new AgencySigned(
            Convert.ToHexStringLower(key.PublicKey.SubjectPublicKeyInfo),
            Convert.ToHexStringLower(key.Sign(Said(application))));
    }

    /// <summary>
    /// The institution's signature, if it is over this text and under its key; else what is wrong with it.
    /// </summary>
    public async Task<(InstitutionSigned? Signed, Notice? Refusal)> CheckAsync(
        InstitutionLife life, Application application, GivenSignature given, CancellationToken ct)
    {
        if (application.Draft is not { } draft)
        {
            return (null, Notice.Of("E-NO-DRAFT"));
        }

        if (given.Digest != draft.Digest)
        {
            return (null, Notice.Of("E-TEXT-CHANGED"));
        }

        var settings = await access.FindAsync(new InstitutionId(application.ForInst), ct);
        var pinned = settings.PublicKey is { } set ? Convert.ToHexStringLower(set) : Pinned(life, application.ForInst);
        var named = given.PublicKey is { Length: > 0 } text ? Read(text) : null;
        using var key = named ?? (pinned is null ? null : Read(pinned));
        if (key is null)
        {
            return (null, Notice.Of("E-SIGNATURE-KEY"));
        }

        var hex = Convert.ToHexStringLower(key.SubjectPublicKeyInfo);
        if (pinned is not null && !SameKey(pinned, hex))
        {
            return (null, Notice.Of("E-SIGNATURE-KEY"));
        }

        return Bytes(given.Signature) is { } signature && key.Verify(Said(application), signature)
            ? (new InstitutionSigned(hex, Convert.ToHexStringLower(signature)), null)
            : (null, Notice.Of("E-SIGNATURE-INVALID"));
    }

    /// <summary>
    /// 再核验 — recomputes the digest and checks both kept signatures; a text given is held against the kept one.
    /// </summary>
    public SigningCheck? Verify(Application application, string? text)
    {
        if (application.Draft is not { } draft)
        {
            return null;
        }

        using var own = keys.Derive(Purpose);
        var agencyKey = Convert.ToHexStringLower(own.PublicKey.SubjectPublicKeyInfo);
        var digest = Drafting.Digest(text ?? draft.Text);
        return new SigningCheck(
            digest,
            digest == draft.Digest,
            Side(application, digest, application.ByInstitution, null),
            Side(application, digest, application.ByAgency, agencyKey));
    }

    private static SideCheck? Side(Application application, string digest, KeptSignature? kept, string? mustBe)
    {
        if (kept is null)
        {
            return null;
        }

        using var key = Read(kept.PublicKey);
        var said = Encoding.UTF8.GetBytes(Statement(application.Id, digest));
        var good = key is not null && (mustBe is null || mustBe == kept.PublicKey) &&
            Bytes(kept.Signature) is { } signature && key.Verify(said, signature);
        return new SideCheck(kept.By, kept.PublicKey, kept.At, good);
    }

    /// <summary>首次使用的公钥 — the key of the institution's first signature that stands.</summary>
    private static string? Pinned(InstitutionLife life, Guid forInst) => life.Events
        .Where(one => one.Event is InstitutionSigned && life.Applications[one.Stream].ForInst == forInst)
        .Select(one => ((InstitutionSigned)one.Event).PublicKey)
        .FirstOrDefault();

    private static bool SameKey(string pinned, string hex)
    {
        using var key = Read(pinned);
        return key is not null && Convert.ToHexStringLower(key.SubjectPublicKeyInfo) == hex;
    }

    /// <summary>A key as DER or as a point, in hex.</summary>
    private static Sm2PublicKey? Read(string text) => Bytes(text) is { } bytes
        ? Sm2PublicKey.TryImport(bytes) ?? Sm2PublicKey.TryImportPoint(bytes)
        : null;

    private static byte[]? Bytes(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static byte[] Said(Application application) =>
        Encoding.UTF8.GetBytes(Statement(application.Id, application.Draft!.Digest));
}

/// <summary>机构递交的签名 — over which digest, with which key when it names one; hex.</summary>
internal sealed record GivenSignature(string Digest, string Signature, string? PublicKey);
