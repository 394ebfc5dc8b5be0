namespace Mingsuan.Gateway.Specification;

/// <summary>接口规范 — what the agency publishes of the national interface, as the code does it. (CX-22-1)</summary>
public sealed record InterfaceSpec
{
    /// <summary>通用规则, a sentence each.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>请求信封.</summary>
    public required SpecNode Request { get; init; }

    /// <summary>响应信封.</summary>
    public required SpecNode Response { get; init; }

    /// <summary>各交易, by number.</summary>
    public required IReadOnlyList<SpecTransaction> Transactions { get; init; }

    /// <summary>错误码.</summary>
    public required IReadOnlyList<SpecCode> Codes { get; init; }
}

/// <summary>一个交易的规范.</summary>
public sealed record SpecTransaction(
    string Infno,
    string Name,
    bool Writes,
    IReadOnlyList<string> Paths,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SpecNode> Input,
    IReadOnlyList<SpecNode> Output);

/// <summary>节点 — its path, the other names under which it is taken, and its fields.</summary>
public sealed record SpecNode(string Path, IReadOnlyList<string> Aliases, IReadOnlyList<SpecField> Fields)
{
    /// <summary>The path from `input` or `output`, which may themselves be the node, or an array of it.</summary>
    public string From(string root) => Path is "" or ['[', ..] ? root + Path : $"{root}.{Path}";
}

/// <summary>字段 — name, meaning, type with its longest length, and whether it must be there.</summary>
public sealed record SpecField(string Name, string Meaning, string Type, bool Required);

/// <summary>错误码 — what it means, what helps, what it does, and how the message may be sent again.</summary>
public sealed record SpecCode(string Code, string Meaning, string Remedy, string Consequence, string Retry);
