using Mingsuan.Platform.Crypto;
using Mingsuan.Prescriptions.Checking;

namespace Mingsuan.Prescriptions.Signing;

/// <summary>
/// 处方笺 — the document of a prescription: a PDF with its header and its end, of bounded size. What is in it is not read.
/// </summary>
internal static class RxPdf
{
    /// <summary>The longest Base64 that is looked at.</summary>
    public const int MostText = 4 << 20;

    private const int MostBytes = 2 << 20;
    private const int Tail = 1024;

    /// <summary>The bytes; none where it is no whole PDF, or too large.</summary>
    public static byte[]? Read(string base64) =>
        Prescribers.Base64(base64) is { Length: <= MostBytes } file &&
        (file.AsSpan().StartsWith("%PDF-1."u8) || file.AsSpan().StartsWith("%PDF-2."u8)) &&
        file.AsSpan(Math.Max(0, file.Length - Tail)).LastIndexOf("%%EOF"u8) >= 0
            ? file
            : null;

    /// <summary>SM3 in hex.</summary>
    public static string Digest(byte[] file) => Convert.ToHexStringLower(Sm3.Hash(file));
}
