using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Acceptance.Judging;

/// <summary>一次报文 — one call of a run and the area's true answer, whatever was made of it on the way back.</summary>
internal sealed record Heard
{
    public required int Seq { get; init; }

    public required string Infno { get; init; }

    public required string MsgId { get; init; }

    /// <summary>Which of the run's people it was about, by the scenario's name for them.</summary>
    public string? Person { get; init; }

    /// <summary>Empty for a success, else the refusal's code.</summary>
    public required string Code { get; init; }

    /// <summary>What was done to the answer on purpose; empty for nothing.</summary>
    public string Fault { get; init; } = "";

    public string Warnings { get; init; } = "";

    public JsonObject Input { get; init; } = [];

    public JsonObject Output { get; init; } = [];

    public bool Succeeded => Code.Length == 0;

    /// <summary>A field of the input's one node that carries it.</summary>
    public string? Said(string name) => Field(Input, name);

    /// <summary>A field of the output's one node that carries it.</summary>
    public string? Told(string name) => Field(Output, name);

    /// <summary>Whether a settlement or what takes one back: whatever changes the totals.</summary>
    public bool ChangesTotals => Succeeded && Infno is "2207" or "2207A" or "2208" or "2601";

    /// <summary>The channel that an opening states.</summary>
    public string? Channel => Nodes(Input)
        .SelectMany(node => new[] { node["exp_content"], node["expContent"] })
        .OfType<JsonObject>()
        .Select(node => Text(node["visit_channel"]))
        .FirstOrDefault(text => text is not null);

    /// <summary>The rows of an input's array, or its one object.</summary>
    public IEnumerable<JsonObject> Rows(string name) => Input[name] switch
    {
        JsonArray many => many.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    public static string? Text(JsonNode? node) => node is JsonValue value
        ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
        : null;

    private static string? Field(JsonObject of, string name) =>
        Nodes(of).Select(node => Text(node[name])).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>The object itself, its nodes, and the first of each array.</summary>
    private static IEnumerable<JsonObject> Nodes(JsonObject of) => [of, .. of.Select(pair => pair.Value switch
    {
        JsonArray { Count: > 0 } many => many[0] as JsonObject,
        var node => node as JsonObject,
    }).OfType<JsonObject>()];
}

/// <summary>测试库事实 — what the test database says beside the transcript.</summary>
internal sealed record AreaFacts(
    IReadOnlyDictionary<string, bool> Stands,
    IReadOnlyDictionary<string, string> Channels,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Mapped)
{
    /// <summary>Nothing is known yet.</summary>
    public static readonly AreaFacts Nothing = new(
        new Dictionary<string, bool>(), new Dictionary<string, string>(),
        new Dictionary<string, IReadOnlyList<string>>());
}

/// <summary>被判的运行 — the whole transcript, the database's facts, and what the region expects.</summary>
internal sealed record Evident(
    IReadOnlyList<Heard> Calls,
    AreaFacts Facts,
    IReadOnlyDictionary<string, string> Expect,
    IReadOnlyList<string> Codes,
    bool SignedAnswers);

/// <summary>步骤状态.</summary>
internal enum StepState
{
    /// <summary>等待.</summary>
    Waiting,

    /// <summary>通过.</summary>
    Passed,

    /// <summary>未通过.</summary>
    Failed,

    /// <summary>不适用.</summary>
    NotApplicable,

    /// <summary>计划中.</summary>
    Planned,
}

/// <summary>判定 — the state of a step and why; the reason's sentence stands in the scenario set.</summary>
internal sealed record Verdict(StepState State, string Reason)
{
    public static readonly Verdict Passed = new(StepState.Passed, "passed");

    public static Verdict Waits(string reason) => new(StepState.Waiting, reason);

    public static Verdict Fails(string reason) => new(StepState.Failed, reason);
}
