using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Agreements;

/// <summary>协议簿 — the questions other modules may ask about service agreements.</summary>
public interface IAgreementBook
{
    /// <summary>
    /// The agreements under which an institution serves, each in its state at an instant: its own, and of an internet
    /// hospital the main agreement of the physical institution that it depends on. Asked inside an operation, it sees
    /// what the operation sees.
    /// </summary>
    Task<IReadOnlyList<AgreementFacts>> AtAsync(InstitutionFacts institution, DateTime at, CancellationToken ct);

    /// <summary>The same of many institutions at once, as a public list needs it; each has its own list.</summary>
    Task<IReadOnlyDictionary<InstitutionId, IReadOnlyList<AgreementFacts>>> AtAsync(
        IReadOnlyCollection<InstitutionFacts> institutions, DateTime at, CancellationToken ct);
}

/// <summary>服务协议 — one agreement, its term, and its state at the instant asked about.</summary>
public sealed record AgreementFacts(AgreementKind Kind, AgreementState State, FactSpan Span)
{
    /// <summary>Whether it is in force and its term holds a day.</summary>
    public bool InForceOn(DateOnly day) => State == AgreementState.InForce && Span.Holds(day);
}

/// <summary>协议种类.</summary>
public enum AgreementKind
{
    /// <summary>医保服务协议.</summary>
    Main,

    /// <summary>"互联网+"补充协议.</summary>
    Supplementary,
}

/// <summary>协议状态.</summary>
public enum AgreementState
{
    /// <summary>履行中.</summary>
    InForce,

    /// <summary>中止.</summary>
    Suspended,

    /// <summary>解除.</summary>
    Terminated,
}
