using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Provisions;

/// <summary>
/// 开方规定 — what a prescription in this case needs, or that it may not be written at all. All that match must hold: a
/// lower document narrows.
/// </summary>
public sealed record PrescribingRule : Provision
{
    public required string Name { get; init; }

    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>The refusal where the case itself is forbidden; none where only needs are stated.</summary>
    public RefusalCode Refuse { get; init; } = RefusalCode.None;
}

/// <summary>
/// 处方有效期 — how many days a prescription may be taken where its doctor says nothing, and at most how many where the
/// doctor says so. (处方管理办法 第十八条)
/// </summary>
public sealed record PrescribingValidity : Provision
{
    public required int Days { get; init; }

    public required int Longest { get; init; }
}

/// <summary>用量档次 — up to so many days of supply, under these needs.</summary>
public sealed record SupplyTier(int Days, IReadOnlyList<Need> Needs);

/// <summary>处方用量 — days of supply, tier by tier; nothing is above the last. (处方管理办法 第十九条)</summary>
public sealed record PrescribingSupply : Provision
{
    public required IReadOnlyList<SupplyTier> Tiers { get; init; }
}

/// <summary>处方药品种数 — at most so many drugs of this case on one prescription. (处方管理办法 第六条)</summary>
public sealed record PrescribingCount : Provision
{
    public required int Most { get; init; }
}

/// <summary>
/// 处方互认 — the areas, with all that lies in them, where a prescription written here may be taken. Lists add up.
/// (CX-25)
/// </summary>
public sealed record PrescribingAreas : Provision
{
    public required IReadOnlyList<string> Areas { get; init; }
}

/// <summary>特殊管理药品 — the drugs whose codes begin like one of these are of this kind.</summary>
public sealed record DrugKindList : Provision
{
    /// <summary>A word of <see cref="Fact.DrugKinds"/>.</summary>
    public required string Kind { get; init; }

    public required IReadOnlyList<string> Codes { get; init; }
}
