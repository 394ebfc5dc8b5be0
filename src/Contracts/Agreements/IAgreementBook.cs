using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Agreements;

/// <summary>协议簿 — the questions other modules may ask about service agreements.</summary>
public interface IAgreementBook
{
    /// <summary>
    /// The agreements under which an institution served a patient at an instant: its own, and of an internet hospital
    /// the main agreement of the physical institution that it depends on. Each is in its state at that instant, or in
    /// its first one when it was concluded later. Inside a transaction nobody may change them until it ends.
    /// (楚医保规〔2022〕3号 第十九条)
    /// </summary>
    /// <param name="institution">Who served.</param>
    /// <param name="served">When, UTC.</param>
    /// <param name="untilNow">
    /// Whether they must have gone on: where the latest of a kind does not stand in force now, its state counts.
    /// </param>
    /// <param name="ct">Stops asking.</param>
    Task<IReadOnlyList<AgreementFacts>> ServingAsync(
        InstitutionFacts institution, DateTime served, bool untilNow, CancellationToken ct);

    /// <summary>
    /// The agreements under which institutions serve, each in its state at an instant; each institution has its own
    /// list.
    /// </summary>
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
