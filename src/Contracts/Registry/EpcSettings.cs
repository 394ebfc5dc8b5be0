namespace Mingsuan.Contracts.Registry;

/// <summary>电子处方中心接入 — how an institution's calls of the e-prescription centre are opened and checked.</summary>
public sealed record EpcSettings(string AppId, AccessSecret AppSecret)
{
    /// <summary>机构公钥 — DER; the key of the calls' signatures. A strict institution always has one.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>验签方式.</summary>
    public EpcSignature Signature { get; init; }

    /// <summary>签名串中的数字写法.</summary>
    public EpcNumbers Numbers { get; init; }
}

/// <summary>验签方式 — what becomes of a call whose signature or time does not hold.</summary>
public enum EpcSignature
{
    /// <summary>严格: it is refused.</summary>
    Strict,

    /// <summary>宽松: it is taken with a warning; what enciphers it still has to be right.</summary>
    Lenient,
}

/// <summary>签名串中嵌套数字的写法 — numbers and truth values inside the data, as they stand in the signed text.</summary>
public enum EpcNumbers
{
    /// <summary>未定: either form is tried.</summary>
    Either,

    /// <summary>转为字符串.</summary>
    Text,

    /// <summary>保留 JSON 数字.</summary>
    Number,
}
