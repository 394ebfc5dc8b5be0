using Mingsuan.Platform.Crypto;

namespace Mingsuan.Registry.Access;

/// <summary>SM2 公钥文本 — the point in hex or Base64 (04‖x‖y or x‖y), or DER in either.</summary>
internal static class Sm2KeyText
{
    /// <summary>The key as DER, or none when the text is no key.</summary>
    public static byte[]? Read(string given)
    {
        var text = given.Trim();
        byte[] bytes;
        if (text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
        {
            bytes = Convert.FromHexString(text);
        }
        else
        {
            bytes = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, bytes, out var written))
            {
                return null;
            }

            bytes = bytes[..written];
        }

        using var key = Sm2PublicKey.TryImportPoint(bytes) ?? Sm2PublicKey.TryImport(bytes);
        return key?.SubjectPublicKeyInfo;
    }
}
