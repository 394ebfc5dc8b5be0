using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>
/// 应答签名密钥 — the platform's own SM2 key for answers, apart from the one that signs checkpoints. Whoever signs its input
/// gets its output signed. (nhsa §1.6)
/// </summary>
public sealed class AnswerKey : IDisposable
{
    private const string Sm2Name = "SM2";
    private readonly Sm2PrivateKey signing;

    /// <summary>Derived from the platform's keys: every node has the same.</summary>
    public AnswerKey(PlatformKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        signing = keys.Derive("mingsuan/gateway/answer/v1"u8);
    }

    /// <summary>What an institution checks `cainfo` of an answer with.</summary>
    public Sm2PublicKey Public => signing.PublicKey;

    /// <summary>The signature over the plain text of an output, as `cainfo` carries it.</summary>
    public string Sign(ReadOnlySpan<byte> output) => Convert.ToBase64String(signing.Sign(output));

    /// <inheritdoc />
    public void Dispose() => signing.Dispose();

    /// <summary>Signs the plain text of a success's output where the institution has a public key.</summary>
    internal void Sign(AccessSettings set, JsonObject reply, byte[] output)
    {
        if (set.PublicKey is not null)
        {
            reply["cainfo"] = Sign(output);
            reply["signtype"] = Sm2Name;
        }
    }
}
