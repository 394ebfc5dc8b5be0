using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Platform.Identity;

/// <summary>
/// 会话密钥封装 — the keys of sessions and forms lie in their files sealed under the platform's master key.
/// </summary>
internal sealed class SealedSessionKeys(PlatformKeys keys, RandomFill random) : IXmlEncryptor
{
    /// <summary>What a file that holds its key in the clear lacks.</summary>
    public const string Mark = "<encryptedSecret";

    internal static readonly byte[] Context = "mingsuan/session-key/v1"u8.ToArray();

    /// <inheritdoc />
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(
            new XElement("sealed", Convert.ToBase64String(keys.Wrap(plain, Context, random))),
            typeof(SessionKeyOpener));
    }
}

/// <summary>会话密钥解封 — made by the framework for a sealed key, with the services as they are.</summary>
internal sealed class SessionKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc />
    public XElement Decrypt(XElement encryptedElement)
    {
        var plain = services.GetRequiredService<PlatformKeys>()
            .Unwrap(Convert.FromBase64String(encryptedElement.Value), SealedSessionKeys.Context)
            ?? throw new CryptoFailureException("a session key was sealed by another master key");
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
