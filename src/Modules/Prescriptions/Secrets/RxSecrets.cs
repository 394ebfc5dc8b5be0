using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Prescriptions.Secrets;

/// <summary>取药码 as it was shown: the institution, the prescription's part, the secret.</summary>
internal sealed record AccessCode(string Institution, string Handle, string Secret);

/// <summary>
/// 处方的三个码 — the patient's access code, the secret of a hold, and the trace code that binds an upload to the checked
/// text. All are derived with HMAC-SM3 from the platform's key, each for its own purpose: nothing is stored that could
/// leak, and whoever lost one asks again. (ADR 0022)
/// </summary>
internal sealed class RxSecrets(PlatformKeys keys)
{
    /// <summary>Letters of the part that finds the prescription; with twelve of the institution, 27 in all.</summary>
    public const int HandleLetters = 6;

    private const int AccessLetters = 9;
    private const int HoldLetters = 12;
    private const int TraceLetters = 20;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new handle; its uniqueness within an institution is the caller's to see to.</summary>
    public static string NewHandle(RandomFill random)
    {
        Span<byte> bytes = stackalloc byte[HandleLetters];
        random(bytes);
        return Written(bytes);
    }

    /// <summary>
    /// Reads a code as typed or scanned: small letters, spaces and hyphens make no difference. None when it is no code.
    /// </summary>
    public static AccessCode? Read(string text)
    {
        var plain = Plain(text);
        var inst = plain.Length - HandleLetters - AccessLetters;
        return inst is < 1 or > 20
            ? null
            : new(plain[..inst], plain.Substring(inst, HandleLetters), plain[(inst + HandleLetters)..]);
    }

    /// <summary>取药码 — the institution's code, the handle, and what only the platform's key can add.</summary>
    public string AccessCodeOf(string institution, string handle) =>
        institution + handle + Letters("mingsuan/rx/access/v1"u8, institution + "/" + handle, AccessLetters);

    /// <summary>Whether the secret is the code's own.</summary>
    public bool Opens(AccessCode code) => Same(
        Letters("mingsuan/rx/access/v1"u8, code.Institution + "/" + code.Handle, AccessLetters), code.Secret);

    /// <summary>药店密钥 — of one hold: the next hold has another.</summary>
    public string HoldSecretOf(Guid rx, int hold, InstitutionId pharmacy) => Letters(
        "mingsuan/rx/hold/v1"u8,
        string.Create(CultureInfo.InvariantCulture, $"{rx:N}/{hold}/{pharmacy.Value:N}"),
        HoldLetters);

    /// <summary>Whether the secret is the hold's.</summary>
    public bool OpensHold(Guid rx, int hold, InstitutionId pharmacy, string secret) =>
        Same(HoldSecretOf(rx, hold, pharmacy), Plain(secret));

    /// <summary>处方追溯码 `rxTraceCode` — of a prescription and its text: another text has another.</summary>
    public string TraceCodeOf(Guid rx, string textDigest) =>
        Letters("mingsuan/rx/trace/v1"u8, $"{rx:N}/{textDigest}", TraceLetters);

    /// <summary>Whether it is the trace code of this prescription with this text.</summary>
    public bool Traces(Guid rx, string textDigest, string traceCode) =>
        Same(TraceCodeOf(rx, textDigest), traceCode);

    private static string Plain(string text) =>
        string.Concat(text.Where(sign => sign != '-' && !char.IsWhiteSpace(sign))).ToUpperInvariant();

    private static bool Same(string right, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(given));

    private string Letters(ReadOnlySpan<byte> purpose, string subject, int letters) =>
        Written(keys.DeriveCode(purpose, Encoding.UTF8.GetBytes(subject)).AsSpan(0, letters));

    private static string Written(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(Alphabet[one & 31]);
        }

        return text.ToString();
    }
}
