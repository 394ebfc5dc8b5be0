using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Epc;

/// <summary>处方中心报文加密 — SM4-ECB under a key made of the application's id and secret. (nhsa §16.1)</summary>
internal static class EpcCipher
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// 报文密钥 — the first 16 characters, as text, of the hex of the secret enciphered under the first 16 of the id.
    /// </summary>
    public static byte[] Key(string appId, ReadOnlySpan<byte> secret)
    {
        var first = Encoding.ASCII.GetBytes(appId[..Sm4.Size]);
        return Encoding.ASCII.GetBytes(Convert.ToHexString(Sm4.EncryptEcb(first, secret))[..Sm4.Size]);
    }

    /// <summary>The data in the clear, or none: which step failed would help only an attacker.</summary>
    public static JsonObject? Open(EpcSettings set, string encData)
    {
        var cipher = new byte[encData.Length / 2];
        if (encData.Length != cipher.Length * 2
            || Convert.FromHexString(encData, cipher, out _, out _) != OperationStatus.Done
            || Sm4.DecryptEcb(Key(set.AppId, set.AppSecret.Bytes.Span), cipher) is not { } plain)
        {
            return null;
        }

        try
        {
            return EpcShell.Tree(Utf8.GetString(plain));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A text enciphered, in upper-case hex.</summary>
    public static string Seal(EpcSettings set, string plain) => Convert.ToHexString(
        Sm4.EncryptEcb(Key(set.AppId, set.AppSecret.Bytes.Span), Encoding.UTF8.GetBytes(plain)));
}
