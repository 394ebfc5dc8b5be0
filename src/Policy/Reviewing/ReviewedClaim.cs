using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Reviewing;

/// <summary>待审结算 — a settlement of a visit, with what review rules may compare. Ids are the caller's.</summary>
public sealed record ReviewedClaim
{
    /// <summary>结算; each is given once.</summary>
    public required string Settlement { get; init; }

    /// <summary>就诊; several settlements may be of one.</summary>
    public required string Visit { get; init; }

    /// <summary>已撤销: no claim any more.</summary>
    public bool Reversed { get; init; }

    /// <summary>医保区划 of the institution.</summary>
    public required string Area { get; init; }

    /// <summary>The legal day of the visit, whose law holds.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The wall clock at which the visit began; null: not known.</summary>
    public DateTime? Began { get; init; }

    public required string Person { get; init; }

    public required string Institution { get; init; }

    public string? Doctor { get; init; }

    public string? Department { get; init; }

    /// <summary>诊断, the main one first.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The facts that the claim was settled with.</summary>
    public required FactSet Facts { get; init; }
}

/// <summary>咨询 — a person asked an institution something on a day. It is no medical service.</summary>
public sealed record ReviewedConsultation(string Number, string Person, string Institution, DateOnly On);

/// <summary>共同之处 — what the visits of a finding share.</summary>
public sealed record SharedValue(ReviewKey Key, string Value);

/// <summary>
/// 命中 — a rule, and the settlements that together are what it looks for. The clause is the rule's.
/// </summary>
/// <param name="Consultations">Numbers of the consultations beside the visits, where the rule asks for one.</param>
public sealed record Finding(
    ReviewRule Rule,
    IReadOnlyList<ReviewedClaim> Claims,
    IReadOnlyList<SharedValue> Shared,
    IReadOnlyList<string> Consultations);
