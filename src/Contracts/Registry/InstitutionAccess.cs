using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Registry;

/// <summary>接入设置 — how an institution's calls are signed, enciphered and answered.</summary>
public interface IInstitutionAccess
{
    /// <summary>The settings of an institution; <see cref="AccessSettings.None"/> when it has none.</summary>
    Task<AccessSettings> FindAsync(InstitutionId institution, CancellationToken ct);

    /// <summary>The institution that asks for tokens under a client id, or none.</summary>
    Task<AccessClient?> ByClientAsync(string clientId, CancellationToken ct);

    /// <summary>The institution that calls the e-prescription centre under an application's id, or none.</summary>
    Task<AccessClient?> ByAppAsync(string appId, CancellationToken ct);

    /// <summary>
    /// Remembers a nonce until it is out of date; false when it was seen before, on whatever node and before whatever
    /// restart.
    /// </summary>
    Task<bool> TakeNonceAsync(InstitutionId institution, string nonce, DateTime until, CancellationToken ct);
}

/// <summary>令牌客户端 — an institution and its settings, found by its client id.</summary>
public sealed record AccessClient(InstitutionId Institution, AccessSettings Settings);

/// <summary>机构接入设置 — the secrets in it print as stars.</summary>
public sealed record AccessSettings
{
    /// <summary>Of an institution for which nothing is set: unsigned, in the clear, numbers and snake_case.</summary>
    public static AccessSettings None { get; } = new();

    /// <summary>网关签名方式.</summary>
    public SigningStyle Signing { get; init; }

    /// <summary>应用身份 — the paasid, the access key or the client id.</summary>
    public string Key { get; init; } = "";

    /// <summary>密钥 of the signature, or of the client.</summary>
    public AccessSecret? Secret { get; init; }

    /// <summary>令牌用户 — who asks for a token.</summary>
    public string? User { get; init; }

    /// <summary>令牌口令.</summary>
    public AccessSecret? Password { get; init; }

    /// <summary>时间窗 — how far a signature's time may lie from ours, either way.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>包体密钥 — 16 bytes for SM4; with it, input and output go enciphered.</summary>
    public AccessSecret? BodyKey { get; init; }

    /// <summary>
    /// 机构公钥 — DER; with it, `cainfo` must be the institution's SM2 signature over the input, and a success carries
    /// the platform's over the output.
    /// </summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>交易状态码的写法.</summary>
    public InfcodeForm Infcode { get; init; }

    /// <summary>输出节点的写法.</summary>
    public NodeNaming Nodes { get; init; }

    /// <summary>
    /// Whether the institution's system takes the account as part of `fund_pay_sumamt`; the law decides what is
    /// answered.
    /// </summary>
    public bool? ExpectsAccountInFundTotal { get; init; }

    /// <summary>电子处方中心接入; none where the institution does not call it.</summary>
    public EpcSettings? Epc { get; init; }
}

/// <summary>接入秘密 — bytes that no text form shows.</summary>
public sealed record AccessSecret(ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc />
    public override string ToString() => "***";
}

/// <summary>交易状态码的写法 — a JSON number, or a text.</summary>
public enum InfcodeForm
{
    /// <summary>数字.</summary>
    Number,

    /// <summary>字符串.</summary>
    Text,
}

/// <summary>输出节点的写法.</summary>
public enum NodeNaming
{
    /// <summary>下划线.</summary>
    Snake,

    /// <summary>驼峰.</summary>
    Camel,
}
