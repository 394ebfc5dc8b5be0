using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Prescribing;

/// <summary>限量种类 — what a limit counts.</summary>
public enum LimitKind
{
    /// <summary>有效天数 where the doctor says nothing.</summary>
    ValidDays,

    /// <summary>有效天数, at most.</summary>
    LongestValidDays,

    /// <summary>用药天数.</summary>
    SupplyDays,

    /// <summary>药品种数.</summary>
    Drugs,
}

/// <summary>守住的限量 — how much the law allows here, and where it says so.</summary>
public sealed record KeptLimit(LimitKind Kind, int Most, int ClauseId);

/// <summary>
/// 不得开具 — one reason, its clause, and what would change it: at most so much, another drug, or needs that were not met.
/// </summary>
public sealed record PrescribingRefusal(RefusalCode Code, int ClauseId)
{
    /// <summary>The limit that was passed.</summary>
    public int? Most { get; init; }

    /// <summary>The line that it is about; none where it is about the whole.</summary>
    public PrescribedDrug? Drug { get; init; }

    /// <summary>What was not met.</summary>
    public Need? Need { get; init; }

    /// <summary>The fact that nobody stated, with <see cref="RefusalCode.MissingFact"/>.</summary>
    public Fact? Missing { get; init; }
}

/// <summary>开方裁定 — the limits that are kept and the rules that are met, or every reason against it.</summary>
public sealed record PrescribingAnswer(
    IReadOnlyList<KeptLimit> Kept,
    IReadOnlyList<PrescribingRule> Met,
    IReadOnlyList<PrescribingRefusal> Refusals)
{
    /// <summary>The first reason in the order of the codes; none when it may be prescribed.</summary>
    public PrescribingRefusal? Refusal => Refusals.Count == 0 ? null : Refusals.MinBy(one => one.Code);
}
