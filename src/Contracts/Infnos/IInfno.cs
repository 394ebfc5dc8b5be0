using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Infnos;

/// <summary>一个交易 — one transaction of the national interface; the module that owns it implements it.</summary>
public interface IInfno
{
    /// <summary>交易编号.</summary>
    string Infno { get; }

    /// <summary>
    /// Whether it changes state: then it runs inside one operation, under the claim of its message number.
    /// </summary>
    bool Writes { get; }

    /// <summary>Answers one call. A writing call is already inside its operation; a refusal rolls it back.</summary>
    Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct);
}

/// <summary>经办人 — who works at the terminal, and what kind of terminal it is.</summary>
public sealed record Opter(string No, string Name, OpterType Type);

/// <summary>经办人类别.</summary>
public enum OpterType
{
    /// <summary>经办人 (1).</summary>
    Clerk = 1,

    /// <summary>自助终端 (2).</summary>
    SelfService = 2,

    /// <summary>移动终端 (3).</summary>
    Mobile = 3,
}

/// <summary>一次调用 — the envelope, read and typed, and the input as it came.</summary>
public sealed record InfnoCall
{
    /// <summary>时钟容差 — how far two clocks may differ before it is worth a word.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>交易编号.</summary>
    public required string Infno { get; init; }

    /// <summary>发送方报文ID.</summary>
    public required string MsgId { get; init; }

    /// <summary>The institution that calls, with the facts of today.</summary>
    public required InstitutionFacts Institution { get; init; }

    /// <summary>就医地医保区划 as declared in the envelope.</summary>
    public required string Region { get; init; }

    /// <summary>参保地医保区划, when declared.</summary>
    public string? InsuredRegion { get; init; }

    /// <summary>经办人.</summary>
    public required Opter Opter { get; init; }

    /// <summary>Who acts, as the trail names it.</summary>
    public string Actor => $"{Institution.Code}/{Opter.No}";

    /// <summary>交易时间 (UTC), when it could be read; drift is logged, not refused.</summary>
    public DateTime? InfTime { get; init; }

    /// <summary>交易签到流水号.</summary>
    public string? SignNo { get; init; }

    /// <summary>交易输入.</summary>
    public required JsonObject Input { get; init; }

    /// <summary>The whole message as it was received: unknown keys stay in it.</summary>
    public required string Raw { get; init; }

    /// <summary>When the message was received (UTC).</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>
    /// Whether the institution's system takes the account as part of the fund's total, when it said so.
    /// </summary>
    public bool? ExpectsAccountInFundTotal { get; init; }
}

/// <summary>一次调用的结果 — an output with warnings, or a refusal.</summary>
public sealed record InfnoResult
{
    private InfnoResult()
    {
    }

    /// <summary>交易输出; empty when the transaction has none.</summary>
    public JsonNode Output { get; private init; } = new JsonObject();

    /// <summary>警告, each a code with parameters.</summary>
    public IReadOnlyList<Notice> Warnings { get; private init; } = [];

    /// <summary>The refusal, or none.</summary>
    public Notice? Refusal { get; private init; }

    /// <summary>The file that answers in place of an envelope; only a query may give one.</summary>
    public InfnoFile? File { get; init; }

    /// <summary>The person whom the call concerned, for the claim and the access log.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The settlement that it led to, for the claim.</summary>
    public SettlementId? Settlement { get; init; }

    /// <summary>A success.</summary>
    public static InfnoResult Done(JsonNode? output = null, params IReadOnlyList<Notice> warnings) =>
        new() { Output = output ?? new JsonObject(), Warnings = warnings };

    /// <summary>A refusal: a stable code, and what its sentence needs.</summary>
    public static InfnoResult Refused(string code, params (string Name, string Value)[] parameters) =>
        Refused(Notice.Of(code, parameters));

    /// <summary>A refusal that was found elsewhere.</summary>
    public static InfnoResult Refused(Notice refusal) => new() { Refusal = refusal };
}

/// <summary>提示 — a code with the parameters of its sentence; the sentence is made at the edge.</summary>
public sealed record Notice(string Code, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>A notice from pairs.</summary>
    public static Notice Of(string code, params (string Name, string Value)[] parameters) =>
        new(code, parameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
