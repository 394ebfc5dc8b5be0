using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Agreements.Life;

/// <summary>缘由 — the event of another agreement that an event follows from. (CX-19)</summary>
internal sealed record Cause(Guid Agreement, int Seq);

/// <summary>线上协议被中止或解除后，对实体协议的决定. (CX-19-2)</summary>
internal enum MainDecision
{
    /// <summary>不处理.</summary>
    Keep,

    /// <summary>中止.</summary>
    Suspend,

    /// <summary>解除.</summary>
    Terminate,
}

/// <summary>协议事件 — what happened to an agreement. (CX-17-5, CX-19, AMB-18)</summary>
internal abstract record AgreementEvent : LifeEvent;

/// <summary>
/// 订立 — signed here, or imported with the state that the import says; from which instant it stands so. A cause says
/// whose suspension it is when it is imported suspended with its main agreement.
/// </summary>
internal sealed record Opened(
    AgreementKind Kind,
    Guid ForInst,
    Guid? Main,
    DateOnly From,
    DateOnly? To,
    AgreementState State,
    DateTime Since,
    string Source,
    Guid? Application,
    Cause? Cause = null) : AgreementEvent;

/// <summary>中止 — for its own reason, or because the main agreement was.</summary>
internal sealed record Suspended(string Reason, Cause? Cause) : AgreementEvent;

/// <summary>恢复 — of what was suspended for its own reason, or of what the main agreement's suspension took.</summary>
internal sealed record Restored(string Reason, Cause? Cause) : AgreementEvent;

/// <summary>解除 — for good.</summary>
internal sealed record Terminated(string Reason, Cause? Cause) : AgreementEvent;

/// <summary>续签 — from now on it ends later.</summary>
internal sealed record Renewed(DateOnly? To, string Source, Guid? Application) : AgreementEvent;

/// <summary>续签待办 — the main agreement was renewed; this one is not, until it is signed anew. (AMB-18)</summary>
internal sealed record RenewalDue(DateOnly? To, Cause Cause) : AgreementEvent;

/// <summary>不续签.</summary>
internal sealed record RenewalDropped(string Reason) : AgreementEvent;

/// <summary>待决定 — on the main agreement, after a supplementary one was suspended or terminated. (CX-19-2)</summary>
internal sealed record DecisionDue(Cause Cause, bool Terminated) : AgreementEvent;

/// <summary>已决定 — of one cause when the main agreement is kept; of all that waited when it is not.</summary>
internal sealed record DecisionTaken(MainDecision Decision, string Reason, Cause? Cause = null) : AgreementEvent;
