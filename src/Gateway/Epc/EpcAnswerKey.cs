using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Epc;

/// <summary>
/// 处方中心应答签名密钥 — the platform's own SM2 key for answers of the e-prescription centre, and for nothing else.
/// (nhsa §16.2)
/// </summary>
public sealed class EpcAnswerKey : IDisposable
{
    private readonly Sm2PrivateKey signing;

    /// <summary>Derived from the platform's keys: every node has the same.</summary>
    public EpcAnswerKey(PlatformKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        signing = keys.Derive("mingsuan/gateway/epc/v1"u8);
    }

    /// <summary>What an institution checks `signData` of an answer with.</summary>
    public Sm2PublicKey Public => signing.PublicKey;

    /// <inheritdoc />
    public void Dispose() => signing.Dispose();

    /// <summary>The signature over the text of an answer, as `signData` carries it.</summary>
    internal string Sign(ReadOnlySpan<byte> text) => Convert.ToBase64String(signing.Sign(text));
}
